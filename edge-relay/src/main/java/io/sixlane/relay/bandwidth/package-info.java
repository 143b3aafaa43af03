/** Limits the rates of regions, listeners and connections. */
@NullMarked
package io.sixlane.relay.bandwidth;

import org.jspecify.annotations.NullMarked;
