package io.sixlane.relay.route;

/**
 * How many probes must be lost in a row before a link counts as down, and when a probe is lost.
 * Pure.
 */
final class DownRule {
    /**
     * Probability of a false alarm at each probe: one in twenty years of five probes a second
     * (computed).
     */
    private static final double FALSE_ALARM = 1e-8;

    static final int LEAST = 4;
    private static final int MOST = 10;

    /** Added to what jitter explains (measured: a busy relay answers within 20 ms). */
    private static final double SLACK_MILLIS = 50;

    private static final double LEAST_TIMEOUT_MILLIS = 100;
    private static final double MOST_TIMEOUT_MILLIS = 3_000;

    private DownRule() {}

    /**
     * The fewest consecutive losses that independent losses do not explain: 4 up to 1 %, 7 at 5 %,
     * 10 from 16 % on.
     *
     * @param loss of the link in both directions together, 0 to 1
     */
    static int probes(double loss) {
        if (loss <= 0) {
            return LEAST;
        }
        var needed = Math.ceil(Math.log(FALSE_ALARM) / Math.log(Math.min(loss, 0.99)));
        return (int) Math.clamp(needed, LEAST, MOST);
    }

    /** Time after which a probe without an answer counts as lost. */
    static double timeoutMillis(LinkQuality quality) {
        return Math.clamp(
                quality.p50Millis() + 4 * quality.spreadMillis() + SLACK_MILLIS,
                LEAST_TIMEOUT_MILLIS,
                MOST_TIMEOUT_MILLIS);
    }

    /** Time after which a probe is suspected lost and the next ones follow fast. */
    static double suspicionMillis(LinkQuality quality) {
        return quality.p50Millis() + 2 * quality.spreadMillis() + SLACK_MILLIS / 2;
    }
}
