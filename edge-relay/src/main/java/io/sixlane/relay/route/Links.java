package io.sixlane.relay.route;

import io.sixlane.configuration.accelerator.EndpointGroupId;
import io.sixlane.relay.forward.TcpMeasurement;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The links of this relay to others, as its own probes and lanes measure them. Safe for use by
 * several threads.
 */
final class Links implements LinkObserver {
    private static final int MOST_RELAYS = 1_024;
    private static final int MOST_ENDPOINT_PATHS = 65_536;

    private final Map<String, Link> links = new ConcurrentHashMap<>();
    private final Map<EndpointPath, TcpFigures> endpoints = new ConcurrentHashMap<>();
    private final ProbeKeys keys = new ProbeKeys();
    private volatile Consumer<String> onDown = _ -> {};
    private volatile BiConsumer<String, byte[]> onKey = (_, _) -> {};

    /** The state of a link, for meters. */
    enum Standing {
        UP,
        DOWN,

        /** Neither a probe nor a lane has measured it yet. */
        UNMEASURED
    }

    /** From a relay to the endpoints of a group. */
    private record EndpointPath(String relay, EndpointGroupId group) {}

    ProbeKeys keys() {
        return keys;
    }

    Link of(String relay) {
        return links.computeIfAbsent(relay, _ -> new Link(System.nanoTime()));
    }

    /** Null before anything was measured. */
    Link.@Nullable State state(String relay) {
        var link = links.get(relay);
        return link == null ? null : link.state();
    }

    long count(Standing standing) {
        return links.values().stream().filter(link -> standing(link.state()) == standing).count();
    }

    private static Standing standing(Link.State state) {
        if (!state.health().up()) {
            return Standing.DOWN;
        }
        return state.quality() == null ? Standing.UNMEASURED : Standing.UP;
    }

    /** Gives {@code observer}, which must not wait, the keys that lanes bring. */
    void onKey(BiConsumer<String, byte[]> observer) {
        onKey = observer;
    }

    /** Runs {@code observer}, which must not wait, whenever a link went down. */
    void onDown(Consumer<String> observer) {
        onDown = observer;
    }

    void look(long nowNanos) {
        links.forEach(
                (relay, link) -> {
                    if (link.look(nowNanos)) {
                        onDown.accept(relay);
                    }
                });
    }

    @Nullable LinkQuality endpoints(String relay, EndpointGroupId group) {
        var figures = endpoints.get(new EndpointPath(relay, group));
        return figures == null ? null : figures.quality().orElse(null);
    }

    /**
     * Drops what it knows of all other relays.
     *
     * @param accepting those that lanes and probes go to
     * @param live all that may send probes: they need not accept any
     */
    void retain(Collection<String> accepting, Collection<String> live) {
        links.keySet().retainAll(accepting);
        endpoints.keySet().removeIf(path -> !accepting.contains(path.relay()));
        keys.retain(live);
    }

    private @Nullable Link known(String relay) {
        return links.size() < MOST_RELAYS ? of(relay) : links.get(relay);
    }

    @Override
    public void keyed(String relay, byte[] key) {
        keys.add(relay, key);
        onKey.accept(relay, key);
    }

    @Override
    public void opened(String relay, long nanos) {
        var link = known(relay);
        if (link != null) {
            link.opened(System.nanoTime());
        }
    }

    @Override
    public void failed(String relay) {
        var link = known(relay);
        if (link != null && link.failed(System.nanoTime())) {
            onDown.accept(relay);
        }
    }

    @Override
    public void silent(String relay) {
        var link = known(relay);
        if (link != null && link.silent(System.nanoTime())) {
            onDown.accept(relay);
        }
    }

    @Override
    public void measured(String relay, TcpMeasurement lane) {
        var link = known(relay);
        if (link != null) {
            link.measured(lane);
        }
    }

    @Override
    public void idle(String relay, int lanes, boolean warm) {
        var link = known(relay);
        if (link != null && lanes > 0) {
            link.idle();
        }
    }

    @Override
    public void reached(String relay, EndpointGroupId group, long connectMicros) {
        var path = new EndpointPath(relay, group);
        if (endpoints.size() < MOST_ENDPOINT_PATHS || endpoints.containsKey(path)) {
            endpoints
                    .computeIfAbsent(path, _ -> new TcpFigures())
                    .connected(connectMicros / (double) TimeUnit.MILLISECONDS.toMicros(1));
        }
    }
}
