package io.sixlane.relay.report;

import io.sixlane.configuration.accelerator.ListenerId;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The counters of one accelerator's listeners. Safe for several threads. */
public final class AcceleratorTraffic {
    private final String account;
    private final Map<ListenerId, Held> listeners = new ConcurrentHashMap<>();

    private record Held(ListenerCounters counters, int ports) {}

    AcceleratorTraffic(String account) {
        this.account = account;
    }

    /** Whose accelerator it is. */
    String account() {
        return account;
    }

    /** Counts one more port of the listener as served, until {@link #release}. */
    public ListenerCounters hold(ListenerId id) {
        return listeners
                .compute(
                        id,
                        (_, held) ->
                                held == null
                                        ? new Held(new ListenerCounters(id), 1)
                                        : new Held(held.counters, held.ports + 1))
                .counters();
    }

    /** A port is served no more; its connections may continue. */
    public void release(ListenerCounters counters) {
        listeners.computeIfPresent(
                counters.id(), (_, held) -> new Held(held.counters, held.ports - 1));
    }

    Collection<ListenerCounters> listeners() {
        return listeners.values().stream().map(Held::counters).toList();
    }

    /** Whether it could be forgotten: no port of it is served. */
    boolean retire(ListenerCounters counters) {
        return listeners.computeIfPresent(counters.id(), (_, held) -> held.ports > 0 ? held : null)
                == null;
    }
}
