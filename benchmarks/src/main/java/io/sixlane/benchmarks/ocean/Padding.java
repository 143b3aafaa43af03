package io.sixlane.benchmarks.ocean;

import io.sixlane.benchmarks.relay.Host;
import java.io.IOException;
import java.util.List;

/**
 * Waits until relays have warmed their lanes. All rows share the backbone, so padding of one row
 * would delay the requests of another.
 */
final class Padding {
    private static final String DEVICE = "backbone";

    /** Pings of lanes and probes of links take less, padding much more. */
    private static final long QUIET_BYTES_PER_SECOND = 100_000;

    /** A relay begins to pad 3 s after its first flow, and pauses between two lanes. */
    private static final int QUIET_SECONDS = 10;

    private static final int MOST_SECONDS = 120;

    private final Ocean ocean;

    Padding(Ocean ocean) {
        this.ocean = ocean;
    }

    /** Returns how many seconds it waited. */
    int awaitEnd() throws IOException {
        var before = carried();
        var quiet = 0;
        for (var second = 1; second <= MOST_SECONDS; second++) {
            Voyage.pause(1);
            var now = carried();
            quiet = now - before < QUIET_BYTES_PER_SECOND ? quiet + 1 : 0;
            before = now;
            if (quiet == QUIET_SECONDS) {
                return second;
            }
        }
        throw new IOException(
                "relays still send padding after %s s; leave rows out".formatted(MOST_SECONDS));
    }

    private long carried() throws IOException {
        return bytes(Host.output(ocean.ingress().command(List.of("cat", "/proc/net/dev"))));
    }

    /**
     * Received and sent.
     *
     * @param counters as in {@code /proc/net/dev}
     */
    static long bytes(String counters) {
        return counters.lines()
                .map(String::strip)
                .filter(line -> line.startsWith(DEVICE + ":"))
                .map(line -> line.substring(DEVICE.length() + 1).strip().split("\\s+", -1))
                .mapToLong(numbers -> Long.parseLong(numbers[0]) + Long.parseLong(numbers[8]))
                .sum();
    }
}
