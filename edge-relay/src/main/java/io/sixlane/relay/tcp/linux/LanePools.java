package io.sixlane.relay.tcp.linux;

import io.sixlane.relay.lane.LaneSettings;
import io.sixlane.relay.lane.Open;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The lanes that one event loop opens, by the relay that they lead to. */
final class LanePools extends Wheel.Entry {
    private static final long TICK_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final RelayLoop loop;
    private final LaneSettings settings;
    private final Map<String, LanePool> pools = new HashMap<>();

    LanePools(RelayLoop loop, LaneSettings settings) {
        this.loop = loop;
        this.settings = settings;
    }

    LaneSettings settings() {
        return settings;
    }

    void start() {
        loop.wheel().add(this, TICK_NANOS, System.nanoTime());
    }

    /** Null when no lane to that relay can be had now. */
    @Nullable LaneLeg open(String relay, Open open, LaneLeg.Opening opening) {
        return pools.computeIfAbsent(relay, id -> new LanePool(loop, settings, id))
                .open(open, opening);
    }

    @Override
    long look(long nowNanos) {
        pools.values().forEach(pool -> pool.tick(nowNanos));
        pools.values().removeIf(LanePool::isUnused);
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
