package io.sixlane.relay.lane;

import org.jspecify.annotations.Nullable;

/** What a frame is for; its code is the ordinal. */
public enum FrameType {
    /** Bytes of a flow. */
    DATA(FrameHeader.MOST_BYTES),
    /** Begins a flow; by the side that connected the lane. */
    OPEN(FrameHeader.MOST_CONTROL_BYTES),
    /** The endpoint is connected. */
    OPENED(FrameHeader.MOST_CONTROL_BYTES),
    /** The flow ends before it was opened. */
    REFUSED(FrameHeader.MOST_CONTROL_BYTES),
    /** The FIN of this direction. */
    END(0),
    /** Both directions end; may follow {@link #END}. */
    RESET(0),
    PING(8),
    PONG(8),
    /** Is discarded. */
    PADDING(FrameHeader.MOST_BYTES),
    /** How much the sender may have on its way at once. */
    WARMTH(FrameHeader.MOST_CONTROL_BYTES),
    /** The sender accepts no further flow on this lane. */
    GOAWAY(0);

    private static final FrameType[] TYPES = values();

    private final int mostBytes;

    FrameType(int mostBytes) {
        this.mostBytes = mostBytes;
    }

    /** Of the payload. */
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
