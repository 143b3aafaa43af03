package io.sixlane.relay.lane;

import java.net.ProtocolException;

/**
 * The first frame of each side.
 *
 * @param version of the protocol
 * @param relay id of the sender
 * @param run distinguishes processes of one relay
 */
public record Hello(long version, String relay, String region, String run) {
    public static final int VERSION = 1;

    private static final int VERSION_TAG = 1;
    private static final int RELAY = 2;
    private static final int REGION = 3;
    private static final int RUN = 4;

    public byte[] write() {
        return new Fields.Writer()
                .number(VERSION_TAG, version)
                .text(RELAY, relay)
                .text(REGION, region)
                .text(RUN, run)
                .message();
    }

    public static Hello read(byte[] message) throws ProtocolException {
        var fields = Fields.read(message);
        return new Hello(
                fields.number(VERSION_TAG),
                fields.text(RELAY),
                fields.text(REGION),
                fields.text(RUN));
    }
}
