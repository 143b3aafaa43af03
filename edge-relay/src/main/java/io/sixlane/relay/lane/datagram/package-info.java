/** Datagrams between relays: what they contain, how they are sealed, and which keys seal them. */
@NullMarked
package io.sixlane.relay.lane.datagram;

import org.jspecify.annotations.NullMarked;
