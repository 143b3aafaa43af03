package io.sixlane.relay.report;

import io.sixlane.configuration.relay.TrafficReport.ListenerTraffic;
import io.sixlane.relay.forward.DisconnectCause;
import io.sixlane.relay.limit.RefusalCause;
import java.util.LinkedHashMap;
import java.util.Map;

/** One listener's part of a window; used by the reporting thread alone. */
final class ListenerWindow {
    private final ListenerCounters counters;
    private final Map<EndpointCounters, EndpointWindow> endpoints = new LinkedHashMap<>();
    private Totals before = Totals.NOTHING;
    private Totals last = Totals.NOTHING;

    /** Counts at one moment. */
    private record Totals(
            long connectionsOpened,
            Map<RefusalCause, Long> refused,
            Map<DisconnectCause, Long> ended) {
        static final Totals NOTHING = new Totals(0, Map.of(), Map.of());

        private long connectionsActive() {
            return Math.max(0, connectionsOpened - CauseCounts.sum(ended));
        }
    }

    ListenerWindow(ListenerCounters counters) {
        this.counters = counters;
    }

    /** A new window. */
    void begin() {
        before = last;
        endpoints.values().removeIf(endpoint -> !endpoint.begin(counters));
    }

    /** Whether this window is empty. */
    boolean isQuiet() {
        return last.equals(before)
                && last.connectionsActive() == 0
                && endpoints.values().stream().allMatch(EndpointWindow::isQuiet);
    }

    /** Whether no endpoint is counted any more. */
    boolean hasNoEndpoints() {
        return endpoints.isEmpty();
    }

    /** Adds what happened since the last call; returns whether anything did. */
    boolean advance(EndpointWindow.Sums sums) {
        var counted = counters.counts();
        if (counted == null) {
            return false;
        }
        // Ended connections are read first, so that they never exceed opened ones.
        var ended = counted.ended.now();
        var now = new Totals(counted.connectionsOpened.get(), counted.refused.now(), ended);
        var changed = !now.equals(last);
        last = now;
        for (var endpoint : counters.endpoints()) {
            endpoints.computeIfAbsent(endpoint, EndpointWindow::new);
        }
        for (var endpoint : endpoints.values()) {
            changed |= endpoint.advance(sums);
        }
        return changed;
    }

    long connectionsOpened() {
        return last.connectionsOpened - before.connectionsOpened;
    }

    long connectionsActive() {
        return last.connectionsActive();
    }

    long connectionsRefused() {
        return CauseCounts.sum(last.refused) - CauseCounts.sum(before.refused);
    }

    long connectionsFailed() {
        return CauseCounts.between(before.ended, last.ended, DisconnectCause.NO_ENDPOINT);
    }

    ListenerTraffic traffic() {
        return new ListenerTraffic(
                counters.id(),
                connectionsOpened(),
                connectionsActive(),
                CauseCounts.between(before.refused, last.refused),
                CauseCounts.between(before.ended, last.ended),
                endpoints.values().stream()
                        .filter(endpoint -> !endpoint.isQuiet())
                        .map(EndpointWindow::traffic)
                        .toList());
    }
}
