package io.sixlane.platform.link;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** Carries packets from one TUN device to another. Confined to the emulator's thread. */
final class Direction {
    /** Most packets read before other directions get a turn. */
    private static final int BATCH = 64;

    /** 5,000 full packets: 0.6 s at 100 Mbit/s. */
    private static final long RING_BYTES = 8L << 20;

    private final String name;
    private final int from;
    private final int to;
    private final PacketRing ring;
    private final MemorySegment discarded;
    private OneWay way;

    /**
     * @param name of the link with its arrow, {@code ocean>} or {@code ocean<}
     * @param from descriptor of the device that packets are read from
     */
    Direction(Arena arena, String name, int from, int to) {
        this.name = name;
        this.from = from;
        this.to = to;
        this.ring = new PacketRing(arena, RING_BYTES);
        this.discarded = arena.allocate(PacketRing.MOST_BYTES);
        this.way = new OneWay(Conditions.CLEAR, 0);
    }

    String name() {
        return name;
    }

    int from() {
        return from;
    }

    /** Restarts with a seed derived from this one and the direction's name. */
    void seed(long seed) {
        way = new OneWay(way.conditions(), seed * 31 + name.hashCode());
    }

    void change(String words) {
        way.change(way.conditions().changed(words));
    }

    Counters counters() {
        return way.counters();
    }

    /** Delivers due packets and returns when the next one is due. */
    long deliver() {
        var due = ring.due();
        while (due <= System.nanoTime()) {
            LinuxCalls.write(to, ring.address(), ring.bytes());
            ring.remove();
            due = ring.due();
        }
        return due;
    }

    /** Reads waiting packets from the device, up to a batch. */
    void receive() {
        for (var packets = 0; packets < BATCH; packets++) {
            var hasRoom = ring.hasRoom();
            var into = hasRoom ? ring.spare() : discarded.address();
            var bytes = LinuxCalls.read(from, into, PacketRing.MOST_BYTES);
            if (bytes <= 0) {
                return;
            }
            if (!hasRoom) {
                way.refuse();
                continue;
            }
            var arrives = way.admit(System.nanoTime(), bytes);
            if (arrives >= 0) {
                ring.add(bytes, arrives);
            }
        }
    }
}
