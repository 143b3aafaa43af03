package io.sixlane.relay.tcp.linux;

import io.sixlane.relay.lane.FrameHeader;
import io.sixlane.relay.lane.FrameType;
import java.util.concurrent.TimeUnit;

/**
 * Lets a small frame follow each burst, which makes the loss of the last packet visible in one
 * round trip; it would take the retransmission timeout otherwise (measured at 1 % loss and 120 ms:
 * the 99th percentile of a small object fell from 595 to 284 ms).
 */
final class LaneTail {
    private static final long AFTER_NANOS = TimeUnit.MILLISECONDS.toNanos(5);
    private static final byte[] PADDING = {0};

    private final RelayLoop loop;
    private final Lane lane;
    private final LaneOwner owner;
    private long sentNanos;
    private boolean scheduled;

    LaneTail(RelayLoop loop, Lane lane, LaneOwner owner) {
        this.loop = loop;
        this.lane = lane;
        this.owner = owner;
    }

    /** Bytes of a flow were sent. */
    void sent() {
        if (lane.rttNanos() >= LaneWarmer.FAR_NANOS) {
            sentNanos = loop.poller().roundNanos();
            schedule(AFTER_NANOS);
        }
    }

    private void schedule(long nanos) {
        if (!scheduled) {
            scheduled = true;
            var _ = loop.executor().schedule(this::follow, nanos, TimeUnit.NANOSECONDS);
        }
    }

    private void follow() {
        scheduled = false;
        var left = AFTER_NANOS - (System.nanoTime() - sentNanos);
        if (left > 0) {
            schedule(left);
        } else if (lane.isWritable() && lane.output().isDrained()) {
            lane.send(FrameType.PADDING, 0, PADDING);
            owner.padded(FrameHeader.BYTES + PADDING.length);
        }
    }
}
