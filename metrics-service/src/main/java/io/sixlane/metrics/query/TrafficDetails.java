package io.sixlane.metrics.query;

import io.sixlane.metrics.query.TrafficAnswer.Endpoint;
import io.sixlane.metrics.query.TrafficAnswer.EndpointFigures;
import io.sixlane.metrics.query.TrafficAnswer.Listener;
import io.sixlane.metrics.query.TrafficAnswer.RegionPair;
import io.sixlane.metrics.window.Causes;
import io.sixlane.metrics.window.EndpointKey;
import io.sixlane.metrics.window.EndpointSum;
import io.sixlane.metrics.window.ListenerSum;
import io.sixlane.metrics.window.Listeners;
import io.sixlane.metrics.window.RelayWindow;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/** Sums the windows of listeners and endpoints by region. */
final class TrafficDetails {
    private final SortedMap<String, Listeners> byRegion = new TreeMap<>();

    private record Pair(String region, String endpointRegion) {}

    void add(RelayWindow window) {
        of(window).add(window.listeners());
    }

    /** Open connections are those of each relay's newest window. */
    void addActive(Collection<RelayWindow> newest) {
        for (var window : newest) {
            of(window).addActive(window.listeners());
        }
    }

    private Listeners all() {
        var all = new Listeners();
        byRegion.values().forEach(all::add);
        return all;
    }

    private Listeners of(RelayWindow window) {
        return byRegion.computeIfAbsent(window.region(), _ -> new Listeners());
    }

    Map<String, Long> refused() {
        return sum(ListenerSum::refused);
    }

    Map<String, Long> ended() {
        return sum(ListenerSum::ended);
    }

    private Map<String, Long> sum(Function<ListenerSum, Causes> causes) {
        var sum = new Causes();
        all().parts().values().forEach(part -> sum.add(causes.apply(part)));
        return sum.counts();
    }

    List<Listener> listeners() {
        return all().parts().entrySet().stream()
                .map(
                        listener ->
                                new Listener(
                                        listener.getKey().text(),
                                        listener.getValue().connectionsOpened(),
                                        listener.getValue().connectionsActive(),
                                        listener.getValue().refused().counts(),
                                        listener.getValue().ended().counts(),
                                        listener.getValue().endpoints().entrySet().stream()
                                                .map(e -> endpoint(e.getKey(), e.getValue()))
                                                .toList()))
                .toList();
    }

    private static Endpoint endpoint(EndpointKey key, EndpointSum part) {
        return new Endpoint(
                key.endpointGroupId().text(),
                key.region(),
                key.endpointId().text(),
                EndpointFigures.of(part));
    }

    List<RegionPair> regionPairs() {
        var pairs =
                new TreeMap<Pair, EndpointSum>(
                        Comparator.comparing(Pair::region).thenComparing(Pair::endpointRegion));
        for (var region : byRegion.entrySet()) {
            for (var listener : region.getValue().parts().values()) {
                listener.endpoints()
                        .forEach(
                                (key, part) ->
                                        pairs.computeIfAbsent(
                                                        new Pair(region.getKey(), key.region()),
                                                        _ -> new EndpointSum())
                                                .add(part));
            }
        }
        return pairs.entrySet().stream()
                .map(
                        pair ->
                                new RegionPair(
                                        pair.getKey().region(),
                                        pair.getKey().endpointRegion(),
                                        EndpointFigures.of(pair.getValue())))
                .toList();
    }
}
