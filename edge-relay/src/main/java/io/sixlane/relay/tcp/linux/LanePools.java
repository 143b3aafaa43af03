package io.sixlane.relay.tcp.linux;

import io.sixlane.configuration.accelerator.EndpointGroupId;
import io.sixlane.relay.lane.LaneSettings;
import io.sixlane.relay.lane.Open;
import io.sixlane.relay.lane.Refusal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The lanes that one event loop opens, by the relay that they lead to. */
final class LanePools extends Wheel.Entry {
    private static final long TICK_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final RelayLoop loop;
    private final LaneSettings settings;
    private final boolean first;
    private final LaneDemand all = new LaneDemand();
    private final Map<String, LanePool> pools = new HashMap<>();

    /**
     * @param first of the event loops
     */
    LanePools(RelayLoop loop, LaneSettings settings, boolean first) {
        this.first = first;
        this.loop = loop;
        this.settings = settings;
    }

    LaneSettings settings() {
        return settings;
    }

    void start() {
        loop.wheel().add(this, TICK_NANOS, System.nanoTime());
    }

    /** Null when no lane to that relay can be opened now. */
    @Nullable LaneLeg open(String relay, Open open, LaneLeg.Opening opening) {
        all.opened();
        return pool(relay).open(open, opening);
    }

    private LanePool pool(String relay) {
        return pools.computeIfAbsent(relay, id -> new LanePool(loop, settings, id));
    }

    void refused(Refusal cause) {
        settings.observer().refused(cause);
    }

    /** A flow left a lane to that relay, of which nothing was acknowledged in time. */
    void silent(String relay) {
        settings.links().silent(relay);
    }

    /** The link to that relay is down. */
    void leave(String relay) {
        pool(relay).leave();
    }

    void end(EndedRights rights) {
        var pool = pools.get(rights.relay());
        if (pool != null) {
            pool.end(rights);
        }
    }

    /** The last relay of a way connected to an endpoint of a group. */
    void reached(List<String> way, String group, long connectMicros) {
        settings.links().reached(way.getLast(), new EndpointGroupId(group), connectMicros);
    }

    @Override
    long look(long nowNanos) {
        // One event loop is enough for the lanes that no flow needs.
        var wanted = first ? settings.wanted().get() : Set.<String>of();
        var standby = settings.standby().get();
        var ready = all.standby(nowNanos);
        wanted.forEach(this::pool);
        standby.forEach(this::pool);
        pools.forEach(
                (relay, pool) -> {
                    var least = wanted.contains(relay) ? 1 : 0;
                    pool.tick(nowNanos, standby.contains(relay) ? ready : least);
                });
        pools.values().removeIf(LanePool::isUnused);
        var egress = loop.egress();
        if (egress != null) {
            egress.tick();
        }
        return TICK_NANOS;
    }

    @Override
    void broken(Throwable cause) {
        loop.complain("lanes are not kept ready: " + cause);
        start();
    }

    void drain() {
        pools.values().forEach(LanePool::drain);
    }

    void close() {
        loop.wheel().remove(this);
        pools.values().forEach(LanePool::close);
        pools.clear();
    }
}
