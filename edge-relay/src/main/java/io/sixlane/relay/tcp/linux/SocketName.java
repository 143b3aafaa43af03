package io.sixlane.relay.tcp.linux;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteOrder;

/** One {@code sockaddr_in} or {@code sockaddr_in6} (source: netinet/in.h). */
final class SocketName {
    static final int SIZE = 28;

    private static final short AF_INET = 2;
    private static final short AF_INET6 = 10;
    private static final ValueLayout.OfShort PORT = JAVA_SHORT.withOrder(ByteOrder.BIG_ENDIAN);
    private static final int IPV4_SIZE = 16;

    private final MemorySegment segment;

    SocketName(Arena arena) {
        this.segment = arena.allocate(SIZE, 4);
    }

    MemorySegment segment() {
        return segment;
    }

    /** Its length in bytes. */
    int write(InetSocketAddress address) {
        var bytes = address.getAddress().getAddress();
        segment.set(PORT, 2, (short) address.getPort());
        if (address.getAddress() instanceof Inet6Address ip) {
            segment.set(JAVA_SHORT, 0, AF_INET6);
            segment.set(JAVA_INT, 4, 0);
            MemorySegment.copy(bytes, 0, segment, JAVA_BYTE, 8, 16);
            segment.set(JAVA_INT, 24, ip.getScopeId());
            return SIZE;
        }
        segment.set(JAVA_SHORT, 0, AF_INET);
        MemorySegment.copy(bytes, 0, segment, JAVA_BYTE, 4, 4);
        segment.asSlice(8, 8).fill((byte) 0);
        return IPV4_SIZE;
    }

    InetSocketAddress read() {
        var v6 = segment.get(JAVA_SHORT, 0) == AF_INET6;
        var bytes = new byte[v6 ? 16 : 4];
        MemorySegment.copy(segment, JAVA_BYTE, v6 ? 8 : 4, bytes, 0, bytes.length);
        var scope = v6 ? segment.get(JAVA_INT, 24) : 0;
        try {
            var ip =
                    scope == 0
                            ? InetAddress.getByAddress(bytes)
                            : Inet6Address.getByAddress(null, bytes, scope);
            return new InetSocketAddress(ip, segment.get(PORT, 2) & 0xffff);
        } catch (UnknownHostException e) {
            throw new AssertionError(e); // of another length than 4 or 16
        }
    }
}
