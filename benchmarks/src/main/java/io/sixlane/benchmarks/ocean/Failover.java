package io.sixlane.benchmarks.ocean;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The outcome of new flows after a cut.
 *
 * @param failedFlows that began after the cut and failed
 * @param firstByteMsMax of those that did not
 * @param normalAfterMs when, after the cut, the first of ten flows in a row began that were as fast
 *     as the last ones; null when none did
 */
record Failover(int failedFlows, double firstByteMsMax, @Nullable Double normalAfterMs) {
    /** Length of a run of normal flows, and of the last flows that define normal. */
    private static final int IN_A_ROW = 10;

    /** A flow is as fast as the last ones up to this many times their median. */
    private static final double TOLERATED = 1.25;

    /**
     * One flow.
     *
     * @param beganMs after the cut
     * @param firstByteMs NaN when it failed
     */
    record Flow(double beganMs, double firstByteMs) {
        boolean failed() {
            return Double.isNaN(firstByteMs);
        }
    }

    /** Flows before the cut do not count. */
    static Failover of(List<Flow> flows) {
        var after =
                flows.stream()
                        .filter(flow -> flow.beganMs() >= 0)
                        .sorted(Comparator.comparingDouble(Flow::beganMs))
                        .toList();
        var failed = (int) after.stream().filter(Flow::failed).count();
        var slowest =
                after.stream()
                        .filter(flow -> !flow.failed())
                        .mapToDouble(Flow::firstByteMs)
                        .max()
                        .orElse(Double.NaN);
        return new Failover(failed, slowest, normalAfter(after));
    }

    private static @Nullable Double normalAfter(List<Flow> after) {
        var last =
                after.stream()
                        .skip(after.size() / 2)
                        .map(Flow::firstByteMs)
                        .filter(Double::isFinite)
                        .toList();
        var normal = Figures.percentile(last, 50) * TOLERATED;
        var row = 0;
        for (var i = 0; i < after.size(); i++) {
            row = after.get(i).firstByteMs() <= normal ? row + 1 : 0;
            if (row == IN_A_ROW) {
                return after.get(i - IN_A_ROW + 1).beganMs();
            }
        }
        return null;
    }

    /** The first flows after the cut, such as {@code 12: 455, 112: 357}. */
    static String firstOf(List<Flow> flows, int most) {
        return flows.stream()
                .filter(flow -> flow.beganMs() >= 0)
                .sorted(Comparator.comparingDouble(Flow::beganMs))
                .limit(most)
                .map(
                        flow ->
                                String.format(
                                        Locale.ROOT,
                                        "%.0f: %.0f",
                                        flow.beganMs(),
                                        flow.firstByteMs()))
                .collect(Collectors.joining(", "));
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%d flows failed, slowest first byte %.0f ms, normal after %.0f ms",
                failedFlows,
                firstByteMsMax,
                normalAfterMs == null ? Double.NaN : normalAfterMs);
    }
}
