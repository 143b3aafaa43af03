package io.sixlane.relay.udp;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import io.sixlane.relay.linux.DatagramCalls;
import io.sixlane.relay.linux.Errno;
import io.sixlane.relay.linux.SocketName;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/**
 * Messages for one socket, sent with one {@code sendmmsg}; those for the next socket send them
 * first. Datagrams of one length in a row are one message that the kernel cuts (UDP_SEGMENT), each
 * with its header before it, without copying a payload. One for each event loop.
 */
final class SendBatch {
    private static final int SLOTS = 64;

    /** Datagrams in one message (source: UDP_MAX_SEGMENTS of Linux before 6.9). */
    private static final int MAX_SEGMENTS = 64;

    /** Bytes in one message: the longest IPv4 packet without its headers. */
    private static final int MAX_LENGTH = 65_507;

    private static final int MAX_VECTORS = 1024;
    private static final int CONTROL_CAPACITY = 128;

    /** Bytes. */
    static final int MAX_HEADER = 512;

    private final DatagramCalls calls;
    private final DropObserver drops;
    private final MemorySegment messages;
    private final MemorySegment names;
    private final MemorySegment controls;
    private final MemorySegment headers;
    private final MemorySegment vectors;
    private final MemorySegment single;

    /** The segment length of the message in each slot. */
    private final int[] segments = new int[SLOTS];

    private final int[] datagrams = new int[SLOTS];
    private @Nullable Sender sender;
    private int count;
    private int vectorsUsed;

    /** A socket that sends messages. */
    interface Sender {
        int socket();

        /** An earlier datagram was answered by ICMP port unreachable. */
        default void refused() {}

        /** There is no route to the endpoint. */
        default void unreachable() {}

        /**
         * Whether the socket sends to one address, so that one failure is that of every message.
         */
        default boolean isConnected() {
            return false;
        }
    }

    SendBatch(DatagramCalls calls, DropObserver drops, Arena arena) {
        this.calls = calls;
        this.drops = drops;
        messages = arena.allocate((long) SLOTS * ReceiveBatch.MESSAGE, 64);
        names = arena.allocate((long) SLOTS * SocketName.CAPACITY, 8);
        controls = arena.allocate((long) SLOTS * CONTROL_CAPACITY, 8);
        headers = arena.allocate((long) SLOTS * MAX_HEADER, 8);
        vectors = arena.allocate((long) MAX_VECTORS * ReceiveBatch.VECTOR, 8);
        single = arena.allocate(ReceiveBatch.MESSAGE, 8);
    }

    /**
     * @param header goes before each datagram
     * @param address where the payload is; it must stay until {@link #flush}
     * @param segment bytes of each datagram but a shorter last one
     * @param answer null to a connected endpoint, else the session whose client is meant
     */
    void add(
            Sender to,
            byte[] header,
            long address,
            int length,
            int segment,
            @Nullable FlowKey answer,
            boolean ipv6) {
        if (sender != to) {
            flush();
            sender = to;
        }
        var from = 0;
        do {
            var most =
                    segment == 0
                            ? 1
                            : Math.clamp(MAX_LENGTH / (header.length + segment), 1, MAX_SEGMENTS);
            var bytes = Math.min(length - from, most * segment);
            message(header, address + from, bytes, segment, answer, ipv6);
            from += bytes;
        } while (from < length);
    }

    private void message(
            byte[] header,
            long address,
            int length,
            int segment,
            @Nullable FlowKey answer,
            boolean ipv6) {
        var pieces = segment == 0 ? 1 : Math.ceilDiv(length, segment);
        var needed = header.length == 0 ? 1 : 2 * pieces;
        if (count == SLOTS || vectorsUsed + needed > MAX_VECTORS) {
            var to = sender;
            flush();
            sender = to;
        }
        var slot = count++;
        var at = (long) slot * ReceiveBatch.MESSAGE;
        segments[slot] = header.length + segment;
        datagrams[slot] = pieces;
        messages.set(
                JAVA_LONG,
                at + ReceiveBatch.VECTORS,
                vectors.address() + (long) vectorsUsed * ReceiveBatch.VECTOR);
        messages.set(JAVA_LONG, at + ReceiveBatch.VECTOR_COUNT, needed);
        if (header.length == 0) {
            vector(address, length);
        } else {
            var copy = (long) slot * MAX_HEADER;
            MemorySegment.copy(header, 0, headers, JAVA_BYTE, copy, header.length);
            for (var from = 0; from < length || from == 0; from += Math.max(1, segment)) {
                vector(headers.address() + copy, header.length);
                vector(address + from, Math.min(segment, length - from));
            }
        }
        name(slot, at, answer, ipv6);
        control(slot, at, pieces, answer, ipv6);
    }

    private void name(int slot, long at, @Nullable FlowKey answer, boolean ipv6) {
        var name = (long) slot * SocketName.CAPACITY;
        messages.set(
                JAVA_LONG, at + ReceiveBatch.NAME, answer == null ? 0 : names.address() + name);
        messages.set(
                JAVA_INT,
                at + ReceiveBatch.NAME_LENGTH,
                answer == null ? 0 : FlowNames.writeClient(names, name, answer, ipv6));
    }

