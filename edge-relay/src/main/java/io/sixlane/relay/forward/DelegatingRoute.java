package io.sixlane.relay.forward;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Delegates to another route; subclasses override parts. */
public abstract class DelegatingRoute implements Route {
    private final Route route;

    protected DelegatingRoute(Route route) {
        this.route = route;
    }

    @Override
    public Iterable<Destination> destinations() {
        return route.destinations();
    }

    @Override
    public void opened(OpenConnection connection) {
        route.opened(connection);
    }

    @Override
    public void connected(long nanos) {
        route.connected(nanos);
    }

    @Override
    public void firstByte(long nanos) {
        route.firstByte(nanos);
    }

    @Override
    public void bytesIn(int count) {
        route.bytesIn(count);
    }

    @Override
    public void bytesOut(int count) {
        route.bytesOut(count);
    }

    @Override
    public void measured(@Nullable TcpMeasurement client, @Nullable TcpMeasurement endpoint) {
        route.measured(client, endpoint);
    }

    @Override
    public void closed(DisconnectCause cause) {
        route.closed(cause);
    }

    @Override
    public @Nullable Duration idleTimeout() {
        return route.idleTimeout();
    }

    @Override
    public @Nullable ByteBudget budget(Direction direction) {
        return route.budget(direction);
    }

    @Override
    public boolean shouldMove() {
        return route.shouldMove();
    }
}
