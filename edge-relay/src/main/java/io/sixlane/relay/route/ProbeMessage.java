package io.sixlane.relay.route;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/**
 * One datagram of {@value #BYTES} bytes, big endian: {@code 'S' 'L' 'P'} and a type, the number of
 * the key (8), the sequence number (4), the received sequence numbers (8), a tag over all of it
 * (16). A request and its answer are of the same length, so that a forged sender gains nothing.
 *
 * @param received in an answer: bit <i>n</i> is set when the request <i>n</i> before this one was
 *     received; 0 in a request
 */
record ProbeMessage(Type type, long key, int sequence, long received) {
    static final int BYTES = 40;

    private static final byte[] MAGIC = {'S', 'L', 'P'};
    private static final int KEY_AT = 4;
    private static final int TAG_AT = BYTES - ProbeKey.TAG_BYTES;

    /** The fourth byte. */
    enum Type {
        REQUEST(0),
        ANSWER(1);

        private final int code;

        Type(int code) {
            this.code = code;
        }
    }

    /**
     * The number of the key that a datagram names, not authenticated yet; empty for other
     * datagrams.
     */
    static Optional<Long> keyOf(byte[] datagram, int length) {
        return length == BYTES
                        && Arrays.equals(datagram, 0, MAGIC.length, MAGIC, 0, MAGIC.length)
                        && datagram[MAGIC.length] >= Type.REQUEST.code
                        && datagram[MAGIC.length] <= Type.ANSWER.code
                ? Optional.of(ByteBuffer.wrap(datagram).getLong(KEY_AT))
                : Optional.empty();
    }

    /**
     * Reads what {@link #keyOf} accepted.
     *
     * @return empty when {@code key} did not make the tag
     */
    static Optional<ProbeMessage> read(byte[] datagram, ProbeKey key) {
        if (!key.isTag(datagram, TAG_AT, Arrays.copyOfRange(datagram, TAG_AT, BYTES))) {
            return Optional.empty();
        }
        var bytes = ByteBuffer.wrap(datagram);
        return Optional.of(
                new ProbeMessage(
                        datagram[MAGIC.length] == Type.ANSWER.code ? Type.ANSWER : Type.REQUEST,
                        bytes.getLong(KEY_AT),
                        bytes.getInt(KEY_AT + Long.BYTES),
                        bytes.getLong(KEY_AT + Long.BYTES + Integer.BYTES)));
    }

    byte[] write(ProbeKey key) {
        var bytes = ByteBuffer.allocate(BYTES);
        bytes.put(MAGIC).put((byte) type.code).putLong(this.key).putInt(sequence).putLong(received);
        return bytes.put(key.tag(bytes.array(), TAG_AT)).array();
    }
}
