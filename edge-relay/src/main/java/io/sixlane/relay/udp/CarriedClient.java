package io.sixlane.relay.udp;

import io.sixlane.relay.forward.DisconnectCause;
import io.sixlane.relay.lane.Open;
import io.sixlane.relay.lane.Opened;
import io.sixlane.relay.lane.Refusal;
import io.sixlane.relay.lane.datagram.Frame;
import io.sixlane.relay.lane.datagram.ReplayWindow;
import io.sixlane.relay.lane.datagram.SharedKey;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/**
 * The client of a session that another relay handed over: answers go back to that relay. Confined
 * to the session's event loop.
 */
final class CarriedClient {
    private static final int MOST_LEGS = 2;

    private final CarryEgress egress;
    private final Open open;
    private final boolean copies;
    private final List<CarriedLeg> legs = new ArrayList<>();
    private final ReplayWindow received = new ReplayWindow();
    private @Nullable UdpSession session;
    private byte @Nullable [] ready;
    private int sequence;
    private int current;

    /**
     * @param open with which the session began
     * @param copies whether its datagrams go by another way too
     */
    CarriedClient(CarryEgress egress, Open open, boolean copies) {
        this.egress = egress;
        this.open = open;
        this.copies = copies;
    }

    Open open() {
        return open;
    }

    boolean copies() {
        return copies;
    }

    CarryEgress egress() {
        return egress;
    }

    /** The session of this client, started now. */
    void start(UdpSession began) {
        session = began;
        began.start();
    }

    /** The way by which it began; returns false when there is one already. */
    boolean add(CarriedLeg leg) {
        if (!egress.remember(leg)) {
            return false;
        }
        if (!copies) {
            egress.arrivals().add(open.flow().id(), this);
        }
        return legs.add(leg);
    }

    /** Whether a session that begins like this is the same one. */
    boolean isOf(Open other) {
        return Arrays.equals(open.write(), other.write());
    }

    /** Adds another way. */
    void join(CarriedLeg leg) {
        if (session != null
                && !session.isEnded()
                && legs.size() < MOST_LEGS
                && egress.remember(leg)) {
            legs.add(leg);
            repeat(leg);
        }
    }

    void received(CarriedLeg leg, InetSocketAddress from, SharedKey key, Frame.Data data) {
        if (session != null && received.acceptLow(data.sequence())) {
            leg.follows(from, key);
            current = data.sequence();
            session.forward(data.payload());
        }
    }

    /** The number of the datagram that is forwarded now, which the next relay gets too. */
    int current() {
        return current;
    }

    /** Sends a datagram of the endpoint, whose socket is here. */
    void answer(byte[] payload) {
        answer(sequence++, payload);
    }

    /** Sends a datagram of the endpoint, with the number that the last relay gave it. */
    void answer(int number, byte[] payload) {
        toAll(id -> new Frame.Data(id, number, payload));
    }

    void opened(Opened opened) {
        ready = opened.write();
        legs.forEach(this::repeat);
    }

    /** The other relay asks again, or by another way. */
    void repeat(CarriedLeg leg) {
        if (ready != null) {
            egress.send(leg, new Frame.Opened(leg.key().session(), ready));
        }
    }

    /** The other relay has no such session any more. */
    void closed(CarriedLeg leg) {
        if (leg != legs.getFirst()) {
            legs.remove(leg);
            egress.forget(leg);
        } else if (session != null) {
            session.end(DisconnectCause.FINISHED);
        }
    }

    /**
     * The session is over.
     *
     * @param cause null when nothing failed
     */
    void ended(@Nullable Refusal cause) {
        toAll(id -> cause == null ? new Frame.Close(id) : new Frame.Refused(id, cause));
        legs.forEach(egress::forget);
        egress.arrivals().remove(open.flow().id(), this);
    }

    private void toAll(LongFunction<Frame> frame) {
        for (var leg : legs) {
            egress.send(leg, frame.apply(leg.key().session()));
        }
    }
}
