package io.sixlane.platform.link;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * Packets in transit, in order, outside the heap. A packet is read into {@link #spare} and becomes
 * part of the ring with {@link #add}.
 */
final class PacketRing {
    /** An IP packet without jumbo options, rounded up to the alignment. */
    static final int MOST_BYTES = 1 << 16;

    private static final int HEADER = 16;
    private static final int LENGTH = 8;

    /** Alignment of entries; a header always fits before the end. */
    private static final int ALIGNMENT = 16;

    private static final int WRAP = -1;

    private final MemorySegment memory;
    private final long address;
    private final long capacity;

    /** Never wrap; positions are these modulo the capacity. */
    private long head;

    private long tail;

    /**
     * @param capacity bytes, a power of two of at least four of the largest packets
     */
    PacketRing(Arena arena, long capacity) {
        this.memory = arena.allocate(capacity, ALIGNMENT);
        this.address = memory.address();
        this.capacity = capacity;
    }

    /** Whether the largest packet fits behind the last one. */
    boolean hasRoom() {
        var untilEnd = capacity - position(tail);
        var skipped = untilEnd < HEADER + MOST_BYTES ? untilEnd : 0;
        return tail + skipped + HEADER + MOST_BYTES - head <= capacity;
    }

    /** The address of {@link #MOST_BYTES} bytes for the next packet; needs {@link #hasRoom}. */
    long spare() {
        var untilEnd = capacity - position(tail);
        if (untilEnd < HEADER + MOST_BYTES) {
            memory.set(JAVA_INT, position(tail) + LENGTH, WRAP);
            tail += untilEnd;
        }
        return address + position(tail) + HEADER;
    }

    /** Keeps what is in {@link #spare}. */
    void add(int bytes, long due) {
        memory.set(JAVA_LONG, position(tail), due);
        memory.set(JAVA_INT, position(tail) + LENGTH, bytes);
        tail += HEADER + (bytes + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    }

    /** When the first packet is due; {@link Long#MAX_VALUE} without one. */
    long due() {
        if (head != tail && memory.get(JAVA_INT, position(head) + LENGTH) == WRAP) {
            head += capacity - position(head);
        }
        return head == tail ? Long.MAX_VALUE : memory.get(JAVA_LONG, position(head));
    }

    /** Where the first packet is; valid after {@link #due} named a time. */
    long address() {
        return address + position(head) + HEADER;
    }

    int bytes() {
        return memory.get(JAVA_INT, position(head) + LENGTH);
    }

    void remove() {
        head += HEADER + (bytes() + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    }

    private long position(long at) {
        return at & (capacity - 1);
    }
}
