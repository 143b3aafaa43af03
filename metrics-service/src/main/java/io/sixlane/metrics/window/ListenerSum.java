package io.sixlane.metrics.window;

import io.sixlane.configuration.accelerator.ListenerId;
import io.sixlane.configuration.relay.TrafficReport.ListenerTraffic;
import java.util.SortedMap;
import java.util.TreeMap;

/** Sums of one listener. Mutable, for one thread. */
public final class ListenerSum {
    private final Causes refused = new Causes();
    private final Causes ended = new Causes();
    private final SortedMap<EndpointKey, EndpointSum> endpoints = new TreeMap<>();
    private long connectionsOpened;
    private long connectionsActive;

    /** Adds {@code other} except its open connections, which are not summed over time. */
    public void add(ListenerTraffic other) {
        connectionsOpened += other.connectionsOpened();
        refused.add(other.refused());
        ended.add(other.ended());
        other.endpoints()
                .forEach(
                        endpoint ->
                                endpoints
                                        .computeIfAbsent(
                                                EndpointKey.of(endpoint), _ -> new EndpointSum())
                                        .add(endpoint));
    }

    /** Adds another sum, open connections too. */
    void add(ListenerSum other) {
        connectionsOpened += other.connectionsOpened;
        connectionsActive += other.connectionsActive;
        refused.add(other.refused);
        ended.add(other.ended);
        other.endpoints.forEach(
                (key, sum) -> endpoints.computeIfAbsent(key, _ -> new EndpointSum()).add(sum));
    }

    /** Adds the open connections of {@code other}. */
    public void addActive(ListenerTraffic other) {
        connectionsActive += other.connectionsActive();
        other.endpoints()
                .forEach(
                        endpoint ->
                                endpoints
                                        .computeIfAbsent(
                                                EndpointKey.of(endpoint), _ -> new EndpointSum())
                                        .addActive(endpoint));
    }

    public long connectionsOpened() {
        return connectionsOpened;
    }

    public long connectionsActive() {
        return connectionsActive;
    }

    public Causes refused() {
        return refused;
    }

    public Causes ended() {
        return ended;
    }

    public SortedMap<EndpointKey, EndpointSum> endpoints() {
        return new TreeMap<>(endpoints);
    }

    ListenerTraffic toReport(ListenerId id) {
        return new ListenerTraffic(
                id,
                connectionsOpened,
                connectionsActive,
                refused.toReport(),
                ended.toReport(),
                endpoints.entrySet().stream()
                        .map(endpoint -> endpoint.getValue().toReport(endpoint.getKey()))
                        .toList());
    }
}
