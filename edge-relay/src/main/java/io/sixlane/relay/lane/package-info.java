/**
 * Lanes: framed connections between two relays, each of which carries one flow at a time and is
 * used again by the next.
 */
@NullMarked
package io.sixlane.relay.lane;

import org.jspecify.annotations.NullMarked;
