package io.sixlane.relay.tcp.linux;

import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/** The bytes of one lane, encrypted or not. Counts are bytes; errors are errno negated. */
interface LaneWire {
    /**
     * Authenticates both ends, before anything else. Returns 0 once that is done, -EAGAIN, or an
     * error.
     */
    int greet();

    /** The relay at the other end; empty where it proves nothing. */
    String peer();

    /**
     * The key with which both ends authenticate probes, equal at both.
     *
     * @param connects whether this end does; null where nothing is proven
     */
    byte @Nullable [] probeKey(boolean connects);

    /** Whether bytes can be spliced from and to it. */
    boolean splices();

    /** 0 is the end. */
    int receive(MemorySegment into, int most);

    /** Discards bytes. Returns 0 at the end of the stream. */
    int discard(int most);

    int spliceInto(int pipe, int most);

    /**
     * @param more follows at once
     */
    int send(MemorySegment from, int length, boolean more);

    int spliceFrom(int pipe, int length);

    /** Sends what it holds. Returns 0 when it holds nothing. */
    int flush();

    void close();
}
