/** Checks of relay records before they are stored: clocks, and records that cannot be stored. */
@NullMarked
package io.sixlane.metrics.intake;

import org.jspecify.annotations.NullMarked;
