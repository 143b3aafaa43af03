package io.sixlane.relay.udp;

import io.netty.util.concurrent.Future;
import io.sixlane.relay.lane.DatagramRefusal;
import io.sixlane.relay.lane.LaneObserver;
import io.sixlane.relay.lane.Open;
import io.sixlane.relay.lane.datagram.DatagramKeys;
import io.sixlane.relay.lane.datagram.Frame;
import io.sixlane.relay.lane.datagram.Sealer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ProtocolException;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The sessions that one event loop hands over to other relays. Confined to the loop. */
final class CarryIngress {
    /** While a session or a path waits for an answer. */
    private static final int TICK_MILLIS = 25;

    private static final int CALM_TICK_MILLIS = 100;
    private static final int IDLE_TICK_MILLIS = 500;

    private static final int PREPARE_MILLIS = 250;
    private static final long LOOK_NANOS = TimeUnit.SECONDS.toNanos(1);

    /** How long a path is kept that no session wants. */
    private static final long UNWANTED_NANOS = TimeUnit.MINUTES.toNanos(10);

    private final UdpLoop loop;
    private final CarryPath path;
    private final CarrySettings settings;
    private final Map<String, RelayPath> paths = new HashMap<>();
    private final Map<Long, Outgoing> sessions = new HashMap<>();

    /** Those that the other relay has not answered yet. */
    private final Set<CarriedUpstream> opening = new HashSet<>();

    private final byte[] plain = new byte[1 << 16];
    private final byte[] scratch = new byte[Sealer.MOST_BYTES];
    private long number = new SecureRandom().nextLong();
    private @Nullable Wire wire;
    private @Nullable Future<?> ticking;
    private long lookedNanos = System.nanoTime();

    private record Outgoing(OutgoingLeg leg, CarriedUpstream upstream) {}

    CarryIngress(UdpLoop loop, CarryPath path, CarrySettings settings) {
        this.loop = loop;
        this.path = path;
        this.settings = settings;
    }

    /** Proves the paths that sessions of clients may need, from now on. */
    void start() {
        var _ =
                loop.executor()
                        .scheduleAtFixedRate(
                                () -> loop.guarded(this::prepare),
                                PREPARE_MILLIS,
                                PREPARE_MILLIS,
                                TimeUnit.MILLISECONDS);
    }

    private void prepare() {
        if (loop.hasClients()) {
            settings.wanted().get().forEach(this::usable);
        }
    }

    LaneObserver observer() {
        return settings.observer();
    }

    /**
     * Begins to hand a session over; null when the first relay of the way cannot be reached now.
     *
     * @param ways of the session's destination
     */
    @Nullable CarriedUpstream open(
            UdpSession session,
            List<String> way,
            List<List<String>> ways,
            Open open,
            CarriedUpstream.Opening opening) {
        var to = usable(way.getFirst());
        if (to == null) {
            return null;
        }
        var others =
                ways.stream()
                        .filter(other -> !other.isEmpty() && !other.equals(way))
                        .filter(other -> other.getLast().equals(way.getLast()))
                        .toList();
        var leg = new OutgoingLeg(to, number++);
        var upstream = new CarriedUpstream(this, session, leg, open, others, opening);
        sessions.put(leg.session(), new Outgoing(leg, upstream));
        if (this.opening.isEmpty()) {
            tickIn(TICK_MILLIS);
        }
        this.opening.add(upstream);
        return upstream;
    }

    /** Another way for a session; null when that relay cannot be reached now. */
    @Nullable OutgoingLeg leg(String relay, CarriedUpstream upstream) {
        var to = usable(relay);
        if (to == null) {
            return null;
        }
        var leg = new OutgoingLeg(to, number++);
        sessions.put(leg.session(), new Outgoing(leg, upstream));
        return leg;
    }

