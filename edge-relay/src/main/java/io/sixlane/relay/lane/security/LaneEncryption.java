package io.sixlane.relay.lane.security;

import java.util.Arrays;
import java.util.Optional;

/** How the bytes of a lane travel after both relays have proven who they are. */
public enum LaneEncryption {
    /** Bytes travel in TLS. */
    TLS(0),
    /** Plain: the network itself is private or encrypted. */
    NETWORK(1);

    /** The code in a greeting. */
    private final int code;

    LaneEncryption(int code) {
        this.code = code;
    }

    int code() {
        return code;
    }

    static Optional<LaneEncryption> of(int code) {
        return Arrays.stream(values()).filter(one -> one.code == code).findFirst();
    }
}
