package io.sixlane.relay.tcp.linux;

import io.sixlane.relay.lane.security.LaneCrypto;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;

/**
 * Buffers of one event loop for lanes in TLS; they have no owner between two calls.
 *
 * @param received records as they arrive
 * @param opened room for what is in them
 * @param sealedBytes the memory of {@code sealed}
 * @param sealed room for the records of one send
 */
record TlsBuffers(
        MemorySegment received, ByteBuffer opened, MemorySegment sealedBytes, ByteBuffer sealed) {
    static TlsBuffers allocate(Arena arena) {
        var sealed = arena.allocate(3L * LaneCrypto.RECORD_BUFFER, 8);
        return new TlsBuffers(
                arena.allocate(LaneCrypto.RECORD_BUFFER, 8),
                arena.allocate(2L * LaneCrypto.RECORD_BUFFER, 8).asByteBuffer(),
                sealed,
                sealed.asByteBuffer());
    }
}
