package io.sixlane.relay.proxyprotocol;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sixlane.configuration.accelerator.AcceleratorId;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The values of a version 2 header besides addresses, the same for every connection that a listener
 * admits at one revision: type-length-values {@value #ACCELERATOR} (the accelerator's id), {@value
 * #REVISION} (decimal) and {@value #RELAY} (the relay's id), all UTF-8. The types are among those
 * the specification leaves to applications, 0xE0 to 0xEF.
 */
public final class ConnectionTags {
    static final int ACCELERATOR = 0xe0;
    static final int REVISION = 0xe1;
    static final int RELAY = 0xe2;

    static final int UNIQUE_ID_LENGTH = 16;

    /** Differs between runs; the other half counts connections. */
    private static final long RUN = new SecureRandom().nextLong();

    private static final HexFormat HEX = HexFormat.of();

    private static final AtomicLong CONNECTIONS = new AtomicLong();

    private final byte[] encoded;

    /**
     * @param revision the accelerator's, at which the connection is admitted
     */
    public ConnectionTags(AcceleratorId accelerator, long revision, String relayId) {
        this.encoded =
                concatenated(
                        tag(ACCELERATOR, accelerator.text()),
                        tag(REVISION, Long.toString(revision)),
                        tag(RELAY, relayId));
    }

    /** The number of one more connection; counts from 1 in each run. */
    public static long nextConnection() {
        return CONNECTIONS.incrementAndGet();
    }

    /**
     * Unique among connections of one run; equal between runs with a probability of 2⁻⁶⁴.
     *
     * @param connection from {@link #nextConnection}
     */
    public static byte[] uniqueId(long connection) {
        return ByteBuffer.allocate(UNIQUE_ID_LENGTH).putLong(RUN).putLong(connection).array();
    }

    /** The unique id as 32 hexadecimal digits. */
    public static String uniqueIdText(long connection) {
        return HEX.toHexDigits(RUN) + HEX.toHexDigits(connection);
    }

    int length() {
        return encoded.length;
    }

    void writeTo(ByteBuffer buffer) {
        buffer.put(encoded);
    }

    private static byte[] tag(int type, String text) {
        var value = text.getBytes(UTF_8);
        return ByteBuffer.allocate(3 + value.length)
                .put((byte) type)
                .putShort((short) value.length)
                .put(value)
                .array();
    }

    private static byte[] concatenated(byte[]... parts) {
        var length = 0;
        for (var part : parts) {
            length += part.length;
        }
        var buffer = ByteBuffer.allocate(length);
        for (var part : parts) {
            buffer.put(part);
        }
        return buffer.array();
    }
}
