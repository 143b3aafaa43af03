package io.sixlane.relay.lane.security;

import java.util.Arrays;

/** Random bytes shared by the two relays of a lane. Never printed. */
public final class ProbeKey {
    static final int LENGTH = 32;

    private final byte[] bytes;

    ProbeKey(byte[] bytes) {
        if (bytes.length != LENGTH) {
            throw new IllegalArgumentException("a probe key has 32 bytes, was " + bytes.length);
        }
        this.bytes = bytes.clone();
    }

    /** A copy. */
    public byte[] bytes() {
        return bytes.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ProbeKey key && Arrays.equals(key.bytes, bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return "ProbeKey";
    }
}
