package io.sixlane.metrics.window;

import io.sixlane.configuration.accelerator.ListenerId;
import io.sixlane.configuration.relay.TrafficReport.ListenerTraffic;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Sums by listener. Mutable, for one thread. */
public final class Listeners {
    private final SortedMap<ListenerId, ListenerSum> parts =
            new TreeMap<>(Comparator.comparing(ListenerId::text));

    /** Adds {@code others}, except open connections, which do not sum over time. */
    public void add(List<ListenerTraffic> others) {
        others.forEach(other -> part(other).add(other));
    }

    /** Adds the open connections of {@code others}. */
    public void addActive(List<ListenerTraffic> others) {
        others.forEach(other -> part(other).addActive(other));
    }

    /** Adds other sums, open connections too. */
    public void add(Listeners other) {
        other.parts.forEach(
                (id, sum) -> parts.computeIfAbsent(id, _ -> new ListenerSum()).add(sum));
    }

    private ListenerSum part(ListenerTraffic of) {
        return parts.computeIfAbsent(of.listenerId(), _ -> new ListenerSum());
    }

    public SortedMap<ListenerId, ListenerSum> parts() {
        return new TreeMap<>(parts);
    }

    List<ListenerTraffic> toReport() {
        return parts.entrySet().stream()
                .map(part -> part.getValue().toReport(part.getKey()))
                .toList();
    }
}
