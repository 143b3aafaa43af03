package io.sixlane.relay.udp;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import io.sixlane.relay.linux.DatagramCalls;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** The calls and the memory that the sockets of one event loop share. */
final class LinuxBuffers {
    private static final int MAX_DATAGRAM = 1 << 16;

    private final DatagramCalls calls;
    private final ReceiveBatch received;
    private final SendBatch sends;
    private final MemorySegment scratch;

    LinuxBuffers(DropObserver drops, Arena arena) {
        calls = new DatagramCalls(arena);
        received = new ReceiveBatch(arena);
        sends = new SendBatch(calls, drops, arena);
        scratch = arena.allocate(MAX_DATAGRAM, 8);
    }

    DatagramCalls calls() {
        return calls;
    }

    ReceiveBatch received() {
        return received;
    }

    SendBatch sends() {
        return sends;
    }

    /** Where a copy of {@code payload} is until the next one. */
    long copyOf(byte[] payload) {
        MemorySegment.copy(payload, 0, scratch, JAVA_BYTE, 0, payload.length);
        return scratch.address();
    }
}
