package io.sixlane.relay.flow;

import io.sixlane.configuration.accelerator.Protocol;
import io.sixlane.configuration.relay.FlowRecord;
import io.sixlane.relay.forward.ConnectFailure;
import io.sixlane.relay.forward.DisconnectCause;
import io.sixlane.relay.forward.Route;
import io.sixlane.relay.forward.TcpMeasurement;
import io.sixlane.relay.proxyprotocol.AddressText;
import io.sixlane.relay.proxyprotocol.ConnectionTags;
import io.sixlane.relay.report.EndpointCounters;
import io.sixlane.relay.report.ListenerCounters;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Counts a connection, has it measured, and makes its record. */
final class CountedFlow implements Flow {
    private final FlowRecorder recorder;
    private final FlowOwner owner;
    private final ListenerCounters listener;
    private final InetSocketAddress client;
    private final InetSocketAddress accelerated;
    private final boolean recorded;
    private final long number = ConnectionTags.nextConnection();
    private final long openedMillis = System.currentTimeMillis();
    private final long openedNanos = System.nanoTime();
    private int tick;

    private Route.@Nullable OpenConnection connection;
    private @Nullable EndpointCounters endpoint;
    private EndpointCounters.@Nullable Key reached;
    private @Nullable InetSocketAddress endpointAddress;
    private @Nullable InetSocketAddress outgoing;
    private List<String> way = List.of();

    /** Asked for its addresses only when the record has a chance: each costs a system call. */
    private Route.@Nullable Upstream unasked;

    private @Nullable TcpMeasurement clientBefore;
    private @Nullable TcpMeasurement endpointBefore;
    private long connectNanos = -1;
    private long firstByteNanos = -1;
    private long bytesIn;
    private long bytesOut;
    private boolean saidOpen;

    CountedFlow(
            FlowRecorder recorder,
            FlowOwner owner,
            ListenerCounters listener,
            InetSocketAddress client,
            InetSocketAddress accelerated,
            boolean recorded) {
        this.recorder = recorder;
        this.owner = owner;
        this.listener = listener;
        this.client = client;
        this.accelerated = accelerated;
        this.recorded = recorded;
        this.tick = recorder.tick();
    }

    @Override
    public byte[] connectionId() {
        return ConnectionTags.uniqueId(number);
    }

    /** Whether it is a UDP session, of which the kernel knows no connecting. */
    private boolean isSession() {
        return owner.protocol() == Protocol.UDP;
    }

    @Override
    public void opened(Route.OpenConnection connection) {
        this.connection = connection;
        listener.opened();
        recorder.relayMeters().opened();
    }

    @Override
    public void attemptFailed(EndpointCounters.Key key, ConnectFailure cause) {
        listener.enter(key).failed(cause);
    }

    @Override
    public void reached(EndpointCounters.Key key, Route.Upstream upstream) {
        var entered = listener.enter(key);
        entered.opened(upstream.way());
        endpoint = entered;
        reached = key;
        if (recorded && recorder.hasRoom()) {
            note(upstream);
        } else if (recorded) {
            unasked = upstream;
        }
    }

    private void note(Route.Upstream upstream) {
        unasked = null;
        endpointAddress = upstream.endpoint();
        outgoing = upstream.outgoing();
        way = upstream.way();
    }

    @Override
    public void connected(long nanos) {
        if (isSession()) {
            return;
        }
        connectNanos = nanos;
        recorder.relayMeters().connected(nanos);
        if (endpoint != null) {
            endpoint.connected(nanos);
        }
    }

    @Override
    public void firstByte(long nanos) {
        firstByteNanos = nanos;
        if (endpoint != null) {
            endpoint.firstByte(nanos);
        }
    }

    @Override
    public void bytesIn(int count) {
        bytesIn += count;
        recorder.relayMeters().bytesIn(count);
        if (endpoint != null) {
            endpoint.bytesIn(count);
        }
        lookAtTurn();
    }

    @Override
    public void bytesOut(int count) {
        bytesOut += count;
        recorder.relayMeters().bytesOut(count);
        if (endpoint != null) {
            endpoint.bytesOut(count);
        }
        lookAtTurn();
    }

    /** Measures the flow in each window in which it moves bytes, and records it the first time. */
    private void lookAtTurn() {
        var now = recorder.tick();
        if (now == tick) {
            return;
        }
        tick = now;
        if (unasked != null) {
            note(unasked);
        }
        if (connection != null) {
            connection.measure(this);
        }
        if (recorded && !saidOpen) {
            saidOpen = true;
            var soFar = record(null, null);
            recorder.record(() -> soFar);
        }
    }

    @Override
    public void measured(@Nullable TcpMeasurement ofClient, @Nullable TcpMeasurement ofEndpoint) {
        var at = endpoint;
        if (at == null) {
            return;
        }
        if (ofClient != null) {
            at.measuredClient(clientBefore, ofClient);
            clientBefore = ofClient;
        }
        if (ofEndpoint != null) {
            at.measuredEndpoint(endpointBefore, ofEndpoint);
            endpointBefore = ofEndpoint;
        }
    }

    @Override
    public void closed(DisconnectCause cause) {
        var lastedNanos = System.nanoTime() - openedNanos;
        if (endpoint != null) {
            endpoint.closed(lastedNanos);
        }
        listener.closed(cause);
        recorder.relayMeters().closed(cause);
        connection = null;
        if (unasked != null) {
            recorder.dropped(); // it began and ended while there was no room
        } else if (recorded) {
            var closedAt =
                    Instant.ofEpochMilli(openedMillis + TimeUnit.NANOSECONDS.toMillis(lastedNanos));
            recorder.record(() -> record(closedAt, cause));
        }
    }

    private FlowRecord record(@Nullable Instant closedAt, @Nullable DisconnectCause cause) {
        return new FlowRecord(
                ConnectionTags.uniqueIdText(number),
                recorder.relayId(),
                recorder.region(),
                owner.account(),
                owner.acceleratorId(),
                owner.revision(),
                owner.listenerId(),
                owner.protocol(),
                text(client),
                client.getPort(),
                text(accelerated),
                accelerated.getPort(),
                reachedText(),
                Instant.ofEpochMilli(openedMillis),
                closedAt,
                connectNanos < 0 ? null : TimeUnit.NANOSECONDS.toMicros(connectNanos),
                firstByteNanos < 0 ? null : TimeUnit.NANOSECONDS.toMicros(firstByteNanos),
                bytesIn,
                bytesOut,
                cause == null ? null : cause.name());
    }

    private FlowRecord.@Nullable Reached reachedText() {
        var key = reached;
        var to = endpointAddress;
        var from = outgoing;
        return key == null || to == null || from == null
                ? null
                : new FlowRecord.Reached(
                        key.groupId(),
                        key.region(),
                        key.endpointId(),
                        text(to),
                        to.getPort(),
                        text(from),
                        from.getPort(),
                        way);
    }

    private static String text(InetSocketAddress address) {
        return AddressText.of(address.getAddress().getAddress());
    }
}
