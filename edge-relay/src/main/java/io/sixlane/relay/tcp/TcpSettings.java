package io.sixlane.relay.tcp;

import io.sixlane.relay.forward.Route;
import java.time.Duration;

/**
 * The settings of a path.
 *
 * @param connectTimeout per endpoint tried
 * @param idleTimeout silence in both directions after which a connection is reset, unless its route
 *     has another
 * @param halfClosedTimeout the same once one side has sent a FIN, if that is shorter
 * @param keepalive of both connections
 * @param userTimeout how long sent bytes may stay unacknowledged, or a peer's window closed, on
 *     either connection; the portable path sets it on Linux alone
 * @param writeBufferHigh bytes queued per direction at which reading stops
 * @param threads event loops
 * @param freeBind whether addresses may be bound that are only routed here, or not here yet; the
 *     portable path can do it on Linux alone
 */
public record TcpSettings(
        Duration connectTimeout,
        Duration idleTimeout,
        Duration halfClosedTimeout,
        Keepalive keepalive,
        Duration userTimeout,
        int writeBufferHigh,
        int threads,
        boolean freeBind) {
    /** Source: RFC 5382, REQ-5, for connections that are being closed. */
    public static final Duration HALF_CLOSED_TIMEOUT = Duration.ofMinutes(4);

    /** Source: RFC 9293, 3.9.1.1. */
    public static final Duration USER_TIMEOUT = Duration.ofMinutes(5);

    /**
     * Probes of a silent connection, in whole seconds.
     *
     * @param idle silence before the first
     * @param interval between two
     * @param probes unanswered ones after which the connection counts as reset
     */
    public record Keepalive(Duration idle, Duration interval, int probes) {
        public static final Keepalive DEFAULT =
                new Keepalive(Duration.ofMinutes(2), Duration.ofSeconds(15), 4);
    }

    /** Settings without free binding. */
    public TcpSettings(
            Duration connectTimeout,
            Duration idleTimeout,
            Duration halfClosedTimeout,
            Keepalive keepalive,
            Duration userTimeout,
            int writeBufferHigh,
            int threads) {
        this(
                connectTimeout,
                idleTimeout,
                halfClosedTimeout,
                keepalive,
                userTimeout,
                writeBufferHigh,
                threads,
                false);
    }

    /** Settings with the default half-closed timeout, keepalive and user timeout. */
    public TcpSettings(
            Duration connectTimeout, Duration idleTimeout, int writeBufferHigh, int threads) {
        this(
                connectTimeout,
                idleTimeout,
                HALF_CLOSED_TIMEOUT,
                Keepalive.DEFAULT,
                USER_TIMEOUT,
                writeBufferHigh,
                threads,
                false);
    }

    public TcpSettings withUserTimeout(Duration timeout) {
        return new TcpSettings(
                connectTimeout,
                idleTimeout,
                halfClosedTimeout,
                keepalive,
                timeout,
                writeBufferHigh,
                threads,
                freeBind);
    }

    public TcpSettings withFreeBind() {
        return new TcpSettings(
                connectTimeout,
                idleTimeout,
                halfClosedTimeout,
                keepalive,
                userTimeout,
                writeBufferHigh,
                threads,
                true);
    }

    public TcpSettings withThreads(int loops) {
        return new TcpSettings(
                connectTimeout,
                idleTimeout,
                halfClosedTimeout,
                keepalive,
                userTimeout,
                writeBufferHigh,
                loops,
                freeBind);
    }

    /** The settings for flows that another relay hands over, which ends idle ones. */
    public TcpSettings ofCarried() {
        var later = Duration.ofMinutes(1);
        return new TcpSettings(
                connectTimeout,
                idleTimeout.plus(later),
                halfClosedTimeout.plus(later),
                keepalive,
                userTimeout,
                writeBufferHigh,
                threads,
                freeBind);
    }

    public Duration idleTimeoutOf(Route route) {
        var own = route.idleTimeout();
        return own == null ? idleTimeout : own;
    }
}
