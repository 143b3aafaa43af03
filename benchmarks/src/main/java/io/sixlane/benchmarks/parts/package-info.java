/** The cost of single parts, measured by JMH. */
@NullMarked
package io.sixlane.benchmarks.parts;

import org.jspecify.annotations.NullMarked;
