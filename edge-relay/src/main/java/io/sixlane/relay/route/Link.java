package io.sixlane.relay.route;

import io.sixlane.relay.forward.TcpMeasurement;
import java.time.Duration;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * The link to one peer, as probes and lanes measure it. Times are nanoseconds of a monotonic clock.
 * Safe for use by several threads.
 */
final class Link {
    /** Pause between probes of a link that connections take. */
    static final Duration ACTIVE_PACE = Duration.ofMillis(200);

    /** Pause between probes of other candidates, and of a link that has been down for long. */
    static final Duration IDLE_PACE = Duration.ofSeconds(1);

    /** Pause while a probe is late: four probes detect a cut within 0.7 s at 120 ms (computed). */
    static final Duration SUSPICIOUS_PACE = Duration.ofMillis(25);

    /** Interval at which percentiles and losses are computed. */
    private static final Duration COMPUTED_EVERY = Duration.ofMillis(500);

    private static final Duration SILENCE = Duration.ofSeconds(2);
    private static final Duration LONG = Duration.ofMinutes(1);

    /** Two failures of lanes within this time mean that the link is down. */
    private static final Duration TOGETHER = Duration.ofSeconds(2);

    private static final int LEAST_FAILURES = 2;

    /** Assumed for a link without measurements. */
    private static final LinkQuality UNKNOWN = LinkQuality.of(1_000);

    private final ProbeWindow window = new ProbeWindow();
    private final TcpFigures lanes = new TcpFigures();
    private LinkHealth health;
    private Hop.Warmth warmth = Hop.Warmth.NOT_CONNECTED;
    private @Nullable LinkQuality quality;
    private long probedNanos;
    private long computedNanos;
    private long failedNanos;
    private int failures;

    /** A lane was silent after the last answer. */
    private boolean suspected;

    /** A firewall drops probes: the state follows from lanes alone. */
    private boolean probesBlocked;

    /**
     * A snapshot of the link.
     *
     * @param quality null before anything was measured
     */
    record State(@Nullable LinkQuality quality, LinkHealth health, Hop.Warmth warmth) {}

    Link(long nowNanos) {
        health = LinkHealth.fresh(nowNanos);
        probedNanos = nowNanos - LONG.toNanos();
    }

    synchronized State state() {
        return new State(quality, health, warmth);
    }

    /**
     * Decides about the next probe.
     *
     * @param active whether connections take this link
     * @return the sequence number of the probe to send now, empty when none is due
     */
    synchronized OptionalInt due(boolean active, long nowNanos) {
        if (nowNanos - probedNanos < pace(active, nowNanos).toNanos()) {
            return OptionalInt.empty();
        }
        probedNanos = nowNanos;
        return OptionalInt.of(window.sent(nowNanos));
    }

    /** Whether the peer answers nothing: it lost the probe key in a restart, or is gone. */
    synchronized boolean isSilent(long nowNanos) {
        return !health.up() || window.unansweredMillis(nowNanos) > SILENCE.toMillis();
    }

    private Duration pace(boolean active, long nowNanos) {
        if (!health.up()) {
            return nowNanos - health.changedNanos() > LONG.toNanos() ? IDLE_PACE : ACTIVE_PACE;
        }
        if (probesBlocked) {
            return IDLE_PACE;
        }
        if (!window.hasAnswers()) {
            return window.sent() < ProbeWindow.FAST ? ACTIVE_PACE : IDLE_PACE;
        }
        if (suspected || isSuspicious(nowNanos)) {
            return SUSPICIOUS_PACE;
        }
        return active || window.sent() < ProbeWindow.FAST ? ACTIVE_PACE : IDLE_PACE;
    }

    private boolean isSuspicious(long nowNanos) {
        var known = quality;
        return known != null && window.unansweredMillis(nowNanos) > DownRule.suspicionMillis(known);
    }

    /**
     * Takes an answer to a probe.
     *
     * @return whether the answer was new
     */
    synchronized boolean answered(int sequence, long received, long nowNanos) {
        if (!window.answered(sequence, received, nowNanos)) {
            return false;
        }
        failures = 0;
        suspected = false;
        probesBlocked = false;
        if (!health.up()) {
            window.forget(); // the losses of a cut do not describe the link after it
        }
        health = health.answered(nowNanos);
        return true;
    }

    /**
     * Expires overdue probes and computes the state. Called several times a second.
     *
     * @return whether the link went down
     */
    synchronized boolean look(long nowNanos) {
        window.expire(nowNanos, DownRule.timeoutMillis(quality == null ? UNKNOWN : quality));
        var cut = !probesBlocked && health.up() && isCut();
        if (cut) {
            health = health.down(nowNanos);
        }
        if (quality == null || nowNanos - computedNanos >= COMPUTED_EVERY.toNanos()) {
            computedNanos = nowNanos;
            quality =
                    probesBlocked
                            ? lanes.quality().orElse(quality)
                            : window.quality().or(lanes::quality).orElse(null);
        }
        return cut;
    }

    private boolean isCut() {
        var row = window.lostInARow();
        return window.hasAnswers()
                && row >= DownRule.LEAST
                && row >= DownRule.probes(lossBefore(row));
    }

    /** The loss of the link before the losses in question. */
    private double lossBefore(int row) {
        var settled = window.settled();
        return settled <= row ? 0 : (window.loss() * settled - row) / (settled - row);
    }

    /** A lane was opened. When no probe was answered for long before, a firewall drops them. */
    synchronized void opened(long nowNanos) {
        failures = 0;
        warmth = Hop.Warmth.WARM;
        probesBlocked = window.hasAnswers() && window.unansweredMillis(nowNanos) > LONG.toMillis();
        if (!window.hasAnswers() || probesBlocked) {
            health = health.answered(nowNanos);
        }
    }

    /**
     * A lane could not be opened, broke, or its peer acknowledges nothing.
     *
     * @return whether the link went down
     */
    synchronized boolean failed(long nowNanos) {
        failures = nowNanos - failedNanos < TOGETHER.toNanos() ? failures + 1 : 1;
        failedNanos = nowNanos;
        var down = health.up() && failures >= LEAST_FAILURES;
        if (down) {
            health = health.down(nowNanos);
        }
        return down;
    }

    /**
     * A lane was silent for two round trips: probes follow fast, and decide where they are
     * answered.
     *
     * @return whether the link went down
     */
    synchronized boolean silent(long nowNanos) {
        suspected = true;
        return (probesBlocked || !window.hasAnswers()) && failed(nowNanos);
    }

    synchronized void measured(TcpMeasurement lane) {
        lanes.measured(lane);
    }

    /** Lanes to the peer wait for connections. */
    synchronized void idle() {
        warmth = Hop.Warmth.WARM;
    }
}
