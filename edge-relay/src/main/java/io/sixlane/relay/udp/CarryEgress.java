package io.sixlane.relay.udp;

import io.sixlane.configuration.accelerator.Protocol;
import io.sixlane.relay.forward.Route;
import io.sixlane.relay.lane.DatagramRefusal;
import io.sixlane.relay.lane.FlowAdmission.Admitted;
import io.sixlane.relay.lane.FlowAdmission.NotYet;
import io.sixlane.relay.lane.FlowAdmission.Refused;
import io.sixlane.relay.lane.Open;
import io.sixlane.relay.lane.Refusal;
import io.sixlane.relay.lane.datagram.DatagramKeys;
import io.sixlane.relay.lane.datagram.Frame;
import io.sixlane.relay.lane.datagram.Sealer;
import io.sixlane.relay.lane.datagram.SharedKey;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProtocolException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The sessions that other relays hand over to one event loop. Confined to the loop. */
final class CarryEgress {
    /** Per loop, so that relays cannot take all room from the clients of this one. */
    private static final int MOST_SESSIONS = 1 << 16;

    private static final int MOST_SEALERS = 4_096;

    /** No client's: addresses that begin like this are multicast. */
    private static final long NO_ADDRESS = -1;

    private static final InetSocketAddress UNKNOWN =
            new InetSocketAddress(InetAddress.ofLiteral("::"), 0);

    private final UdpLoop loop;
    private final CarryPath path;
    private final CarrySettings settings;
    private final Arrivals arrivals;
    private final Map<SharedKey, Sealer> sealers = new SealersInUse();
    private final byte[] plain = new byte[1 << 16];
    private final byte[] scratch = new byte[Sealer.MOST_BYTES];
    private @Nullable CarrySocket socket;
    private long number;
    private int sessions;

    /** By the key that the other relay uses; the one used least lately makes room. */
    private static final class SealersInUse extends LinkedHashMap<SharedKey, Sealer> {
        private static final long serialVersionUID = 1;

        private SealersInUse() {
            super(16, 0.75f, true);
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<SharedKey, Sealer> eldest) {
            return size() > MOST_SEALERS;
        }
    }

    /**
     * @param arrivals of all loops of the path
     */
    CarryEgress(UdpLoop loop, CarryPath path, CarrySettings settings, Arrivals arrivals) {
        this.loop = loop;
        this.path = path;
        this.settings = settings;
        this.arrivals = arrivals;
    }

    void accept(CarrySocket accepting) {
        socket = accepting;
    }

    void received(byte[] datagram, int length, InetSocketAddress from) {
        var unsealed = settings.keys().open(datagram, length, plain);
        if (unsealed == null) {
            return;
        }
        try {
            var frame = Frame.read(plain, unsealed.length());
            if (frame != null) {
                received(from, unsealed, frame);
            }
        } catch (ProtocolException _) {
            settings.keys().refuse(DatagramRefusal.MALFORMED);
        }
    }

    private void received(InetSocketAddress from, DatagramKeys.Unsealed unsealed, Frame frame)
            throws ProtocolException {
        var key = new CarriedLeg.Key(unsealed.key().relay(), frame.session());
        switch (frame) {
            case Frame.Open begin -> begin(key, from, unsealed.key(), begin.message());
            case Frame.Join join -> join(key, from, unsealed.key(), join.message());
            case Frame.Data data -> data(key, from, unsealed.key(), data);
            case Frame.Close _ -> withLeg(key, leg -> leg.client().closed(leg));
            case Frame.Ping ping ->
                    send(
                            from,
                            unsealed.key(),
                            new Frame.Pong(ping.nanos(), unsealed.counter(), unsealed.received()));
            case Frame.Opened _, Frame.Refused _, Frame.Pong _ -> {} // for the other side
        }
    }

    /** An action on a leg, run on the loop of its session. */
    private interface Step {
        void with(CarriedLeg leg);
    }

    /** Returns whether there is such a session. */
    private boolean withLeg(CarriedLeg.Key key, Step step) {
        var leg = arrivals.find(key);
        if (leg == null) {
            return false;
        }
        var there = leg.client().egress().loop;
        if (there == loop) {
            step.with(leg);
        } else {
            there.executor().execute(() -> there.guarded(() -> step.with(leg)));
        }
        return true;
    }

