package io.sixlane.relay.tcp.linux;

import java.lang.foreign.MemorySegment;

/** The bytes of one lane, encrypted or not. Counts are bytes; errors are errno negated. */
interface LaneWire {
    /** Whether bytes can be spliced from and to it. */
    boolean splices();

    /** 0 is the end. */
    int receive(MemorySegment into, int most);

    /** Drops bytes. 0 is the end. */
    int discard(int most);

    int spliceInto(int pipe, int most);

    /**
     * @param more follows at once
     */
    int send(MemorySegment from, int length, boolean more);

    int spliceFrom(int pipe, int length);

    /** Sends what it holds. Returns 0 when it holds nothing. */
    int flush();
}
