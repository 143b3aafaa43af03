package io.sixlane.relay.lane.datagram;

import java.net.ProtocolException;
import java.util.Arrays;

/** What a datagram of another relay contains: it is read, or refused, or of an unknown type. */
public final class DatagramFrameFuzz {
    private DatagramFrameFuzz() {}

    /** Jazzer calls it. */
    public static void fuzzerTestOneInput(byte[] input) {
        try {
            var frame = Frame.read(input, input.length);
            if (frame == null) {
                return;
            }
            var written = new byte[frame.length()];
            if (frame.write(written) != written.length) {
                throw new AssertionError("not as long as it claims: " + frame);
            }
            var length = Math.min(input.length, written.length);
            var same =
                    Arrays.equals(input, 0, length, written, 0, length)
                            || frame instanceof Frame.Refused // an unknown cause is another one
                            || frame.session() == 0;
            if (!same) {
                throw new AssertionError("differs: " + frame);
            }
        } catch (ProtocolException _) {
            // Refused.
        }
    }
}
