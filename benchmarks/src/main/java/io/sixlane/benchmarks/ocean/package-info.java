/** The relay across an ocean that this machine emulates. */
@NullMarked
package io.sixlane.benchmarks.ocean;

import org.jspecify.annotations.NullMarked;
