package io.sixlane.relay.route;

import io.sixlane.relay.forward.TcpMeasurement;
import java.util.Optional;

/**
 * The quality of a path as TCP connections on it find it; loss is known away from this relay alone
 * and taken for both directions. Any thread.
 */
final class TcpFigures {
    /** Weight of a new measurement (source: RFC 6298). */
    private static final double WEIGHT = 1.0 / 8;

    /** Standard deviations between the mean and the 95th percentile, of mean deviations (1.25). */
    private static final double TO_P95 = 1.25 * 1.645;

    /** Segments in memory; bounded, to follow a path that changes. */
    private static final int REMEMBERED_SEGMENTS = 4_096;

    private double tripMillis;
    private double deviationMillis;
    private double segments;
    private double retransmitted;

    /** Records the duration of a handshake. */
    synchronized void connected(double millis) {
        if (tripMillis == 0) {
            tripMillis = millis;
            return;
        }
        deviationMillis += WEIGHT * (Math.abs(millis - tripMillis) - deviationMillis);
        tripMillis += WEIGHT * (millis - tripMillis);
    }

    /** The kernel's figures of one connection, with counts since it opened. */
    synchronized void measured(TcpMeasurement now) {
        if (now.rttMicros() <= 0) {
            return;
        }
        connected(now.rttMicros() / 1e3);
        deviationMillis += WEIGHT * (now.rttVarianceMicros() / 1e3 - deviationMillis);
        if (now.segmentsSent() > 0 && now.retransmitted() >= 0) {
            lost(
                    (double) now.segmentsSent(),
                    (double) Math.min(now.segmentsSent(), now.retransmitted()));
        }
    }

    private void lost(double sent, double again) {
        segments += sent;
        retransmitted += again;
        if (segments > REMEMBERED_SEGMENTS) {
            var kept = REMEMBERED_SEGMENTS / segments;
            segments *= kept;
            retransmitted *= kept;
        }
    }

    synchronized Optional<LinkQuality> quality() {
        if (tripMillis == 0) {
            return Optional.empty();
        }
        var loss = new Loss((int) segments, (int) retransmitted, 0, 0);
        return Optional.of(
                new LinkQuality(tripMillis, tripMillis + TO_P95 * deviationMillis, loss, loss));
    }
}
