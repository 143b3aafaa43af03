package io.sixlane.relay.report;

import io.sixlane.configuration.relay.TrafficReport.EndpointTraffic;
import io.sixlane.configuration.relay.TrafficReport.TcpQuality;
import io.sixlane.relay.forward.ConnectFailure;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One endpoint's part of a window; used by the reporting thread alone. */
final class EndpointWindow {
    private final EndpointCounters counters;
    private final WindowLatencies connect = new WindowLatencies();
    private final WindowLatencies firstByte = new WindowLatencies();
    private final WindowLatencies duration = new WindowLatencies();
    private final TcpWindow client;
    private final TcpWindow endpoint;
    private Totals before = Totals.NOTHING;
    private Totals last = Totals.NOTHING;
    private boolean retired;

    /** Counts at one moment. */
    private record Totals(
            long connectionsOpened,
            long bytesIn,
            long bytesOut,
            Map<ConnectFailure, Long> attemptsFailed,
            Map<List<String>, Long> ways) {
        static final Totals NOTHING = new Totals(0, 0, 0, Map.of(), Map.of());
    }

    EndpointWindow(EndpointCounters counters) {
        this.counters = counters;
        this.client = new TcpWindow(counters.client);
        this.endpoint = new TcpWindow(counters.endpoint);
    }

    /**
     * A new window.
     *
     * @return false when this one is done with: its counters were retired in the window before
     */
    boolean begin(ListenerCounters listener) {
        if (retired) {
            return false;
        }
        retired = isQuiet() && listener.retire(counters);
        before = last;
        connect.begin();
        firstByte.begin();
        duration.begin();
        client.begin();
        endpoint.begin();
        return true;
    }

    /** Whether this window is empty. */
    boolean isQuiet() {
        return counters.connectionsActive() == 0
                && last.equals(before)
                && connect.isEmpty()
                && firstByte.isEmpty()
                && duration.isEmpty()
                && client.isQuiet()
                && endpoint.isQuiet();
    }

    /** Adds what happened since the last call, also to the sums; returns whether anything did. */
    boolean advance(Sums sums) {
        var now =
                new Totals(
                        counters.connectionsOpened(),
                        counters.bytesIn(),
                        counters.bytesOut(),
                        counters.attemptsFailed().now(),
                        counters.ways().now());
        var changed = !now.equals(last);
        last = now;
        sums.bytesIn += now.bytesIn - before.bytesIn;
        sums.bytesOut += now.bytesOut - before.bytesOut;
        var connected = counters.connectMicros.take();
        changed |= connect.add(connected);
        sums.connect.add(connected);
        var answered = counters.firstByteMicros.take();
        changed |= firstByte.add(answered);
        sums.firstByte.add(answered);
        changed |= duration.add(counters.durationMillis.take());
        changed |= client.advance();
        changed |= endpoint.advance();
        return changed;
    }

    EndpointTraffic traffic() {
        return new EndpointTraffic(
                counters.key().groupId(),
                counters.key().region(),
                counters.key().endpointId(),
                last.connectionsOpened - before.connectionsOpened,
                counters.connectionsActive(),
                CauseCounts.between(before.attemptsFailed, last.attemptsFailed),
                WayCounts.between(before.ways, last.ways),
                last.bytesIn - before.bytesIn,
                last.bytesOut - before.bytesOut,
                connect.textOrNull(),
                firstByte.textOrNull(),
                duration.textOrNull(),
                client.quality(),
                endpoint.quality());
    }

    /** The sum over the endpoints of an accelerator. */
    static final class Sums {
        final WindowLatencies connect = new WindowLatencies();
        final WindowLatencies firstByte = new WindowLatencies();
        long bytesIn;
        long bytesOut;

        void begin() {
            connect.begin();
            firstByte.begin();
        }
    }

    /** One side: the connections to clients, or to the endpoint. */
    private static final class TcpWindow {
        private final TcpCounters counters;
        private final WindowLatencies rtt = new WindowLatencies();
        private final WindowLatencies jitter = new WindowLatencies();
        private long sentBefore;
        private long sentLast;
        private long retransmittedBefore;
        private long retransmittedLast;

        private TcpWindow(TcpCounters counters) {
            this.counters = counters;
        }

        private void begin() {
            rtt.begin();
            jitter.begin();
            sentBefore = sentLast;
            retransmittedBefore = retransmittedLast;
        }

        private boolean isQuiet() {
            return rtt.isEmpty()
                    && sentLast == sentBefore
                    && retransmittedLast == retransmittedBefore;
        }

        private boolean advance() {
            var sent = counters.segmentsSent.sum();
            var retransmitted = counters.segmentsRetransmitted.sum();
            var changed = sent != sentLast || retransmitted != retransmittedLast;
            sentLast = sent;
            retransmittedLast = retransmitted;
            changed |= rtt.add(counters.rttMicros.take());
            changed |= jitter.add(counters.jitterMicros.take());
            return changed;
        }

        private @Nullable TcpQuality quality() {
            return isQuiet()
                    ? null
                    : new TcpQuality(
                            rtt.text(),
                            jitter.text(),
                            sentLast - sentBefore,
                            retransmittedLast - retransmittedBefore);
        }
    }
}
