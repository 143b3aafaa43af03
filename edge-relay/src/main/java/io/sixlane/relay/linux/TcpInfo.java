package io.sixlane.relay.linux;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import io.sixlane.relay.forward.TcpMeasurement;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** One {@code struct tcp_info} (source of the offsets: linux/tcp.h); older kernels fill less. */
final class TcpInfo {
    private static final int SIZE = 168;
    private static final int LOST = 32;
    private static final int RTT = 68;
    private static final int RTTVAR = 72;
    private static final int TOTAL_RETRANS = 100;
    private static final int DATA_SEGS_OUT = 156;
    private static final int DELIVERY_RATE = 160;

    private final MemorySegment segment;

    TcpInfo(Arena arena) {
        this.segment = arena.allocate(SIZE, 8);
    }

    MemorySegment segment() {
        return segment;
    }

    TcpMeasurement read(int filled) {
        return new TcpMeasurement(
                segment.get(JAVA_INT, RTT),
                segment.get(JAVA_INT, RTTVAR),
                count(TOTAL_RETRANS),
                count(LOST),
                filled >= DATA_SEGS_OUT + 4 ? count(DATA_SEGS_OUT) : -1,
                filled >= SIZE ? segment.get(JAVA_LONG, DELIVERY_RATE) : -1);
    }

    private long count(int offset) {
        return Integer.toUnsignedLong(segment.get(JAVA_INT, offset));
    }
}
