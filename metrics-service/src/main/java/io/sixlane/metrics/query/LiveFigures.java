package io.sixlane.metrics.query;

import io.sixlane.metrics.window.RelayWindow;
import io.sixlane.metrics.window.ReportedWindow;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes figures of what changed in reports between two looks: relays report the window that runs
 * every second. For one thread at a time.
 */
final class LiveFigures {
    /** The reports at the last look; null before the first. */
    private @Nullable Map<ReportedWindow.Key, RelayWindow> seen;

    /**
     * Figures of the time since the figures before.
     *
     * @param at of the look
     * @param connectionsActive open at the last report
     * @param bytesIn from clients
     * @param bytesOut to clients
     */
    record Second(
            Instant at,
            long connectionsOpened,
            long connectionsActive,
            long connectionsRefused,
            long connectionsFailed,
            long bytesIn,
            long bytesOut) {}

    /**
     * @param reports of the last windows, oldest first
     */
    Second since(Instant at, List<ReportedWindow> reports) {
        var before = seen;
        var now = new HashMap<ReportedWindow.Key, RelayWindow>();
        var active = new HashMap<String, Long>();
        var sum = new long[5];
        for (var report : reports) {
            var window = report.window();
            now.put(report.key(), window);
            active.put(window.relayId(), window.connectionsActive());
            if (before != null) {
                add(sum, 1, window);
                var held = before.get(report.key());
                if (held != null) {
                    add(sum, -1, held);
                }
            }
        }
        seen = now;
        return new Second(
                at,
                sum[0],
                active.values().stream().mapToLong(Long::longValue).sum(),
                sum[1],
                sum[2],
                sum[3],
                sum[4]);
    }

    private static void add(long[] sum, int sign, RelayWindow window) {
        var traffic = window.traffic();
        sum[0] += sign * traffic.connectionsOpened();
        sum[1] += sign * traffic.connectionsRefused();
        sum[2] += sign * traffic.connectionsFailed();
        sum[3] += sign * traffic.bytesIn();
        sum[4] += sign * traffic.bytesOut();
    }
}
