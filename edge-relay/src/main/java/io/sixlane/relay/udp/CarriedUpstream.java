package io.sixlane.relay.udp;

import io.sixlane.relay.forward.DisconnectCause;
import io.sixlane.relay.lane.Open;
import io.sixlane.relay.lane.Opened;
import io.sixlane.relay.lane.Refusal;
import io.sixlane.relay.lane.datagram.Frame;
import io.sixlane.relay.lane.datagram.ReplayWindow;
import java.net.ProtocolException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The datagrams of one session on their way to another relay. Until that relay answers, the first
 * ones are kept and sent again. Confined to the session's event loop.
 */
final class CarriedUpstream {
    /** After which another way is tried. */
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final CarryIngress ingress;
    private final UdpSession session;
    private final Opening opening;
    private final Open open;
    private final OutgoingLeg leg;
    private final ReplayWindow answers = new ReplayWindow();
    private final List<Frame.Data> early = new ArrayList<>();
    private final long startedNanos = System.nanoTime();
    private final SecondWay second;
    private long askedNanos;
    private int sequence;
    private int unkept;
    private State state = State.OPENING;

    private enum State {
        OPENING,
        OPEN,
        OVER
    }

    /** Receives the outcome of the attempt; called once. */
    interface Opening {
        void opened(Opened opened, long nanos);

        void refused(Refusal cause);
    }

    /**
     * @param others ways to the same last relay
     */
    CarriedUpstream(
            CarryIngress ingress,
            UdpSession session,
            OutgoingLeg leg,
            Open open,
            List<List<String>> others,
            Opening opening) {
        this.ingress = ingress;
        this.session = session;
        this.leg = leg;
        this.open = open;
        this.opening = opening;
        this.second = new SecondWay(ingress, this, leg, open, others);
    }

    /** Asks the other relay, and sends what the client has sent. */
    void start(WaitingDatagrams first) {
        ask();
        first.forEach(payload -> early(payload, true));
    }

    private void ask() {
        askedNanos = System.nanoTime();
        if (session.isCopy()) {
            leg.join(open);
        } else {
            leg.begin(open);
        }
    }

    /**
     * A datagram before the other relay has answered.
     *
     * @param kept whether the session keeps a copy for another way
     */
    void early(byte[] payload, boolean kept) {
        var data = new Frame.Data(0, number(), payload);
        if (kept) {
            early.add(data);
        } else {
            unkept++;
        }
        leg.send(data);
    }

    void send(byte[] payload) {
        var data = new Frame.Data(0, number(), payload);
        leg.send(data);
        second.send(data);
    }

    /** Numbers are those of the first relay, so that the last one knows copies by any way. */
    private int number() {
        var handedOver = session.from();
        return handedOver == null ? sequence++ : handedOver.current();
    }

    /** Several times a second, until the other relay has answered. */
    void waitOn(long nowNanos) {
        if (nowNanos - startedNanos >= PATIENCE_NANOS) {
            leg.close();
            refused(Refusal.EXHAUSTED);
        } else if (nowNanos - askedNanos >= leg.path().retryNanos()) {
            ask();
            early.forEach(leg::send);
        }
    }

    /** Each second. */
    void look() {
        if (state == State.OPEN) {
            second.look();
        }
    }

    void received(OutgoingLeg from, Frame frame) throws ProtocolException {
        if (!from.equals(leg)) {
            second.received(frame);
            return;
        }
        switch (frame) {
            case Frame.Opened ready -> opened(Opened.read(ready.message()));
            case Frame.Refused(_, var cause) -> refused(cause);
            case Frame.Close _ -> closed();
            case Frame.Data data -> answered(data);
            case Frame.Open _, Frame.Join _, Frame.Ping _, Frame.Pong _ -> {}
        }
    }

    private void opened(Opened opened) {
        if (state == State.OPENING) {
            state = State.OPEN;
            early.clear();
            ingress.settled(this);
            ingress.observer().session();
            opening.opened(opened, System.nanoTime() - startedNanos);
        }
    }

    private void refused(Refusal cause) {
        var before = state;
        over();
        if (before == State.OPENING) {
            if (unkept > 0 && !session.isKeptElsewhere()) {
                session.loop().dropped(DropCause.UNRESOLVED, unkept);
            }
            leg.path().refused(cause);
            ingress.observer().refused(cause);
            opening.refused(cause);
        } else if (before == State.OPEN) {
            var failure = cause.failure();
            if (failure == null) {
                session.end(DisconnectCause.ENDPOINT_RESET, DropCause.UNREACHABLE);
            } else {
                session.endpointFailed(failure);
            }
        }
    }

    /** A relay that has not answered yet may not know the session yet. */
    private void closed() {
        if (state == State.OPEN) {
            over();
            session.end(DisconnectCause.ENDPOINT_RESET);
        }
    }

    /** A datagram of the endpoint, by either way. */
    void answered(Frame.Data data) {
        if (state == State.OPEN && answers.acceptLow(data.sequence())) {
            second.moved(data.payload().length);
            session.answered(data);
        }
    }

    /** The next relay of a way does not answer any more. */
    void lost(OutgoingLeg way) {
        if (!way.equals(leg)) {
            second.close();
        } else if (state == State.OPENING) {
            refused(Refusal.EXHAUSTED);
        } else if (state == State.OPEN) {
            over();
            session.end(DisconnectCause.ENDPOINT_RESET, DropCause.UNREACHABLE);
        }
    }

    /** The session is over here. */
    void close() {
        if (state != State.OVER) {
            leg.close();
            over();
        }
    }

    private void over() {
        state = State.OVER;
        early.clear();
        ingress.settled(this);
        second.close();
        ingress.forget(leg);
    }
}
