package io.sixlane.relay.tcp.linux;

import io.sixlane.relay.lane.FrameHeader;
import io.sixlane.relay.lane.FrameType;
import io.sixlane.relay.lane.Warmth;
import java.util.concurrent.TimeUnit;

/**
 * Opens the congestion window of an idle lane in this direction with padding: a window's worth in
 * each round trip, until the window is large or stops growing. The other end reads the padding,
 * which also widens its receive window.
 */
final class LaneWarmer {
    /** Round-trip time from which warming pays: a nearer relay's window opens unnoticed. */
    static final long FAR_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

    private static final long ENOUGH_BYTES = 2 << 20;
    private static final int ROUNDS_WITHOUT_GROWTH = 3;
    private static final int MOST_ROUNDS = 20;

    private final RelayLoop loop;
    private final Lane lane;
    private final LaneOwner owner;
    private long rttNanos;
    private long window;
    private int rounds;
    private int still;
    private boolean running;
    private boolean done;

    LaneWarmer(RelayLoop loop, Lane lane, LaneOwner owner) {
        this.loop = loop;
        this.lane = lane;
        this.owner = owner;
    }

    boolean isRunning() {
        return running;
    }

    /** Whether the lane needs warming. */
    boolean isWanted() {
        return !running && !done && lane.canCarry() && lane.rttNanos() >= FAR_NANOS;
    }

    void start() {
        running = true;
        rttNanos = lane.rttNanos();
        round();
    }

    private void round() {
        if (!lane.canCarry()) {
            running = false; // a flow warms it now
            return;
        }
        if (loop.options().sendQueue(lane.descriptor()).waiting() > 0) {
            again();
            return;
        }
        var before = window;
        window = loop.options().congestionWindow(lane.descriptor());
        still = window > before ? 0 : still + 1;
        if (window >= ENOUGH_BYTES || still == ROUNDS_WITHOUT_GROWTH || rounds == MOST_ROUNDS) {
            done = true;
            running = false;
            var warmth = new Warmth(window, TimeUnit.NANOSECONDS.toMicros(rttNanos));
            lane.send(FrameType.WARMTH, 0, warmth.write());
            return;
        }
        rounds++;
        var bytes = Math.clamp(window, FrameHeader.BYTES, FrameHeader.MOST_BYTES);
        lane.send(FrameType.PADDING, 0, new byte[bytes]);
        owner.padded(bytes);
        again();
    }

    private void again() {
        var _ =
                loop.executor()
                        .schedule(this::roundSafely, rttNanos + rttNanos / 4, TimeUnit.NANOSECONDS);
    }

    private void roundSafely() {
        try {
            round();
        } catch (Throwable e) { // an Error too must not leave it running for ever
            running = false;
            lane.broken(e);
        }
    }
}
