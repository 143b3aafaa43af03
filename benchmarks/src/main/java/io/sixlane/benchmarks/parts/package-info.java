/** What single parts cost, measured by JMH. */
@NullMarked
package io.sixlane.benchmarks.parts;

import org.jspecify.annotations.NullMarked;
