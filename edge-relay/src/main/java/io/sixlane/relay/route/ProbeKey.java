package io.sixlane.relay.route;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The key that two relays authenticate their probes with, derived from what both put into the hello
 * of a lane. Any thread.
 */
public final class ProbeKey {
    public static final int BYTES = 32;

    /** Length of a tag: HMAC-SHA256 truncated to 128 bits (source: RFC 2104, section 5). */
    static final int TAG_BYTES = 16;

    private static final String HMAC = "HmacSHA256";
    private static final byte[] LABEL = {'s', 'i', 'x', 'l', 'a', 'n', 'e', ' ', 'p', '1'};
    private static final byte[] NUMBER_LABEL = {'n', 'u', 'm', 'b', 'e', 'r'};

    private final SecretKeySpec key;
    private final long number;

    ProbeKey(byte[] key) {
        if (key.length != BYTES) {
            throw new IllegalArgumentException(
                    "a probe key has %s bytes, got %s".formatted(BYTES, key.length));
        }
        this.key = new SecretKeySpec(key, HMAC);
        var digest = mac(this.key).doFinal(NUMBER_LABEL);
        this.number = ByteBuffer.wrap(digest).getLong();
    }

    /**
     * Derives the key, equal at both ends of a lane.
     *
     * @param connecting random bytes in the hello of the relay that opened the lane
     * @param accepting those of the other one
     */
    public static byte[] agreed(byte[] connecting, byte[] accepting) {
        var mac = mac(new SecretKeySpec(connecting, HMAC));
        mac.update(LABEL);
        return mac.doFinal(accepting);
    }

    /** The number that names the key in datagrams; reveals nothing about it. */
    long number() {
        return number;
    }

    /** Authenticates the first {@code length} bytes. */
    byte[] tag(byte[] message, int length) {
        var mac = mac(key);
        mac.update(message, 0, length);
        return Arrays.copyOf(mac.doFinal(), TAG_BYTES);
    }

    /** Compares in constant time. */
    boolean isTag(byte[] message, int length, byte[] tag) {
        return MessageDigest.isEqual(tag(message, length), tag);
    }

    private static Mac mac(SecretKeySpec key) {
        try {
            var mac = Mac.getInstance(HMAC);
            mac.init(key);
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(HMAC + " is missing", e);
        }
    }
}
