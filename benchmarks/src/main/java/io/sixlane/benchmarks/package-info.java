/** Measurements that anyone can repeat with {@code ./sixlane bench}. */
@NullMarked
package io.sixlane.benchmarks;

import org.jspecify.annotations.NullMarked;
