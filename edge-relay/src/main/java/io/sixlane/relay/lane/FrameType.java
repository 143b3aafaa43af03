package io.sixlane.relay.lane;

import org.jspecify.annotations.Nullable;

/** The purpose of a frame; codes count from 0. */
public enum FrameType {
    /** Bytes of a flow. */
    DATA(0, FrameHeader.MOST_BYTES),
    /** Begins a flow; sent by the side that connected the lane. */
    OPEN(1, FrameHeader.MOST_CONTROL_BYTES),
    /** The endpoint is connected. */
    OPENED(2, FrameHeader.MOST_CONTROL_BYTES),
    /** The flow ends before it was opened. */
    REFUSED(3, FrameHeader.MOST_CONTROL_BYTES),
    /** The FIN of this direction. */
    END(4, 0),
    /** Ends both directions; may follow {@link #END}. */
    RESET(5, 0),
    PING(6, 8),
    PONG(7, 8),
    /** Bytes that the receiver discards. */
    PADDING(8, FrameHeader.MOST_BYTES),
    /** The sender's congestion window and round-trip time. */
    WARMTH(9, FrameHeader.MOST_CONTROL_BYTES),
    /** The sender accepts no further flow on this lane. */
    GOAWAY(10, 0);

    private static final FrameType[] TYPES = values();

    private final int code;
    private final int mostBytes;

    FrameType(int code, int mostBytes) {
        this.code = code;
        this.mostBytes = mostBytes;
    }

    /** The code in a header. */
    int code() {
        return code;
    }

    /** The largest payload, in bytes. */
    int mostBytes() {
        return mostBytes;
    }

    /** Whether its payload is a message that is read as a whole. */
    public boolean isMessage() {
        return this != DATA && this != PADDING;
    }

    static @Nullable FrameType of(int code) {
        return code < TYPES.length ? TYPES[code] : null;
    }
}
