package io.sixlane.relay.tcp.linux;

import io.sixlane.relay.lane.FrameHeader;
import io.sixlane.relay.lane.FrameType;
import io.sixlane.relay.lane.Open;
import io.sixlane.relay.lane.Refusal;
import java.net.ProtocolException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The flow of a lane: from its OPEN until both sides have sent their last frame of it, whether its
 * connection lives as long or not. Then the next one may begin.
 */
final class LaneFlows {
    /** Time for a slow endpoint to accept what its client sent before it reset. */
    static final long OWED_NANOS = TimeUnit.SECONDS.toNanos(10);

    /** Most bytes discarded of a flow that is over; beyond, the lane is closed. */
    private static final int MOST_OWED = 1 << 20;

    private final RelayLoop loop;
    private final Lane lane;
    private @Nullable LaneLeg leg;
    private int flow;
    private int begun;
    private long bytesPerSecond;

    /** The connection of the flow is over, and its last frames are still awaited. */
    private boolean owes;

    private long owedNanos;
    private int owedBytes;

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
        return leg == null && !owes;
    }

    /** Begins a flow, on a lane that is free. */
    LaneLeg open(Open open, LaneLeg.Opening opening) {
        pace(open);
        flow = flow == FrameHeader.MOST_FLOW ? 1 : flow + 1;
        lane.send(FrameType.OPEN, flow, open.write());
        return carry(new LaneLeg(lane, flow, opening));
    }

    /** A flow that arrived is carried from here on. */
    LaneLeg accept(int number, Open open) {
        pace(open);
        flow = number;
        return carry(new LaneLeg(lane, number, null));
    }

    /** A lane sends as fast as the bandwidth of its flow allows: a warm window is no burst. */
    private void pace(Open open) {
        var wanted = open.flow().bytesPerSecond();
        if (wanted > 0 && wanted != bytesPerSecond) {
            bytesPerSecond = wanted;
            loop.options().pace(lane.descriptor(), wanted);
        }
    }

    private LaneLeg carry(LaneLeg carried) {
        leg = carried;
        begun++;
        owedBytes = 0;
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

    /** Returns whether the other side sends for too long. */
    boolean dropped(int bytes) {
        owedBytes += bytes;
        return owedBytes > MOST_OWED;
    }

    /** OPENED, REFUSED, END or RESET came. */
    void received(FrameHeader header, byte[] message) throws ProtocolException {
        if (header.flow() != flow) {
            return; // of a flow that is over
        }
        if (owes) {
            // OPENED is no last frame, and RESET may follow END.
            owes = header.type() == FrameType.OPENED;
            return;
        }
        var carried = leg;
        if (carried == null) {
            return;
        }
        switch (header.type()) {
            case OPENED -> carried.opened(message);
            case END -> carried.ended();
            case REFUSED -> carried.wasReset(Refusal.read(message));
            default -> carried.wasReset(Refusal.FAILED);
        }
    }

    /** The connection of the flow is over; returns whether last frames are awaited. */
    boolean released(LaneLeg carried, long nowNanos) {
        leg = null;
        carried.detach();
        owes = !carried.gotTerminal();
        owedNanos = nowNanos;
        owedBytes = 0;
        return owes;
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
        return owes && nowNanos - owedNanos >= OWED_NANOS;
    }

    /** The lane is no more. Null when no connection has the flow. */
    @Nullable LaneLeg lose() {
        var carried = leg;
        leg = null;
        owes = false;
        if (carried != null) {
            carried.detach();
            carried.lost();
        }
        return carried;
    }

    @Override
    public String toString() {
        return "flow " + flow + ", " + begun + " so far";
    }
}
