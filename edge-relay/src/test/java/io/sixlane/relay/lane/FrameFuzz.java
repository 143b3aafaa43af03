package io.sixlane.relay.lane;

import java.net.ProtocolException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** A frame from another relay: it is read, or refused by a {@link ProtocolException}. */
public final class FrameFuzz {
    private FrameFuzz() {}

    /** Jazzer calls it. */
    public static void fuzzerTestOneInput(byte[] input) {
        if (input.length < FrameHeader.BYTES) {
            return;
        }
        try {
            var header = FrameHeader.read(ByteBuffer.wrap(input).getLong());
            if (header.length() < 0 || header.length() > FrameHeader.MOST_BYTES) {
                throw new AssertionError(header);
            }
            if (!FrameHeader.read(header.bits()).equals(header)) {
                throw new AssertionError("differs: " + header);
            }
            readMessage(header.type(), Arrays.copyOfRange(input, FrameHeader.BYTES, input.length));
        } catch (ProtocolException _) {
            // Refused.
        }
    }

    private static void readMessage(FrameType type, byte[] message) throws ProtocolException {
        switch (type) {
            case OPEN -> {
                var open = Open.read(message);
                if (message.length <= FrameHeader.MOST_CONTROL_BYTES
                        && open.flow().endpoint().chars().allMatch(c -> c < 0x80)
                        && !Open.read(open.write()).flow().id().equals(open.flow().id())) {
                    throw new AssertionError("differs: " + open);
                }
            }
            case OPENED -> {
                var opened = Opened.read(message);
                if (!Opened.read(opened.write()).equals(opened)) {
                    throw new AssertionError("differs: " + opened);
                }
            }
            case REFUSED -> {
                var refusal = Refusal.read(message);
                if (Refusal.read(refusal.write()) != refusal) {
                    throw new AssertionError("differs: " + refusal);
                }
            }
            case WARMTH -> Warmth.read(message);
            case DATA, END, RESET, PING, PONG, PADDING, GOAWAY -> {}
        }
    }
}
