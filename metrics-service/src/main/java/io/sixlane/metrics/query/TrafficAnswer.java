package io.sixlane.metrics.query;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.sixlane.metrics.window.Latencies;
import io.sixlane.metrics.window.Traffic;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An accelerator's traffic.
 *
 * @param step seconds
 * @param totals over all relays and the whole range
 * @param windows over all relays, by start; a step of which no relay reported is left out
 * @param relays over the whole range, by relay id
 */
record TrafficAnswer(
        String acceleratorId,
        Instant from,
        Instant to,
        long step,
        Figures totals,
        List<Window> windows,
        List<Relay> relays) {
    TrafficAnswer {
        windows = List.copyOf(windows);
        relays = List.copyOf(relays);
    }

    /** One step from {@code start}. */
    record Window(Instant start, @JsonUnwrapped Figures figures) {}

    /** One relay's part. */
    record Relay(String relayId, String region, @JsonUnwrapped Figures figures) {}

    /**
     * What was counted.
     *
     * @param seconds that were reported; what {@code bitsPerSecond…} is an average over
     * @param connectionsActive open at the end
     * @param connectionsRefused over the specification's limit
     * @param connectionsFailed no endpoint could be reached
     * @param bytesIn from clients
     * @param bytesOut to clients
     * @param connectMicros from the relay to the endpoint
     * @param firstByteMicros from accept to the endpoint's first byte
     */
    record Figures(
            long seconds,
            long connectionsOpened,
            long connectionsActive,
            long connectionsRefused,
            long connectionsFailed,
            long bytesIn,
            long bytesOut,
            double bitsPerSecondIn,
            double bitsPerSecondOut,
            Percentiles connectMicros,
            Percentiles firstByteMicros) {
        static Figures of(Traffic traffic, long active, long seconds) {
            return new Figures(
                    seconds,
                    traffic.connectionsOpened(),
                    active,
                    traffic.connectionsRefused(),
                    traffic.connectionsFailed(),
                    traffic.bytesIn(),
                    traffic.bytesOut(),
                    bitsPerSecond(traffic.bytesIn(), seconds),
                    bitsPerSecond(traffic.bytesOut(), seconds),
                    Percentiles.of(traffic.connectMicros()),
                    Percentiles.of(traffic.firstByteMicros()));
        }

        /** Rounded to a tenth. */
        private static double bitsPerSecond(long bytes, long seconds) {
            return seconds == 0 ? 0 : Math.round(bytes * 80.0 / seconds) / 10.0;
        }
    }

    /** Microseconds; null without a sample. */
    record Percentiles(@Nullable Long p50, @Nullable Long p95, @Nullable Long p99) {
        static Percentiles of(Latencies latencies) {
            return new Percentiles(
                    latencies.percentile(50), latencies.percentile(95), latencies.percentile(99));
        }
    }
}
