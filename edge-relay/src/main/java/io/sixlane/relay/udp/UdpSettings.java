package io.sixlane.relay.udp;

import java.time.Duration;

/**
 * Settings of both paths.
 *
 * @param idleTimeout silence in both directions after which a session ends, unless its route has a
 *     timeout of its own
 * @param provisionalTimeout the same before the endpoint's first answer, if that is less
 * @param threads event loops
 * @param maxSessions per event loop, of all accelerators together
 */
public record UdpSettings(
        Duration idleTimeout, Duration provisionalTimeout, int threads, int maxSessions) {
    /** A third of what Linux grants an unanswered flow: a flood of clients is over soon. */
    private static final Duration PROVISIONAL = Duration.ofSeconds(10);

    public UdpSettings(Duration idleTimeout, int threads, int maxSessions) {
        this(idleTimeout, PROVISIONAL, threads, maxSessions);
    }
}
