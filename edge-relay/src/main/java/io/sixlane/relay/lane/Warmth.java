package io.sixlane.relay.lane;

import java.net.ProtocolException;

/**
 * How warm the sender's direction of a lane is.
 *
 * @param window congestion window in bytes
 * @param rttMicros smoothed round-trip time
 */
public record Warmth(long window, long rttMicros) {
    private static final int WINDOW = 1;
    private static final int RTT_MICROS = 2;

    public static final Warmth COLD = new Warmth(0, 0);

    public byte[] write() {
        return new Fields.Writer().number(WINDOW, window).number(RTT_MICROS, rttMicros).message();
    }

    public static Warmth read(byte[] message) throws ProtocolException {
        var fields = Fields.read(message);
        return new Warmth(fields.number(WINDOW), fields.number(RTT_MICROS));
    }
}
