package io.sixlane.metrics;

import io.sixlane.configuration.accelerator.AcceleratorId;
import io.sixlane.configuration.accelerator.EndpointGroupId;
import io.sixlane.configuration.accelerator.EndpointId;
import io.sixlane.configuration.accelerator.ListenerId;
import io.sixlane.configuration.accelerator.Protocol;
import io.sixlane.configuration.relay.FlowRecord;
import io.sixlane.configuration.relay.TrafficReport;
import io.sixlane.configuration.relay.TrafficReport.CauseCount;
import io.sixlane.configuration.relay.TrafficReport.EndpointTraffic;
import io.sixlane.configuration.relay.TrafficReport.ListenerTraffic;
import io.sixlane.configuration.relay.TrafficReport.TcpQuality;
import io.sixlane.configuration.relay.TrafficReport.WayCount;
import io.sixlane.metrics.window.Latencies;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

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
                micros(1001, 1100),
                "alice",
                List.of());
    }

    /** The same of another accelerator. */
    public static TrafficReport renamed(String accelerator, TrafficReport report) {
        return new TrafficReport(
                report.relayId(),
                report.region(),
                report.incarnation(),
                new AcceleratorId(accelerator),
                report.windowStart(),
                report.windowSeconds(),
                report.sequence(),
                report.connectionsOpened(),
                report.connectionsActive(),
                report.connectionsRefused(),
                report.connectionsFailed(),
                report.bytesIn(),
                report.bytesOut(),
                report.connectMicros(),
                report.firstByteMicros(),
                report.account(),
                report.listeners());
    }

    /** A report of alice's: 100 bytes in and 1000 out. */
    public static TrafficReport charged(String accelerator, String relay, Instant start) {
        return new TrafficReport(
                relay,
                "cn-hongkong",
                FIRST_LIFE,
                new AcceleratorId(accelerator),
                start,
                10,
                1,
                1,
                1,
                0,
                0,
                100,
                1_000,
                micros(1, 100),
                micros(1001, 1100),
                "alice",
                List.of());
    }

    /**
     * A report of alice's: two listeners with an endpoint each in us-west-1, 150 ms from the relay.
     */
    public static TrafficReport detailed(
            String accelerator, String relay, String region, Instant start) {
        return new TrafficReport(
                relay,
                region,
                FIRST_LIFE,
                new AcceleratorId(accelerator),
                start,
                10,
                1,
                8,
                2,
                3,
                1,
                130,
                0,
                micros(1, 100),
                micros(1001, 1100),
                "alice",
                List.of(
                        new ListenerTraffic(
                                new ListenerId("lsr-1"),
                                5,
                                2,
                                List.of(new CauseCount("ACCESS_LIST", 3)),
                                List.of(
                                        new CauseCount("FINISHED", 2),
                                        new CauseCount("NO_ENDPOINT", 1)),
                                List.of(endpoint("ep-1", 2, 100))),
                        new ListenerTraffic(
                                new ListenerId("lsr-2"),
                                3,
                                0,
                                List.of(),
                                List.of(new CauseCount("FINISHED", 3)),
                                List.of(endpoint("ep-2", 0, 30)))));
    }

    private static EndpointTraffic endpoint(String id, long active, long bytesIn) {
        return new EndpointTraffic(
                new EndpointGroupId("epg-1"),
                "us-west-1",
                new EndpointId(id),
                4,
                active,
                List.of(new CauseCount("TIMED_OUT", 2)),
                List.of(new WayCount(List.of("relay-us-west-1"), 3), new WayCount(List.of(), 1)),
                bytesIn,
                0,
                micros(150_000, 150_002),
                null,
                micros(9, 10),
                new TcpQuality(micros(20_000, 20_001), micros(50, 51), 0, 0),
                new TcpQuality(micros(150_100, 150_100), micros(900, 900), 2_000, 5));
    }

    /**
     * A flow of alice's, from 192.0.2.33.
     *
     * @param closed null while it is open
     */
    public static FlowRecord flow(
            int connection,
            String client,
            int outgoingPort,
            Instant opened,
            @Nullable Instant closed) {
        return new FlowRecord(
                String.format(Locale.ROOT, "%032x", connection),
                "relay-1",
                "cn-hongkong",
                "alice",
                ACCELERATOR,
                6,
                new ListenerId("lsr-1"),
                Protocol.TCP,
                client,
                50_123,
                "2001:db8:100::1",
                80,
                new FlowRecord.Reached(
                        new EndpointGroupId("epg-1"),
                        "us-west-1",
                        new EndpointId("ep-1"),
                        "198.51.100.20",
                        8080,
                        "192.0.2.33",
                        outgoingPort,
                        List.of("relay-2", "relay-3")),
                opened,
                closed,
                151_000L,
                null,
                1_024,
                2_048,
                closed == null ? null : "FINISHED");
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