    /** The address an answer leaves from, and the length at which the kernel cuts. */
    private void control(int slot, long at, int pieces, @Nullable FlowKey answer, boolean ipv6) {
        var start = (long) slot * CONTROL_CAPACITY;
        var end = start;
        if (answer != null && ipv6) {
            head(end, 20, DatagramCalls.SOL_IPV6, DatagramCalls.IPV6_PKTINFO);
            controls.set(SocketName.NETWORK_LONG, end + 16, answer.localHigh);
            controls.set(SocketName.NETWORK_LONG, end + 24, answer.localLow);
            controls.set(JAVA_LONG, end + 32, 0);
            end += 40;
        } else if (answer != null) {
            head(end, 12, DatagramCalls.SOL_IP, DatagramCalls.IP_PKTINFO);
            controls.set(JAVA_INT, end + 16, 0);
            controls.set(SocketName.NETWORK_INT, end + 20, (int) answer.localLow);
            controls.set(JAVA_LONG, end + 24, 0);
            end += 32;
        }
        if (pieces > 1) {
            head(end, 2, DatagramCalls.SOL_UDP, DatagramCalls.UDP_SEGMENT);
            controls.set(JAVA_SHORT, end + 16, (short) segments[slot]);
            end += 24;
        }
        messages.set(
                JAVA_LONG,
                at + ReceiveBatch.CONTROL,
                end == start ? 0 : controls.address() + start);
        messages.set(JAVA_LONG, at + ReceiveBatch.CONTROL_LENGTH, end - start);
    }

    private void head(long at, int dataLength, int level, int type) {
        controls.set(JAVA_LONG, at, ReceiveBatch.CONTROL_HEADER + dataLength);
        controls.set(JAVA_INT, at + 8, level);
        controls.set(JAVA_INT, at + 12, type);
    }

    private void vector(long address, int length) {
        var at = (long) vectorsUsed++ * ReceiveBatch.VECTOR;
        vectors.set(JAVA_LONG, at, address);
        vectors.set(JAVA_LONG, at + 8, length);
    }

    /** Sends the added messages; drops and counts those that the system refuses. */
    void flush() {
        var to = sender;
        var all = count;
        sender = null;
        count = 0;
        vectorsUsed = 0;
        var sent = 0;
        while (to != null && sent < all) {
            var result = calls.send(to.socket(), at(messages, sent), all - sent);
            if (result > 0) {
                sent += result;
                continue;
            }
            if (to.isConnected() && failed(to, -result)) {
                drop(sent, all);
                return;
            }
            if (datagrams[sent] > 1 && isAboutSegments(-result)) {
                sendOneByOne(to, sent);
            } else {
                drops.dropped(DropCause.NOT_SENT, datagrams[sent]);
            }
            sent++;
        }
    }

    /** Ends the session of a connected socket; returns false for another error than that. */
    private static boolean failed(Sender to, int errno) {
        switch (errno) {
            case Errno.ECONNREFUSED -> to.refused();
            case Errno.ENETUNREACH, Errno.EHOSTUNREACH -> to.unreachable();
            default -> {
                return false;
            }
        }
        return true;
    }

    private void drop(int from, int to) {
        for (var slot = from; slot < to; slot++) {
            drops.dropped(DropCause.NOT_SENT, datagrams[slot]);
        }
    }

    /** The device on the path cannot cut, or a datagram is too long for it and needs fragments. */
    private static boolean isAboutSegments(int errno) {
        return errno == Errno.EINVAL || errno == Errno.EMSGSIZE || errno == Errno.EIO;
    }

    private void sendOneByOne(Sender to, int slot) {
        var message = at(messages, slot);
        MemorySegment.copy(message, 0, single, 0, ReceiveBatch.MESSAGE);
        // The cut's control comes last.
        var control = message.get(JAVA_LONG, ReceiveBatch.CONTROL_LENGTH) - 24;
        single.set(JAVA_LONG, ReceiveBatch.CONTROL_LENGTH, control);
        if (control == 0) {
            single.set(JAVA_LONG, ReceiveBatch.CONTROL, 0);
        }
        var vector = message.get(JAVA_LONG, ReceiveBatch.VECTORS) - vectors.address();
        var vectorCount = message.get(JAVA_LONG, ReceiveBatch.VECTOR_COUNT);
        if (vectorCount > 1) {
            single.set(JAVA_LONG, ReceiveBatch.VECTOR_COUNT, 2);
            for (var i = 0; i < vectorCount; i += 2) {
                sendSingle(to, vector + (long) i * ReceiveBatch.VECTOR);
            }
            return;
        }
        var start = vectors.get(JAVA_LONG, vector);
        var length = vectors.get(JAVA_LONG, vector + 8);
        for (var from = 0L; from < length; from += segments[slot]) {
            vectors.set(JAVA_LONG, vector, start + from);
            vectors.set(JAVA_LONG, vector + 8, Math.min(segments[slot], length - from));
            sendSingle(to, vector);
        }
    }

    private void sendSingle(Sender to, long vector) {
        single.set(JAVA_LONG, ReceiveBatch.VECTORS, vectors.address() + vector);
        if (calls.send(to.socket(), single, 1) != 1) {
            drops.dropped(DropCause.NOT_SENT, 1);
        }
    }

    private static MemorySegment at(MemorySegment messages, int slot) {
        return messages.asSlice((long) slot * ReceiveBatch.MESSAGE);
    }
}
