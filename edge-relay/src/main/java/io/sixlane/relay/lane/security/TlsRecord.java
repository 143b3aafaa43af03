package io.sixlane.relay.lane.security;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Collects one TLS record after the other (source: RFC 8446, 5.1 and 5.2) without taking a byte of
 * the next.
 */
final class TlsRecord {
    private static final int HEADER = 5;
    private static final int LENGTH_AT = 3;
    private static final int MAJOR_VERSION = 3;
    private static final int FIRST_TYPE = 20;
    private static final int LAST_TYPE = 23;
    private static final int LONGEST = (1 << 14) + 256;

    private final ByteBuffer bytes = ByteBuffer.allocate(HEADER + LONGEST).limit(HEADER);

    /** How many bytes are missing: of the header first, then of the rest. */
    int missing() {
        return bytes.remaining();
    }

    /**
     * The record, ready to be read, when it is whole.
     *
     * @throws IllegalArgumentException if this is no TLS
     */
    @Nullable ByteBuffer take(ByteBuffer from) {
        while (true) {
            var count = Math.min(missing(), from.remaining());
            bytes.put(from.slice(from.position(), count));
            from.position(from.position() + count);
            if (bytes.hasRemaining()) {
                return null;
            }
            if (bytes.position() > HEADER) {
                return bytes.flip();
            }
            bytes.limit(HEADER + length());
        }
    }

    private int length() {
        var type = bytes.get(0);
        var length = Short.toUnsignedInt(bytes.getShort(LENGTH_AT));
        if (type < FIRST_TYPE
                || type > LAST_TYPE
                || bytes.get(1) != MAJOR_VERSION
                || length == 0
                || length > LONGEST) {
            throw new IllegalArgumentException("no record of TLS");
        }
        return length;
    }

    void clear() {
        bytes.clear().limit(HEADER);
    }
}
