package io.sixlane.relay.linux;

import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;

import io.sixlane.relay.forward.SendQueue;
import io.sixlane.relay.forward.TcpMeasurement;
import java.lang.foreign.MemorySegment;
import java.util.concurrent.TimeUnit;

/**
 * One {@code struct tcp_info} (source of the offsets: linux/tcp.h). Older kernels fill less of it;
 * what they do not fill must be 0.
 */
public final class TcpInfo {
    public static final int BYTES = 168;

    private static final int SND_MSS = 16;
    private static final int UNACKED = 24;
    private static final int LOST = 32;
    private static final int LAST_ACK_RECV = 56;
    private static final int RTT = 68;
    private static final int RTTVAR = 72;
    private static final int SND_CWND = 80;
    private static final int TOTAL_RETRANS = 100;
    private static final int PACING_RATE = 104;
    private static final int BYTES_ACKED = 120;
    private static final int BYTES_RECEIVED = 128;
    private static final int NOTSENT_BYTES = 144;
    private static final int DATA_SEGS_OUT = 156;
    private static final int DELIVERY_RATE = 160;

    /** The window of BBR in that time (source: bbr_cwnd_min_target in tcp_bbr.c). */
    private static final int MEASURING_SEGMENTS = 4;

    private final MemorySegment segment;

    /**
     * @param segment of {@value #BYTES} bytes
     */
    public TcpInfo(MemorySegment segment) {
        this.segment = segment;
    }

    MemorySegment segment() {
        return segment;
    }

    public TcpMeasurement measurement() {
        return new TcpMeasurement(
                segment.get(JAVA_INT_UNALIGNED, RTT),
                segment.get(JAVA_INT_UNALIGNED, RTTVAR),
                count(TOTAL_RETRANS),
                count(LOST),
                count(DATA_SEGS_OUT),
                segment.get(JAVA_LONG_UNALIGNED, DELIVERY_RATE));
    }

    /** Bytes received in order; a FIN counts as one (measured). */
    public long received() {
        return segment.get(JAVA_LONG_UNALIGNED, BYTES_RECEIVED);
    }

    /** Maximum segment size, in bytes. */
    long segmentBytes() {
        return count(SND_MSS);
    }

    /** Bytes that may be on their way. */
    public long congestionWindow() {
        return count(SND_CWND) * segmentBytes();
    }

    /**
     * Bytes that one round trip brings to the peer, twice: what the congestion window holds, or
     * what the pacing rate lets out in that time, whichever is less. While BBR measures the
     * round-trip time, the pacing rate alone: the window is back afterwards.
     */
    public long warmth() {
        var nanos = TimeUnit.MICROSECONDS.toNanos(count(RTT));
        var rate = segment.get(JAVA_LONG_UNALIGNED, PACING_RATE);
        if (rate < 0) { // no limit
            return congestionWindow();
        }
        var paced = (long) (2.0 * rate * (nanos / 1e9));
        return count(SND_CWND) <= MEASURING_SEGMENTS ? paced : Math.min(congestionWindow(), paced);
    }

    /** Waiting counts segments on their way and bytes that are not. */
    public SendQueue sendQueue() {
        return new SendQueue(
                segment.get(JAVA_LONG_UNALIGNED, BYTES_ACKED),
                count(UNACKED) + count(NOTSENT_BYTES));
    }

    /** Since the last acknowledgement of the peer, to the kernel's tick. */
    long silentNanos() {
        return TimeUnit.MILLISECONDS.toNanos(count(LAST_ACK_RECV));
    }

    private long count(int offset) {
        return Integer.toUnsignedLong(segment.get(JAVA_INT_UNALIGNED, offset));
    }
}
