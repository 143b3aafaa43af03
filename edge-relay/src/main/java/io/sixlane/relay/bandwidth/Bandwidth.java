package io.sixlane.relay.bandwidth;

import io.sixlane.relay.forward.ByteBudget;
import io.sixlane.relay.forward.Direction;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The bandwidth of a region, or of one listener in it, in each direction; from the region down to
 * the connection a tree. Every change holds for open connections, too. Safe for several threads.
 */
public final class Bandwidth {
    private static final double BYTES_PER_MEGABIT = 1_000_000 / 8.0;

    private final @Nullable Bandwidth parent;
    private final LongSupplier clock;
    private volatile @Nullable RateLimit in;
    private volatile @Nullable RateLimit out;

    /** Bytes per second of each connection alone; 0 for no limit. */
    private volatile double connectionRate;

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

    /**
     * @param mbps Mbit/s of each connection alone in each direction, above 0; null for no limit
     */
    public void changeConnections(@Nullable Double mbps) {
        connectionRate = mbps == null ? 0 : mbps * BYTES_PER_MEGABIT;
    }

    private @Nullable RateLimit changed(@Nullable RateLimit limit, @Nullable Double mbps) {
        return mbps == null ? null : changed(limit, mbps * BYTES_PER_MEGABIT, clock.getAsLong());
    }

    private static RateLimit changed(@Nullable RateLimit limit, double rate, long now) {
        if (limit == null) {
            return new RateLimit(rate, now);
        }
        limit.change(rate, now);
        return limit;
    }

    /** Creates the budget of a new connection or session. */
    public ByteBudget budget(Direction direction) {
        return new SharedBudget(new ConnectionLevels(direction), clock);
    }

    private @Nullable RateLimit limit(Direction direction) {
        return switch (direction) {
            case IN -> in;
            case OUT -> out;
        };
    }

    /** The connection's own limit, this one, and the one above. Confined to one thread. */
    private final class ConnectionLevels implements SharedBudget.Levels {
        private final Direction direction;
        private @Nullable RateLimit own;
        private double ownRate;

        private ConnectionLevels(Direction direction) {
            this.direction = direction;
        }

        @Override
        public @Nullable RateLimit at(int level) {
            return switch (level) {
                case 0 -> own();
                case 1 -> limit(direction);
                default -> parent == null ? null : parent.limit(direction);
            };
        }

        private @Nullable RateLimit own() {
            var rate = connectionRate;
            if (rate != ownRate) {
                own = rate == 0 ? null : changed(own, rate, clock.getAsLong());
                ownRate = rate;
            }
            return own;
        }
    }
}
