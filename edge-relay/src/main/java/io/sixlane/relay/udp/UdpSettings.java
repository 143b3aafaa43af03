package io.sixlane.relay.udp;

import java.time.Duration;

/**
 * What a path needs to know.
 *
 * @param idleTimeout silence in both directions after which a session ends, where its route does
 *     not say
 * @param threads event loops
 * @param maxSessions per event loop, whatever accelerators may have; one more is dropped
 */
public record UdpSettings(Duration idleTimeout, int threads, int maxSessions) {}