    private @Nullable RelayPath usable(String relay) {
        var now = System.nanoTime();
        var to = paths.get(relay);
        if (to == null) {
            var peer = settings.peers().apply(relay);
            if (peer == null || !isOpen()) {
                return null;
            }
            to = new RelayPath(relay, this);
            paths.put(relay, to);
            to.tick(now, settings.keys(), peer);
        }
        to.want(now);
        if (ticking == null) {
            tickIn(0);
        }
        return to.isUsable(now) ? to : null;
    }

    private boolean isOpen() {
        if (wire == null) {
            try {
                wire = Wire.open(loop, path, null, true, this::received);
            } catch (IOException e) {
                loop.failed(e);
            }
        }
        return wire != null;
    }

    private void tickIn(int millis) {
        if (ticking != null) {
            ticking.cancel(false);
        }
        ticking = loop.executor().schedule(this::tick, millis, TimeUnit.MILLISECONDS);
    }

    private void tick() {
        ticking = null;
        loop.guarded(this::look);
        if (!paths.isEmpty()) {
            var now = System.nanoTime();
            var isCalm =
                    opening.isEmpty() && paths.values().stream().allMatch(each -> each.isCalm(now));
            tickIn(
                    !isCalm
                            ? TICK_MILLIS
                            : sessions.isEmpty() ? IDLE_TICK_MILLIS : CALM_TICK_MILLIS);
        }
    }

    private void look() {
        var now = System.nanoTime();
        for (var each : List.copyOf(paths.values())) {
            if (each.tick(now, settings.keys(), settings.peers().apply(each.relay()))) {
                lost(each);
            }
            if (each.isUnwanted(now, UNWANTED_NANOS) && !isUsed(each)) {
                paths.remove(each.relay());
            }
        }
        List.copyOf(opening).forEach(each -> each.waitOn(now));
        if (now - lookedNanos >= LOOK_NANOS) {
            lookedNanos = now;
            List.copyOf(sessions.values()).forEach(each -> each.upstream().look());
        }
    }

    private boolean isUsed(RelayPath one) {
        return sessions.values().stream().anyMatch(session -> session.leg().path() == one);
    }

    private void lost(RelayPath down) {
        for (var each : List.copyOf(sessions.values())) {
            if (each.leg().path() == down) {
                each.upstream().lost(each.leg());
            }
        }
    }

    private void received(byte[] datagram, int length, InetSocketAddress sender) {
        var unsealed = settings.keys().open(datagram, length, plain);
        if (unsealed == null) {
            return;
        }
        var to = paths.get(unsealed.key().relay());
        try {
            var frame = Frame.read(plain, unsealed.length());
            if (to != null && frame != null) {
                received(to, unsealed, frame);
            }
        } catch (ProtocolException _) {
            settings.keys().refuse(DatagramRefusal.MALFORMED);
        }
    }

    private void received(RelayPath from, DatagramKeys.Unsealed unsealed, Frame frame)
            throws ProtocolException {
        from.heard(unsealed.key());
        if (frame instanceof Frame.Pong pong) {
            from.answered(pong, unsealed, System.nanoTime());
            return;
        }
        var session = sessions.get(frame.session());
        if (session != null && session.leg().path() == from) {
            session.upstream().received(session.leg(), frame);
        } else if (frame instanceof Frame.Data) {
            from.send(new Frame.Close(frame.session()));
        }
    }

    void send(Sealer sealer, Frame frame, InetSocketAddress to) {
        if (wire != null) {
            wire.send(sealer.seal(frame, scratch), to);
        }
    }

    /** Sends what waits, and hands over no more. */
    void close() {
        if (ticking != null) {
            ticking.cancel(false);
        }
        paths.clear();
        if (wire != null) {
            wire.close();
        }
    }

    /** A datagram has no way, or is too long for one. */
    void dropped() {
        loop.dropped(DropCause.NOT_SENT, 1);
    }

    /** The other relay has answered, or is not waited for any more. */
    void settled(CarriedUpstream upstream) {
        opening.remove(upstream);
    }

    void forget(OutgoingLeg leg) {
        sessions.remove(leg.session());
    }
}
