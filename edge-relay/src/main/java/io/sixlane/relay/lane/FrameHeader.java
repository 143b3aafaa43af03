package io.sixlane.relay.lane;

import java.net.ProtocolException;
import java.util.HexFormat;

/**
 * The 8 bytes before every frame's payload, big endian: type, flags, number of the flow (2 bytes),
 * length of the payload (4 bytes).
 *
 * @param flow counts the flows of a lane and wraps; 0 in frames that belong to none
 * @param length of the payload in bytes
 */
public record FrameHeader(FrameType type, int flow, int length) {
    public static final int BYTES = 8;

    /** The largest payload of any frame, in bytes. */
    public static final int MOST_BYTES = 1 << 20;

    /** The largest payload of a control frame, in bytes. */
    public static final int MOST_CONTROL_BYTES = 4 << 10;

    public static final int MOST_FLOW = 0xffff;

    /** The header's 8 bytes as one big-endian number. */
    public long bits() {
        return (long) type.code() << 56 | (long) flow << 32 | length;
    }

    /**
     * Flags that this version does not know are ignored.
     *
     * @throws ProtocolException when the header is invalid
     */
    public static FrameHeader read(long bits) throws ProtocolException {
        var type = FrameType.of((int) (bits >>> 56));
        var length = (int) bits;
        if (type == null || length < 0 || length > type.mostBytes()) {
            throw new ProtocolException("no frame begins with " + HexFormat.of().toHexDigits(bits));
        }
        return new FrameHeader(type, (int) (bits >>> 32) & MOST_FLOW, length);
    }
}
