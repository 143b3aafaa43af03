package io.sixlane.relay.report;

import io.sixlane.configuration.accelerator.AcceleratorId;
import io.sixlane.configuration.relay.TrafficReport;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** One accelerator's current window; used by the reporting thread alone. */
final class TrafficWindow {
    /** Windows start at its multiples since the epoch. */
    static final int SECONDS = 10;

    private final AcceleratorId id;
    private final AcceleratorTraffic traffic;
    private final Map<ListenerCounters, ListenerWindow> listeners = new LinkedHashMap<>();
    private final EndpointWindow.Sums sums = new EndpointWindow.Sums();
    private Instant start = Instant.MIN;
    private long sequence;

    TrafficWindow(AcceleratorId id, AcceleratorTraffic traffic) {
        this.id = id;
        this.traffic = traffic;
    }

    static Instant startOf(Instant moment) {
        return Instant.ofEpochSecond(
                Math.floorDiv(moment.getEpochSecond(), (long) SECONDS) * SECONDS);
    }

    /**
     * Adds the counts since the last call to the window of {@code moment}.
     *
     * @return that window so far, null when nothing was counted
     */
    @Nullable TrafficReport advance(
            Instant moment, String relayId, String region, Instant incarnation) {
        var window = startOf(moment);
        if (window.isAfter(start)) {
            begin(window);
        }
        for (var counters : traffic.listeners()) {
            listeners.computeIfAbsent(counters, ListenerWindow::new);
        }
        sums.bytesIn = 0;
        sums.bytesOut = 0;
        var changed = false;
        for (var listener : listeners.values()) {
            changed |= listener.advance(sums);
        }
        if (!changed) {
            return null;
        }
        return new TrafficReport(
                relayId,
                region,
                incarnation,
                id,
                start,
                SECONDS,
                ++sequence,
                sum(ListenerWindow::connectionsOpened),
                sum(ListenerWindow::connectionsActive),
                sum(ListenerWindow::connectionsRefused),
                sum(ListenerWindow::connectionsFailed),
                sums.bytesIn,
                sums.bytesOut,
                sums.connect.text(),
                sums.firstByte.text(),
                traffic.account(),
                listeners.values().stream()
                        .filter(listener -> !listener.isQuiet())
                        .map(ListenerWindow::traffic)
                        .sorted(Comparator.comparing(listener -> listener.listenerId().text()))
                        .toList());
    }

    /** The report of the last window is final. */
    private void begin(Instant window) {
        start = window;
        sequence = 0;
        sums.begin();
        listeners
                .entrySet()
                .removeIf(
                        listener ->
                                listener.getValue().isQuiet()
                                        && listener.getValue().hasNoEndpoints()
                                        && traffic.retire(listener.getKey()));
        listeners.values().forEach(ListenerWindow::begin);
    }

    /** The number of listeners that it keeps. */
    int listeners() {
        return listeners.size();
    }

    private long sum(ToLongFunction<ListenerWindow> figure) {
        return listeners.values().stream().mapToLong(figure).sum();
    }
}
