package io.sixlane.metrics;

import io.sixlane.configuration.accelerator.AcceleratorId;
import io.sixlane.configuration.relay.TrafficReport;
import io.sixlane.metrics.window.Latencies;
import java.time.Instant;

/** Reports for tests, of 10 s windows. */
public final class Reports {
    public static final AcceleratorId ACCELERATOR = new AcceleratorId("ga-1");
    public static final Instant START = Instant.parse("2026-01-31T08:00:00Z");
    public static final Instant FIRST_LIFE = Instant.parse("2026-01-31T07:00:00Z");
    public static final Instant SECOND_LIFE = Instant.parse("2026-01-31T08:00:05Z");

    private Reports() {}

    /** {@code opened} connections, as many still open, 100 bytes in and 1000 out for each. */
    public static TrafficReport report(
            String relay, Instant incarnation, Instant start, long sequence, long opened) {
        return new TrafficReport(
                relay,
                "cn-hongkong",
                incarnation,
                ACCELERATOR,
                start,
                10,
                sequence,
                opened,
                opened,
                2,
                1,
                opened * 100,
                opened * 1000,
                micros(1, 100),
                micros(1001, 1100));
    }

    /** A histogram with one sample of each value from {@code first} to {@code last}. */
    public static String micros(int first, int last) {
        var latencies = Latencies.none();
        for (var value = first; value <= last; value++) {
            latencies.record(value);
        }
        return latencies.toText();
    }
}
