/** A relay with very many listeners: how it starts and how it takes one change. */
@NullMarked
package io.sixlane.benchmarks.scale;

import org.jspecify.annotations.NullMarked;
