package io.sixlane.relay.udp;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import io.sixlane.relay.linux.DatagramCalls;
import io.sixlane.relay.linux.SocketName;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/**
 * The messages of one {@code recvmmsg}: up to {@value #SLOTS} messages, each a datagram or several
 * of one sender in a row that the kernel joined. One for each event loop, used again for each call.
 *
 * <p>Layouts on 64-bit Linux (source: bits/socket.h): {@code mmsghdr} is 64 bytes, name 0, name
 * length 8, vectors 16, their number 24, control 32, its length 40, message length 56; {@code
 * cmsghdr} is 16 bytes, length 0, level 8, type 12, then its data; each padded to 8.
 */
final class ReceiveBatch {
    static final int SLOTS = 32;

    static final int MESSAGE = 64;
    static final int NAME = 0;
    static final int NAME_LENGTH = 8;
    static final int VECTORS = 16;
    static final int VECTOR_COUNT = 24;
    static final int CONTROL = 32;
    static final int CONTROL_LENGTH = 40;
    static final int LENGTH = 56;
    static final int VECTOR = 16;
    static final int CONTROL_HEADER = 16;

    /** Bytes: the most that the kernel joins. */
    private static final int CAPACITY = 1 << 16;

    private static final int CONTROL_CAPACITY = 128;

    private final MemorySegment messages;
    private final MemorySegment names;
    private final MemorySegment controls;
    private final MemorySegment payloads;
    private int segment;

    ReceiveBatch(Arena arena) {
        messages = arena.allocate((long) SLOTS * MESSAGE, 64);
        names = arena.allocate((long) SLOTS * SocketName.CAPACITY, 8);
        controls = arena.allocate((long) SLOTS * CONTROL_CAPACITY, 8);
        payloads = arena.allocate((long) SLOTS * CAPACITY, 4096);
        var vectors = arena.allocate((long) SLOTS * VECTOR, 8);
        for (var i = 0; i < SLOTS; i++) {
            var message = (long) i * MESSAGE;
            var vector = (long) i * VECTOR;
            vectors.set(JAVA_LONG, vector, address(i));
            vectors.set(JAVA_LONG, vector + 8, CAPACITY);
            messages.set(JAVA_LONG, message + NAME, names.address() + name(i));
            messages.set(JAVA_LONG, message + VECTORS, vectors.address() + vector);
            messages.set(JAVA_LONG, message + VECTOR_COUNT, 1);
            messages.set(JAVA_LONG, message + CONTROL, controls.address() + control(i));
        }
    }

    /** How many messages there are, or the negated error number. */
    int receive(DatagramCalls calls, int socket) {
        for (var i = 0; i < SLOTS; i++) {
            messages.set(JAVA_INT, (long) i * MESSAGE + NAME_LENGTH, SocketName.CAPACITY);
            messages.set(JAVA_LONG, (long) i * MESSAGE + CONTROL_LENGTH, CONTROL_CAPACITY);
        }
        return calls.receive(socket, messages, SLOTS);
    }

    /**
     * Reads who sent message {@code i} and to which address, and the length of its datagrams.
     *
     * @param key gets both, as far as the kernel shows them
     */
    void read(int i, FlowKey key, int localPort) {
        FlowNames.readClient(names, name(i), key, localPort);
        readControls(i, key);
    }

    /** Reads only the length of the datagrams in message {@code i}. */
    void read(int i) {
        readControls(i, null);
    }

    /** Bytes of each datagram in the message read last but a shorter last one. */
    int segment() {
        return segment;
    }

    int length(int i) {
        return messages.get(JAVA_INT, (long) i * MESSAGE + LENGTH);
    }

    /** Where message {@code i} begins. */
    long address(int i) {
        return payloads.address() + (long) i * CAPACITY;
    }

    byte[] copy(int i, int from, int length) {
        return payloads.asSlice((long) i * CAPACITY + from, length).toArray(JAVA_BYTE);
    }

    /** Whether message {@code i} begins with these bytes. */
    boolean startsWith(int i, byte[] bytes) {
        return length(i) >= bytes.length
                && MemorySegment.mismatch(
                                payloads,
                                (long) i * CAPACITY,
                                (long) i * CAPACITY + bytes.length,
                                MemorySegment.ofArray(bytes),
                                0,
                                bytes.length)
                        < 0;
    }

    private void readControls(int i, @Nullable FlowKey key) {
        segment = length(i);
        var at = control(i);
        var end = at + messages.get(JAVA_LONG, (long) i * MESSAGE + CONTROL_LENGTH);
        while (at + CONTROL_HEADER <= end) {
            var length = controls.get(JAVA_LONG, at);
            var level = controls.get(JAVA_INT, at + 8);
            var type = controls.get(JAVA_INT, at + 12);
            var data = at + CONTROL_HEADER;
            if (level == DatagramCalls.SOL_UDP && type == DatagramCalls.UDP_GRO) {
                segment = controls.get(JAVA_INT, data);
            } else if (key != null
                    && level == DatagramCalls.SOL_IPV6
                    && type == DatagramCalls.IPV6_PKTINFO) {
                key.localHigh = controls.get(SocketName.NETWORK_LONG, data);
                key.localLow = controls.get(SocketName.NETWORK_LONG, data + 8);
            } else if (key != null
                    && level == DatagramCalls.SOL_IP
                    && type == DatagramCalls.IP_PKTINFO) {
                key.localHigh = 0;
                key.localLow = FlowKey.mapped(controls.get(SocketName.NETWORK_INT, data + 8));
            }
            at += (length + 7) & ~7L;
            if (length < CONTROL_HEADER) {
                return;
            }
        }
    }

    private static long name(int i) {
        return (long) i * SocketName.CAPACITY;
    }

    private static long control(int i) {
        return (long) i * CONTROL_CAPACITY;
    }
}
