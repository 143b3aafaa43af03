package io.sixlane.relay.tcp;

import io.sixlane.relay.forward.ByteBudget;
import io.sixlane.relay.forward.Direction;
import io.sixlane.relay.forward.DisconnectCause;
import io.sixlane.relay.forward.Route;
import io.sixlane.relay.forward.TcpMeasurement;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A route that keeps what it is told. */
final class RecordingRoute implements Route {
    final CompletableFuture<OpenConnection> opened = new CompletableFuture<>();
    final CompletableFuture<DisconnectCause> closed = new CompletableFuture<>();
    final AtomicLong connectNanos = new AtomicLong();
    final AtomicLong firstByteNanos = new AtomicLong();
    final AtomicLong bytesIn = new AtomicLong();
    final AtomicLong bytesOut = new AtomicLong();
    final List<List<@Nullable TcpMeasurement>> measurements = new CopyOnWriteArrayList<>();
    final Map<Direction, ByteBudget> budgets = new EnumMap<>(Direction.class);
    volatile @Nullable Duration idleTimeout;
    volatile Runnable onBytesIn = () -> {};
    volatile @Nullable Step throwsAt;

    /** Where a route may throw. */
    enum Step {
        IDLE_TIMEOUT,
        OPENED,
        DESTINATIONS,
        CONNECTED,
        BUDGET,
        BYTES_IN,
        BYTES_OUT
    }

    private void throwAt(Step step) {
        if (step == throwsAt) {
            throw new IllegalStateException("for the test");
        }
    }

    private final List<Destination> destinations;

    RecordingRoute(InetSocketAddress... addresses) {
        this(
                Stream.of(addresses)
                        .<Destination>map(
                                address -> () -> CompletableFuture.completedFuture(address))
                        .toList());
    }

    RecordingRoute(List<Destination> destinations) {
        this.destinations = destinations;
    }

    @Override
    public List<Destination> destinations() {
        throwAt(Step.DESTINATIONS);
        return destinations;
    }

    @Override
    public void opened(OpenConnection connection) {
        throwAt(Step.OPENED);
        opened.complete(connection);
    }

    @Override
    public void connected(long nanos) {
        throwAt(Step.CONNECTED);
        connectNanos.set(nanos);
    }

    @Override
    public void firstByte(long nanos) {
        firstByteNanos.set(nanos);
    }

    @Override
    public void bytesIn(int count) {
        throwAt(Step.BYTES_IN);
        bytesIn.addAndGet(count);
        onBytesIn.run();
    }

    @Override
    public void bytesOut(int count) {
        throwAt(Step.BYTES_OUT);
        bytesOut.addAndGet(count);
    }

    @Override
    public void measured(@Nullable TcpMeasurement client, @Nullable TcpMeasurement endpoint) {
        measurements.add(Arrays.asList(client, endpoint));
    }

    @Override
    public @Nullable Duration idleTimeout() {
        throwAt(Step.IDLE_TIMEOUT);
        return idleTimeout;
    }

    @Override
    public @Nullable ByteBudget budget(Direction direction) {
        throwAt(Step.BUDGET);
        return budgets.get(direction);
    }

    @Override
    public void closed(DisconnectCause cause) {
        if (!closed.complete(cause)) {
            throw new AssertionError("closed twice");
        }
    }
}
