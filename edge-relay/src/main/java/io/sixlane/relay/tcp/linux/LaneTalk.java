package io.sixlane.relay.tcp.linux;

import static java.nio.charset.StandardCharsets.US_ASCII;

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

    private final Lane lane;
    private final LaneFlows flows;
    private final LaneOwner owner;
    private final boolean connects;
    private boolean asked;

    /**
     * @param connects whether this side opens flows
     */
    LaneTalk(Lane lane, LaneFlows flows, LaneOwner owner, boolean connects) {
        this.lane = lane;
        this.flows = flows;
        this.owner = owner;
        this.connects = connects;
    }

    void ping() {
        asked = true;
        lane.send(FrameType.PING, 0, QUESTION);
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
        lane.send(FrameType.PONG, 0, nonce);
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
