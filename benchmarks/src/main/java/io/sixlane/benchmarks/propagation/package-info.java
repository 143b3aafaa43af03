/** How long a change takes from its answer to every relay. */
@NullMarked
package io.sixlane.benchmarks.propagation;

import org.jspecify.annotations.NullMarked;
