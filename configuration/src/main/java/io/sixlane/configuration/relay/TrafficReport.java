package io.sixlane.configuration.relay;

import io.sixlane.configuration.accelerator.AcceleratorId;
import io.sixlane.configuration.accelerator.EndpointGroupId;
import io.sixlane.configuration.accelerator.EndpointId;
import io.sixlane.configuration.accelerator.ListenerId;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The traffic of one accelerator at one relay in one window. Absolute: a later report of the same
 * window replaces an earlier one, so a redelivered one changes nothing.
 *
 * @param incarnation when the relay process started; windows of two processes are added up
 * @param windowStart a multiple of {@code windowSeconds} since the epoch
 * @param sequence rises with each report of the same window
 * @param connectionsOpened accepted in the window; a UDP session is a connection too
 * @param connectionsActive open at the time of the report
 * @param connectionsRefused before anything was read, in the window
 * @param connectionsFailed no endpoint could be reached, in the window
 * @param bytesIn from clients to endpoints, in the window
 * @param bytesOut from endpoints to clients, in the window
 * @param connectMicros HdrHistogram, compressed and Base64, of microseconds to connect to the
 *     endpoint
 * @param firstByteMicros as {@code connectMicros}, from accept to the endpoint's first byte
 * @param account the owner of the accelerator
 * @param listeners those with traffic in the window
 */
public record TrafficReport(
        String relayId,
        String region,
        Instant incarnation,
        AcceleratorId acceleratorId,
        Instant windowStart,
        int windowSeconds,
        long sequence,
        long connectionsOpened,
        long connectionsActive,
        long connectionsRefused,
        long connectionsFailed,
        long bytesIn,
        long bytesOut,
        String connectMicros,
        String firstByteMicros,
        String account,
        List<ListenerTraffic> listeners) {
    /** Ways to one endpoint; connections that take others are counted in its sum alone. */
    public static final int MOST_WAYS = 32;

    public TrafficReport {
        listeners = List.copyOf(listeners);
    }

    /**
     * One listener's part, all of its ports together.
     *
     * @param refused by cause, of clients that were not admitted
     * @param ended by cause; those that failed have {@code NO_ENDPOINT}
     * @param endpoints those that connections went to, or tried to, in the window
     */
    public record ListenerTraffic(
            ListenerId listenerId,
            long connectionsOpened,
            long connectionsActive,
            List<CauseCount> refused,
            List<CauseCount> ended,
            List<EndpointTraffic> endpoints) {
        public ListenerTraffic {
            refused = List.copyOf(refused);
            ended = List.copyOf(ended);
            endpoints = List.copyOf(endpoints);
        }
    }

    /**
     * The number of events with one cause.
     *
     * @param cause in capitals, for example {@code ACCESS_LIST}
     * @param count at least 1
     */
    public record CauseCount(String cause, long count) {}

    /**
     * The connections that took one way.
     *
     * @param way ids of the relays that carried them on, in order; empty when they went direct
     * @param connectionsOpened at least 1
     */
    public record WayCount(List<String> way, long connectionsOpened) {
        public static final Comparator<WayCount> MOST_USED_FIRST =
                Comparator.comparingLong(WayCount::connectionsOpened)
                        .reversed()
                        .thenComparing(count -> String.join(" ", count.way()));

        public WayCount {
            way = List.copyOf(way);
        }
    }

    /**
     * The traffic of one endpoint. Histograms are null without a sample.
     *
     * @param endpointGroupRegion the other end of the region pair
     * @param connectionsOpened that reached it
     * @param attemptsFailed by cause; their clients may have reached another endpoint
     * @param ways those that connections took in the window, at most {@link #MOST_WAYS}
     * @param durationMillis of connections that ended, from accept to close
     * @param client the side between client and relay; null where nothing was measured
     * @param endpoint the side between relay and endpoint
     */
    public record EndpointTraffic(
            EndpointGroupId endpointGroupId,
            String endpointGroupRegion,
            EndpointId endpointId,
            long connectionsOpened,
            long connectionsActive,
            List<CauseCount> attemptsFailed,
            List<WayCount> ways,
            long bytesIn,
            long bytesOut,
            @Nullable String connectMicros,
            @Nullable String firstByteMicros,
            @Nullable String durationMillis,
            @Nullable TcpQuality client,
            @Nullable TcpQuality endpoint) {
        public EndpointTraffic {
            attemptsFailed = List.copyOf(attemptsFailed);
            ways = List.copyOf(ways);
        }
    }

    /**
     * One side as the kernel measures it (source: Linux {@code tcp_info}): when a connection ends
     * and, while it moves bytes, once in each window.
     *
     * @param rttMicros histogram of smoothed round-trip times
     * @param jitterMicros histogram of their mean deviations
     * @param segmentsSent by the relay, with those sent again; 0 where the kernel does not report
     *     it
     * @param segmentsRetransmitted of those; loss is this over {@code segmentsSent}
     */
    public record TcpQuality(
            String rttMicros, String jitterMicros, long segmentsSent, long segmentsRetransmitted) {}
}
