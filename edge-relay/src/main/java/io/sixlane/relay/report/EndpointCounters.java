package io.sixlane.relay.report;

import io.sixlane.configuration.accelerator.EndpointGroupId;
import io.sixlane.configuration.accelerator.EndpointId;
import io.sixlane.relay.forward.ConnectFailure;
import io.sixlane.relay.forward.TcpMeasurement;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * Counts what connections of one listener to one endpoint do. Counters only rise; the reporter
 * makes windows of their differences. Safe for several threads.
 *
 * <p>A connection that counts is inside: it came by {@link ListenerCounters#enter} and leaves once.
 * Counters with no connection inside can be forgotten without losing a count.
 */
public final class EndpointCounters {
    /** Forgotten counters: no connection may enter any more. */
    private static final int RETIRED = -1;

    private final Key key;
    private final AtomicInteger inside = new AtomicInteger();
    private final CauseCounts<ConnectFailure> attemptsFailed =
            new CauseCounts<>(ConnectFailure.class);
    private final WayCounts ways = new WayCounts();
    private final LongAdder connectionsOpened = new LongAdder();
    private final LongAdder bytesIn = new LongAdder();
    private final LongAdder bytesOut = new LongAdder();
    final CountedLatencies connectMicros = new CountedLatencies();
    final CountedLatencies firstByteMicros = new CountedLatencies();
    final CountedLatencies durationMillis = new CountedLatencies();
    final TcpCounters client = new TcpCounters();
    final TcpCounters endpoint = new TcpCounters();

    /**
     * Connections with equal keys share counters.
     *
     * @param region of the group
     */
    public record Key(EndpointGroupId groupId, String region, EndpointId endpointId) {}

    EndpointCounters(Key key) {
        this.key = key;
    }

    Key key() {
        return key;
    }

    boolean tryEnter() {
        while (true) {
            var now = inside.get();
            if (now == RETIRED) {
                return false;
            }
            if (inside.compareAndSet(now, now + 1)) {
                return true;
            }
        }
    }

    /** Whether no connection is inside; then none ever will be. */
    boolean tryRetire() {
        return inside.compareAndSet(0, RETIRED);
    }

    /** Connections that are open; an attempt that is being counted as failed shows too. */
    int connectionsActive() {
        return Math.max(0, inside.get());
    }

    /**
     * A connection that entered is connected.
     *
     * @param way ids of the relays that carry it on, in order; empty when it goes direct
     */
    public void opened(List<String> way) {
        connectionsOpened.increment();
        ways.count(way);
    }

    /** An opened connection has ended. */
    public void closed(long durationNanos) {
        durationMillis.record(TimeUnit.NANOSECONDS.toMillis(durationNanos));
        inside.decrementAndGet();
    }

    /** A connection that entered could not be connected; it leaves. */
    public void failed(ConnectFailure cause) {
        attemptsFailed.count(cause);
        inside.decrementAndGet();
    }

    public void bytesIn(int count) {
        bytesIn.add(count);
    }

    public void bytesOut(int count) {
        bytesOut.add(count);
    }

    public void connected(long nanos) {
        connectMicros.record(TimeUnit.NANOSECONDS.toMicros(nanos));
    }

    public void firstByte(long nanos) {
        firstByteMicros.record(TimeUnit.NANOSECONDS.toMicros(nanos));
    }

    /**
     * @param before the previous measurement of the connection, null without one
     */
    public void measuredClient(@Nullable TcpMeasurement before, TcpMeasurement now) {
        client.measured(before, now);
    }

    /** Like the method above, for the connection to the endpoint. */
    public void measuredEndpoint(@Nullable TcpMeasurement before, TcpMeasurement now) {
        endpoint.measured(before, now);
    }

    CauseCounts<ConnectFailure> attemptsFailed() {
        return attemptsFailed;
    }

    WayCounts ways() {
        return ways;
    }

    long connectionsOpened() {
        return connectionsOpened.sum();
    }

    long bytesIn() {
        return bytesIn.sum();
    }

    long bytesOut() {
        return bytesOut.sum();
    }
}
