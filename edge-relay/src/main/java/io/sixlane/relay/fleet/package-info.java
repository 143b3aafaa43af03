/** Tracks which relays live, by their heartbeats, and shares limits among them. */
@NullMarked
package io.sixlane.relay.fleet;

import org.jspecify.annotations.NullMarked;
