/** How many changes are accepted, and how fast. */
@NullMarked
package io.sixlane.benchmarks.write;

import org.jspecify.annotations.NullMarked;
