package io.sixlane.relay.tcp.linux;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;

/** Bytes in order, in an array that grows and shrinks. */
final class WaitingBytes {
    private static final byte[] EMPTY = {};
    private static final int LEAST = 256;

    private byte[] bytes = EMPTY;
    private int from;
    private int to;

    int size() {
        return to - from;
    }

    /** Room for exactly that many bytes at the end, which the caller writes. */
    ByteBuffer append(int count) {
        var held = size();
        if (to + count > bytes.length) {
            var kept = held + count <= bytes.length / 2 ? bytes : grown(held + count);
            System.arraycopy(bytes, from, kept, 0, held);
            bytes = kept;
            from = 0;
            to = held;
        }
        to += count;
        return ByteBuffer.wrap(bytes, to - count, count);
    }

    private static byte[] grown(int needed) {
        return new byte[Math.max(LEAST, 2 * needed)];
    }

    void copyTo(MemorySegment into, int count) {
        MemorySegment.copy(bytes, from, into, JAVA_BYTE, 0, count);
    }

    /** Drops the first ones. */
    void drop(int count) {
        from += count;
        if (from == to) {
            bytes = EMPTY;
            from = 0;
            to = 0;
        }
    }
}
