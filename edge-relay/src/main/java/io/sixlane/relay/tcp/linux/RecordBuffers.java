package io.sixlane.relay.tcp.linux;

import io.sixlane.relay.lane.security.LaneCrypto;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Buffers for records of TLS, of one event loop. A lane has one only while bytes wait in it, so
 * that idle lanes hold none.
 */
final class RecordBuffers {
    static final int BYTES = 4 * LaneCrypto.RECORD_BUFFER;

    private static final int MOST_KEPT = 64;

    private final Deque<ByteBuffer> free = new ArrayDeque<>();

    /** Empty, ready to be written to. */
    ByteBuffer take() {
        var buffer = free.pollLast();
        return buffer == null ? ByteBuffer.allocateDirect(BYTES) : buffer;
    }

    void give(ByteBuffer buffer) {
        if (free.size() < MOST_KEPT) {
            free.addLast(buffer.clear());
        }
    }
}
