package io.sixlane.relay.tcp.linux;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.sixlane.relay.forward.SendQueue;
import io.sixlane.relay.lane.FrameHeader;
import io.sixlane.relay.lane.FrameType;
import io.sixlane.relay.lane.Open;
import io.sixlane.relay.lane.Warmth;
import java.net.ProtocolException;

/** The messages that arrive on a lane, and the answers to them. */
final class LaneTalk implements LaneInput.Reader {
    /** Bytes of answers that a peer can make this side hold, besides its own padding. */
    private static final int MOST_WAITING = 2 << 20;

    private static final byte[] QUESTION = "sixlane!".getBytes(US_ASCII);

    private final RelayLoop loop;
    private final Lane lane;
    private final LaneFlows flows;
    private final LaneOwner owner;
    private final boolean connects;
    private final LaneRoundTrip roundTrip = new LaneRoundTrip();
    private boolean asked;

    /**
     * @param connects whether this side opens flows
     */
    LaneTalk(RelayLoop loop, Lane lane, LaneFlows flows, LaneOwner owner, boolean connects) {
        this.loop = loop;
        this.lane = lane;
        this.flows = flows;
        this.owner = owner;
        this.connects = connects;
    }

    void ping() {
        asked = true;
        sendPadded(FrameType.PING, QUESTION);
    }

    /** Pads a flow that has nothing on its way: it may be about to send much. */
    void padIfDrained() {
        var drained = lane.output().isDrained() && queue().waiting() == 0;
        var padding = drained ? padding() : 0;
        if (padding > 0) {
            lane.send(FrameType.PADDING, 0, new byte[padding]);
        }
    }

    private SendQueue queue() {
        return loop.options().sendQueue(lane.descriptor());
    }

    /** In one piece, so that no short segment leaves alone. */
    private void sendPadded(FrameType type, byte[] message) {
        var padding = padding();
        if (padding > 0) {
            lane.output().message(type, 0, message);
            lane.send(FrameType.PADDING, 0, new byte[padding]);
        } else {
            lane.send(type, 0, message);
        }
    }

    private int padding() {
        if (!lane.warmer().isDone()) {
            return 0;
        }
        var segment = loop.options().segmentBytes(lane.descriptor());
        var due = roundTrip.due(segment, System.nanoTime());
        owner.padded(due);
        return due;
    }

    /** Whether a PING has no answer. */
    boolean isUnanswered() {
        return asked;
    }

    @Override
    public void later() {
        lane.lookLater();
    }

    @Override
    public boolean wants(int flow) {
        return flows.wants(flow);
    }

    @Override
    public void dropped(int bytes) throws ProtocolException {
        flows.dropped(bytes);
    }

    @Override
    public void padded(int bytes) {
        lane.warmer().padded(bytes);
    }

    @Override
    public boolean received(FrameHeader header, byte[] message) throws ProtocolException {
        switch (header.type()) {
            case PING -> answer(message);
            case PONG -> asked = false;
            case WARMTH -> lane.warmer().answered(Warmth.read(message));
            case GOAWAY -> lane.mustLeave();
            case OPEN -> arrived(header.flow(), Open.read(message));
            case OPENED, REFUSED -> answered(header, message);
            case END, RESET -> ofFlow(header, message);
            case DATA, PADDING -> throw new AssertionError(header);
        }
        return header.flow() == 0;
    }

    private void answer(byte[] nonce) throws ProtocolException {
        if (lane.output().waiting() > MOST_WAITING) {
            throw new ProtocolException("more questions than answers are taken");
        }
        sendPadded(FrameType.PONG, nonce);
    }

    private void arrived(int number, Open open) throws ProtocolException {
        flows.settle();
        if (connects || !flows.isFree()) {
            throw new ProtocolException("OPEN of flow " + number + " during " + flows);
        }
        owner.arrived(lane, number, open);
    }

    private void answered(FrameHeader header, byte[] message) throws ProtocolException {
        if (!connects) {
            throw new ProtocolException("%s without OPEN".formatted(header.type()));
        }
        ofFlow(header, message);
    }

    private void ofFlow(FrameHeader header, byte[] message) throws ProtocolException {
        flows.received(header, message);
        lane.look();
    }
}
