package io.sixlane.relay.report;

import io.sixlane.configuration.accelerator.ListenerId;
import io.sixlane.relay.forward.DisconnectCause;
import io.sixlane.relay.limit.RefusalCause;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Counts the connections of one listener while it is served. Counters only rise; the reporter makes
 * windows of their differences. Safe for several threads. A listener without connections takes next
 * to no memory, because a relay may have 100,000 of them.
 */
public final class ListenerCounters {
    private final ListenerId id;
    private volatile @Nullable Counts counts;

    static final class Counts {
        final AtomicLong connectionsOpened = new AtomicLong();
        final CauseCounts<RefusalCause> refused = new CauseCounts<>(RefusalCause.class);
        final CauseCounts<DisconnectCause> ended = new CauseCounts<>(DisconnectCause.class);
        final Map<EndpointCounters.Key, EndpointCounters> endpoints = new ConcurrentHashMap<>();
    }

    ListenerCounters(ListenerId id) {
        this.id = id;
    }

    ListenerId id() {
        return id;
    }

    public void opened() {
        made().connectionsOpened.incrementAndGet();
    }

    public void refused(RefusalCause cause) {
        made().refused.count(cause);
    }

    /** An opened connection has ended. */
    public void closed(DisconnectCause cause) {
        made().ended.count(cause);
    }

    /** Counts one more user of these counters, until it leaves. */
    public EndpointCounters enter(EndpointCounters.Key key) {
        var endpoints = made().endpoints;
        while (true) {
            var found = endpoints.computeIfAbsent(key, EndpointCounters::new);
            if (found.tryEnter()) {
                return found;
            }
            endpoints.remove(key, found);
        }
    }

    /** Null while nothing was counted. */
    @Nullable Counts counts() {
        return counts;
    }

    Collection<EndpointCounters> endpoints() {
        var now = counts;
        return now == null ? List.of() : now.endpoints.values();
    }

    /** Whether it could be forgotten: no connection is inside. Later ones find new counters. */
    boolean retire(EndpointCounters endpoint) {
        var now = counts;
        if (now == null || !endpoint.tryRetire()) {
            return false;
        }
        now.endpoints.remove(endpoint.key(), endpoint);
        return true;
    }

    private Counts made() {
        var now = counts;
        return now == null ? make() : now;
    }

    private synchronized Counts make() {
        var now = counts;
        if (now == null) {
            now = new Counts();
            counts = now;
        }
        return now;
    }
}
