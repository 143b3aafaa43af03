package io.sixlane.relay.lane.security;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.UUID;

/**
 * The greeting that each side sends as its first application data, in a TLS record of its own: u8
 * version, u8 encryption, u8 whether the sender's kernel can take over TLS, region and id (u8
 * length, ASCII), the run's 16 bytes, the probe key's 32. Both sides must agree on the version and
 * the encryption.
 */
record Hello(
        LaneEncryption encryption,
        boolean kernelTls,
        RelayName relay,
        UUID run,
        ProbeKey probeKey) {
    static final int VERSION = 1;
    static final int MOST_BYTES = 3 + 2 * (1 + 63) + 16 + ProbeKey.LENGTH;

    ByteBuffer encode() {
        var bytes = ByteBuffer.allocate(MOST_BYTES);
        bytes.put((byte) VERSION).put((byte) encryption.code());
        bytes.put((byte) (kernelTls ? 1 : 0));
        put(bytes, relay.region());
        put(bytes, relay.id());
        bytes.putLong(run.getMostSignificantBits()).putLong(run.getLeastSignificantBits());
        return bytes.put(probeKey.bytes()).flip();
    }

    private static void put(ByteBuffer bytes, String text) {
        bytes.put((byte) text.length()).put(text.getBytes(US_ASCII));
    }

    /**
     * @param bytes a whole record
     */
    static Hello decode(ByteBuffer bytes) throws LaneRefusedException {
        try {
            var version = Byte.toUnsignedInt(bytes.get());
            if (version != VERSION) {
                throw refusal("greets with version " + version + ", not " + VERSION);
            }
            var code = Byte.toUnsignedInt(bytes.get());
            var encryption =
                    LaneEncryption.of(code)
                            .orElseThrow(() -> refusal("asks for the unknown encryption " + code));
            var kernelTls = bytes.get() == 1;
            var relay = new RelayName(text(bytes), text(bytes));
            var run = new UUID(bytes.getLong(), bytes.getLong());
            var key = new byte[ProbeKey.LENGTH];
            bytes.get(key);
            if (bytes.hasRemaining()) {
                throw refusal("greets with " + bytes.remaining() + " bytes too many");
            }
            return new Hello(encryption, kernelTls, relay, run, new ProbeKey(key));
        } catch (BufferUnderflowException | IllegalArgumentException e) {
            throw new LaneRefusedException(
                    LaneRefusedException.Cause.HELLO, "the peer's greeting cannot be read", e);
        }
    }

    private static String text(ByteBuffer bytes) {
        var text = new byte[Byte.toUnsignedInt(bytes.get())];
        bytes.get(text);
        return new String(text, US_ASCII);
    }

    private static LaneRefusedException refusal(String what) {
        return new LaneRefusedException(LaneRefusedException.Cause.HELLO, "the peer " + what);
    }
}
