package io.sixlane.relay.udp;

import io.sixlane.relay.forward.ByteBudget;
import io.sixlane.relay.forward.Direction;
import io.sixlane.relay.forward.Route;
import org.jspecify.annotations.Nullable;

/** The bandwidth of one session: datagrams above it are dropped. Confined to its event loop. */
final class SessionRate {
    private final UdpLoop loop;
    private final Route route;
    private @Nullable ByteBudget in;
    private @Nullable ByteBudget out;
    private boolean limited;

    SessionRate(UdpLoop loop, Route route) {
        this.loop = loop;
        this.route = route;
    }

    /** Limits what follows; once. */
    void begin() {
        if (!limited) {
            limited = true;
            in = route.budget(Direction.IN);
            out = route.budget(Direction.OUT);
        }
    }

    /** Returns false when the datagrams are dropped, and counted. */
    boolean isWithin(Direction direction, int bytes, int datagrams) {
        var budget = direction == Direction.IN ? in : out;
        if (budget == null || bytes == 0 || budget.takeWhole(bytes)) {
            return true;
        }
        loop.dropped(DropCause.OVER_RATE, datagrams);
        return false;
    }
}