    private void data(
            CarriedLeg.Key key, InetSocketAddress from, SharedKey shared, Frame.Data data) {
        if (!withLeg(key, leg -> leg.client().received(leg, from, shared, data))) {
            send(from, shared, new Frame.Close(key.session()));
        }
    }

    private void begin(CarriedLeg.Key key, InetSocketAddress from, SharedKey shared, byte[] message)
            throws ProtocolException {
        if (!withLeg(key, leg -> leg.client().repeat(leg))) {
            begin(key, from, shared, new CarriedClient(this, Open.read(message), false));
        }
    }

    private void begin(
            CarriedLeg.Key key, InetSocketAddress from, SharedKey shared, CarriedClient client) {
        var accepting = socket;
        if (accepting == null || !accepting.admits()) {
            send(from, shared, new Frame.Refused(key.session(), Refusal.DRAINING));
        } else if (sessions >= MOST_SESSIONS || !loop.hasRoom()) {
            send(from, shared, new Frame.Refused(key.session(), Refusal.EXHAUSTED));
        } else {
            switch (settings.admission().admit(Protocol.UDP, key.relay(), client.open())) {
                case Admitted(var route) -> {
                    var leg = new CarriedLeg(key, client, from, shared);
                    if (!starts(client, leg, route, accepting)) {
                        client.ended(Refusal.EXHAUSTED);
                    }
                }
                case Refused(var cause) ->
                        send(from, shared, new Frame.Refused(key.session(), cause));
                case NotYet() -> {} // the other relay asks again
            }
        }
    }

    private boolean starts(
            CarriedClient client, CarriedLeg leg, Route route, CarrySocket accepting) {
        return client.add(leg)
                && loop.guarded(() -> client.start(path.session(start(client, route, accepting))));
    }

    private SessionStart start(CarriedClient client, Route route, CarrySocket accepting) {
        return new SessionStart(
                new FlowKey().set(number++, 0, NO_ADDRESS, NO_ADDRESS, 0),
                Objects.requireNonNullElse(client.open().client(), UNKNOWN),
                Objects.requireNonNullElse(client.open().accelerated(), UNKNOWN),
                route,
                accepting,
                client);
    }

    /** A second way to a session that is here, or through here to the next relay. */
    private void join(CarriedLeg.Key key, InetSocketAddress from, SharedKey shared, byte[] message)
            throws ProtocolException {
        if (withLeg(key, leg -> leg.client().repeat(leg))) {
            return;
        }
        var open = Open.read(message);
        if (!open.nextRelay().isEmpty()) {
            begin(key, from, shared, new CarriedClient(this, open, true));
            return;
        }
        var client = arrivals.find(open.flow().id());
        if (client == null || !client.isOf(open)) {
            send(from, shared, new Frame.Refused(key.session(), Refusal.NOT_ALLOWED));
            return;
        }
        var there = client.egress().loop;
        there.executor()
                .execute(
                        () ->
                                there.guarded(
                                        () ->
                                                client.join(
                                                        new CarriedLeg(
                                                                key, client, from, shared))));
    }

    /** Returns false when there is one already. */
    boolean remember(CarriedLeg leg) {
        var added = arrivals.add(leg);
        sessions += added ? 1 : 0;
        return added;
    }

    Arrivals arrivals() {
        return arrivals;
    }

    /** Sends to the relay of a leg, with the key that it used last. */
    void send(CarriedLeg leg, Frame frame) {
        send(leg.address(), leg.shared(), frame);
    }

    private void send(InetSocketAddress to, SharedKey shared, Frame frame) {
        var through = socket;
        if (through == null || frame.length() > Sealer.MOST_BYTES) {
            loop.dropped(DropCause.NOT_SENT, 1);
            return;
        }
        var sealer = sealers.computeIfAbsent(shared, settings.keys()::sealer);
        through.wire().send(sealer.seal(frame, scratch), to);
    }

    /** Removes a session of this loop. */
    void forget(CarriedLeg leg) {
        if (arrivals.remove(leg)) {
            sessions--;
        }
    }
}
