package io.sixlane.relay.tcp.linux;

import io.sixlane.relay.lane.FrameHeader;
import io.sixlane.relay.lane.FrameType;
import io.sixlane.relay.lane.Open;
import io.sixlane.relay.lane.Refusal;
import java.net.ProtocolException;
import org.jspecify.annotations.Nullable;

/**
 * The flow of a lane: from its OPEN until both sides have sent their last frame of it, whether its
 * connection lives as long or not. Then the next one may begin.
 */
final class LaneFlows {
    private final RelayLoop loop;
    private final Lane lane;
    private @Nullable LaneLeg leg;
    private int flow;
    private int begun;
    private long begunNanos;
    private long bytesPerSecond;
    private final Owed owed = new Owed();

    LaneFlows(RelayLoop loop, Lane lane) {
        this.loop = loop;
        this.lane = lane;
    }

    /** Null when no connection has the flow. */
    @Nullable LaneLeg leg() {
        return leg;
    }

    /** How many began. */
    int begun() {
        return begun;
    }

    boolean isFree() {
        return leg == null && !owed.isAwaited();
    }

    /** Whether there is no flow, or the other relay acknowledged nothing of it yet. */
    boolean isUnheard() {
        var carried = leg;
        return carried == null
                || (carried.isOpening() && carried.isSilent(loop, System.nanoTime() - begunNanos));
    }

    /** Begins a flow, on a lane that is free. */
    LaneLeg open(Open open, LaneLeg.Opening opening) {
        paceAs(open);
        flow = flow == FrameHeader.MOST_FLOW ? 1 : flow + 1;
        lane.send(FrameType.OPEN, flow, open.write());
        return carry(new LaneLeg(lane, flow, opening));
    }

    /** A flow that arrived is carried from here on. */
    LaneLeg accept(int number, Open open) {
        paceAs(open);
        flow = number;
        return carry(new LaneLeg(lane, number, null));
    }

    /** A lane sends as fast as the bandwidth of its flow allows: a warm window is no burst. */
    private void paceAs(Open open) {
        var wanted = open.flow().bytesPerSecond();
        loop.warming().carries(wanted, System.nanoTime());
        pace(wanted);
    }

    /** Lets the lane send that many bytes per second; 0 for any number. */
    void pace(long wanted) {
        if (wanted != bytesPerSecond) {
            bytesPerSecond = wanted;
            loop.options().pace(lane.descriptor(), wanted == 0 ? Long.MAX_VALUE : wanted);
        }
    }

    private LaneLeg carry(LaneLeg carried) {
        leg = carried;
        begun++;
        begunNanos = System.nanoTime();
        carried.writable = lane.isWritable();
        return carried;
    }

    boolean wants(int number) {
        var carried = leg;
        return carried != null
                && carried.flow() == number
                && !carried.gotTerminal()
                && (carried.isConsuming() || carried.isEarly());
    }

    /**
     * Bytes came that no flow wants.
     *
     * @throws ProtocolException when the other side does not end as it must
     */
    void dropped(int bytes) throws ProtocolException {
        owed.dropped(bytes, System.nanoTime());
    }

    /** How long to leave the bytes of a flow that is over unread. */
    long pauseNanos() {
        return owed.isAwaited() ? owed.pauseNanos(System.nanoTime()) : 0;
    }

    /** OPENED, REFUSED, END or RESET came. */
    void received(FrameHeader header, byte[] message) throws ProtocolException {
        if (header.flow() != flow) {
            return; // of a flow that is over
        }
        if (owed.isAwaited()) {
            if (header.type() != FrameType.OPENED) {
                owed.came(); // RESET may follow END
            }
            return;
        }
        var carried = leg;
        if (carried == null) {
            return;
        }
        var mustOpen = header.type() == FrameType.OPENED;
        if (mustOpen != carried.isOpening() && (mustOpen || header.type() == FrameType.END)) {
            throw new ProtocolException(header.type() + " while " + this);
        }
        switch (header.type()) {
            case OPENED -> carried.opened(message);
            case END -> carried.ended();
            case REFUSED -> carried.wasReset(Refusal.read(message));
            default -> carried.wasReset(Refusal.LOST);
        }
    }

    /** The connection of the flow is over. */
    void released(LaneLeg carried, long nowNanos) {
        leg = null;
        carried.detach();
        if (!carried.gotTerminal()) {
            owed.await(nowNanos, loop.options().receiveBuffer(lane.descriptor()));
        }
    }

    /** Lets go of a flow whose last frames were exchanged. */
    void settle() {
        var carried = leg;
        if (carried != null && carried.isOver()) {
            leg = null;
            carried.detach();
        }
    }

    /** Whether last frames are awaited for too long. */
    boolean isOverdue(long nowNanos) {
        return owed.isOverdue(nowNanos);
    }

    /** Until a last frame is overdue; very long when none is awaited. */
    long leftNanos(long nowNanos) {
        return owed.leftNanos(nowNanos);
    }

    /** Why a flow is over that the lane takes along. */
    Refusal unanswered() {
        return leg == null ? Refusal.EXHAUSTED : leg.unanswered();
    }

    /**
     * The lane is no more. Null when no connection has the flow.
     *
     * @param cause {@link #unanswered} before it was closed
     */
    @Nullable LaneLeg lose(Refusal cause) {
        var carried = leg;
        leg = null;
        owed.came();
        if (carried != null) {
            carried.detach();
            carried.lost(cause);
        }
        return carried;
    }

    @Override
    public String toString() {
        return "flow " + flow + ", " + begun + " so far";
    }
}
