/** The relay side by side with its peers, in a network namespace. */
@NullMarked
package io.sixlane.benchmarks.relay;

import org.jspecify.annotations.NullMarked;
