/** The relays that live, as their heartbeats say: with whom limits are shared. */
@NullMarked
package io.sixlane.relay.fleet;

import org.jspecify.annotations.NullMarked;
