package io.sixlane.metrics.query;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.sixlane.configuration.relay.TrafficReport.WayCount;
import io.sixlane.metrics.window.EndpointSum;
import io.sixlane.metrics.window.Latencies;
import io.sixlane.metrics.window.TcpSum;
import io.sixlane.metrics.window.Traffic;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An accelerator's traffic.
 *
 * @param step seconds
 * @param totals over all relays and the whole range
 * @param windows over all relays, by start; a step without a report is left out
 * @param relays over the whole range, by relay id
 * @param refused clients by cause, over the whole range
 * @param ended connections by cause, over the whole range
 * @param listeners over the whole range, by id
 * @param regionPairs over the whole range, by acceleration region and endpoint group's region
 */
record TrafficAnswer(
        String acceleratorId,
        Instant from,
        Instant to,
        long step,
        Figures totals,
        List<Window> windows,
        List<Relay> relays,
        Map<String, Long> refused,
        Map<String, Long> ended,
        List<Listener> listeners,
        List<RegionPair> regionPairs) {
    TrafficAnswer {
        windows = List.copyOf(windows);
        relays = List.copyOf(relays);
        refused = Map.copyOf(refused);
        ended = Map.copyOf(ended);
        listeners = List.copyOf(listeners);
        regionPairs = List.copyOf(regionPairs);
    }

    /**
     * One listener's part.
     *
     * @param refused clients by cause
     * @param ended connections by cause; NO_ENDPOINT are those that failed
     */
    record Listener(
            String listenerId,
            long connectionsOpened,
            long connectionsActive,
            Map<String, Long> refused,
            Map<String, Long> ended,
            List<Endpoint> endpoints) {
        Listener {
            refused = Map.copyOf(refused);
            ended = Map.copyOf(ended);
            endpoints = List.copyOf(endpoints);
        }
    }

    /** One endpoint's part of one listener's. */
    record Endpoint(
            String endpointGroupId,
            String endpointGroupRegion,
            String endpointId,
            @JsonUnwrapped EndpointFigures figures) {}

    /** Traffic from one acceleration region to the endpoints of another. */
    record RegionPair(
            String region, String endpointRegion, @JsonUnwrapped EndpointFigures figures) {}

    /**
     * Counts of connections to endpoints.
     *
     * @param attemptsFailed by cause; their clients may have reached another endpoint
     * @param ways those that connections took, the most used one first, at most 32
     * @param durationMillis of connections that ended
     * @param client between clients and relay, as measured by its kernel
     * @param endpoint between relay and endpoints, as measured by its kernel
     */
    record EndpointFigures(
            long connectionsOpened,
            long connectionsActive,
            Map<String, Long> attemptsFailed,
            List<Way> ways,
            long bytesIn,
            long bytesOut,
            Percentiles connectMicros,
            Percentiles firstByteMicros,
            Percentiles durationMillis,
            TcpFigures client,
            TcpFigures endpoint) {
        EndpointFigures {
            attemptsFailed = Map.copyOf(attemptsFailed);
            ways = List.copyOf(ways);
        }

        static EndpointFigures of(EndpointSum part) {
            return new EndpointFigures(
                    part.connectionsOpened(),
                    part.connectionsActive(),
                    part.attemptsFailed().counts(),
                    part.ways().counts().stream().map(Way::of).toList(),
                    part.bytesIn(),
                    part.bytesOut(),
                    Percentiles.of(part.connectMicros()),
                    Percentiles.of(part.firstByteMicros()),
                    Percentiles.of(part.durationMillis()),
                    TcpFigures.of(part.client()),
                    TcpFigures.of(part.endpoint()));
        }
    }

    /**
     * The connections that took one way.
     *
     * @param relays ids of the relays that carried them on, in order; empty when they went direct
     */
    record Way(List<String> relays, long connectionsOpened) {
        Way {
            relays = List.copyOf(relays);
        }

        static Way of(WayCount counted) {
            return new Way(counted.way(), counted.connectionsOpened());
        }
    }

    /**
     * TCP measurements on one side of a relay.
     *
     * @param rttMicros round-trip times
     * @param jitterMicros their mean deviations
     * @param lossPercent retransmitted segments over sent segments of the relay, to four digits;
     *     null where its kernel did not count them
     */
    record TcpFigures(
            Percentiles rttMicros,
            Percentiles jitterMicros,
            @Nullable Double lossPercent,
            long segmentsSent,
            long segmentsRetransmitted) {
        static TcpFigures of(TcpSum side) {
            return new TcpFigures(
                    Percentiles.of(side.rttMicros()),
                    Percentiles.of(side.jitterMicros()),
                    side.segmentsSent() == 0
                            ? null
                            : Math.round(
                                            side.segmentsRetransmitted()
                                                    * 1_000_000.0
                                                    / side.segmentsSent())
                                    / 10_000.0,
                    side.segmentsSent(),
                    side.segmentsRetransmitted());
        }
    }

    /** One step from {@code start}. */
    record Window(Instant start, @JsonUnwrapped Figures figures) {}

    /** One relay's part. */
    record Relay(String relayId, String region, @JsonUnwrapped Figures figures) {}

    /**
     * Counts over a range or step.
     *
     * @param seconds with reports; {@code bitsPerSecond…} are averages over these
     * @param connectionsActive open at the end
     * @param connectionsRefused before anything was read
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
