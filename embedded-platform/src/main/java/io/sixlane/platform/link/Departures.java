package io.sixlane.platform.link;

import java.util.Arrays;

/** The packets whose transmission has not ended, in order. */
final class Departures {
    private static final int FIRST_CAPACITY = 1024;

    private long[] until = new long[FIRST_CAPACITY];
    private int[] sizes = new int[FIRST_CAPACITY];
    private int head;
    private int packets;
    private long bytes;

    void add(long departs, int size) {
        if (packets == until.length) {
            grow();
        }
        var at = (head + packets) % until.length;
        until[at] = departs;
        sizes[at] = size;
        packets++;
        bytes += size;
    }

    void forgetUntil(long now) {
        while (packets > 0 && until[head] <= now) {
            bytes -= sizes[head];
            head = (head + 1) % until.length;
            packets--;
        }
    }

    int packets() {
        return packets;
    }

    long bytes() {
        return bytes;
    }

    private void grow() {
        var capacity = until.length;
        var newUntil = Arrays.copyOf(until, capacity * 2);
        var newSizes = Arrays.copyOf(sizes, capacity * 2);
        // The wrapped part follows the other one.
        System.arraycopy(until, 0, newUntil, capacity, head);
        System.arraycopy(sizes, 0, newSizes, capacity, head);
        until = newUntil;
        sizes = newSizes;
    }
}
