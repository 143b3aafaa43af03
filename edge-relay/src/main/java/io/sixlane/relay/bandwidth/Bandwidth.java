package io.sixlane.relay.bandwidth;

import io.sixlane.relay.forward.ByteBudget;
import io.sixlane.relay.forward.Direction;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.function.LongSupplier;

/**
 * What a region, or one listener in it, may send in each direction; from the region down to the
 * connection a tree. Safe for several threads.
 */
public final class Bandwidth {
    private static final double BYTES_PER_MEGABIT = 1_000_000 / 8.0;

    private final @Nullable Bandwidth parent;
    private final LongSupplier clock;
    private volatile @Nullable RateLimit in;
    private volatile @Nullable RateLimit out;

    /**
     * Without a limit of its own.
     *
     * @param parent null for the top
     * @param clock nanoseconds that never go back
     */
    public Bandwidth(@Nullable Bandwidth parent, LongSupplier clock) {
        this.parent = parent;
        this.clock = clock;
    }

    /**
     * @param mbps Mbit/s in each direction, above 0; null for no limit
     */
    public void change(@Nullable Double mbps) {
        in = changed(in, mbps);
        out = changed(out, mbps);
    }

    private @Nullable RateLimit changed(@Nullable RateLimit limit, @Nullable Double mbps) {
        if (mbps == null) {
            return null;
        }
        var rate = mbps * BYTES_PER_MEGABIT;
        if (limit == null) {
            return new RateLimit(rate, clock.getAsLong());
        }
        limit.change(rate);
        return limit;
    }

    /**
     * Of one new connection; null when nothing limits it.
     *
     * @param connectionMbps Mbit/s of this connection alone, null for no limit
     */
    public @Nullable ByteBudget budget(Direction direction, @Nullable Double connectionMbps) {
        var levels = new ArrayList<RateLimit>();
        if (connectionMbps != null) {
            levels.add(new RateLimit(connectionMbps * BYTES_PER_MEGABIT, clock.getAsLong()));
        }
        for (var level = this; level != null; level = level.parent) {
            var limit = level.limit(direction);
            if (limit != null) {
                levels.add(limit);
            }
        }
        return levels.isEmpty() ? null : new SharedBudget(levels, clock);
    }

    private @Nullable RateLimit limit(Direction direction) {
        return switch (direction) {
            case IN -> in;
            case OUT -> out;
        };
    }
}
