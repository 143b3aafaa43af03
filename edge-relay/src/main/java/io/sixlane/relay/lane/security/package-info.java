/**
 * Authenticates both ends of a lane: TLS 1.3 with certificates of the fleet on both sides, and the
 * greeting inside it. No class here reads or writes a socket.
 */
@NullMarked
package io.sixlane.relay.lane.security;

import org.jspecify.annotations.NullMarked;
