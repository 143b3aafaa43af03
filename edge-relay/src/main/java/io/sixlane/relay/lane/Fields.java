package io.sixlane.relay.lane;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProtocolException;
import java.net.UnknownHostException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a message: for each its tag (1 byte), its length (2 bytes) and its value. Readers
 * skip tags that they do not know, and of a repeated one the last counts.
 */
final class Fields {
    private final Map<Integer, byte[]> values = new HashMap<>();

    /**
     * @throws ProtocolException when the bytes are malformed
     */
    static Fields read(byte[] message) throws ProtocolException {
        var fields = new Fields();
        var bytes = ByteBuffer.wrap(message);
        try {
            while (bytes.hasRemaining()) {
                var tag = Byte.toUnsignedInt(bytes.get());
                var value = new byte[Math.min(length(bytes), bytes.remaining() + 1)];
                bytes.get(value);
                fields.values.put(tag, value);
            }
        } catch (BufferUnderflowException e) {
            throw refused("a field is cut off", e);
        }
        return fields;
    }

    private static int length(ByteBuffer bytes) {
        return Short.toUnsignedInt(bytes.getShort());
    }

    private static ProtocolException refused(String reason, Exception cause) {
        var exception = new ProtocolException(reason);
        exception.initCause(cause);
        return exception;
    }

    byte[] bytes(int tag) {
        return values.getOrDefault(tag, new byte[0]);
    }

    String text(int tag) {
        return new String(bytes(tag), UTF_8);
    }

    long number(int tag) throws ProtocolException {
        return block(tag, Long.BYTES).getLong();
    }

    /** 16 bytes and more, from the start. */
    ByteBuffer block(int tag, int least) throws ProtocolException {
        var value = bytes(tag);
        if (value.length < least) {
            throw new ProtocolException("field " + tag + " has " + value.length + " bytes");
        }
        return ByteBuffer.wrap(value);
    }

    /** Null where it is missing. */
    @Nullable InetSocketAddress address(int tag) throws ProtocolException {
        var value = bytes(tag);
        if (value.length == 0) {
            return null;
        }
        var address = new byte[value.length - Short.BYTES < 16 ? 4 : 16];
        var bytes = block(tag, address.length + Short.BYTES);
        bytes.get(address);
        try {
            return new InetSocketAddress(InetAddress.getByAddress(address), length(bytes));
        } catch (UnknownHostException e) {
            throw new AssertionError("an address has 4 or 16 bytes", e);
        }
    }

    /** Collects fields; empty ones are left out. */
    static final class Writer {
        private final ByteArrayOutputStream out = new ByteArrayOutputStream();

        Writer bytes(int tag, byte[] value) {
            if (value.length > 0) {
                out.write(tag);
                out.write(value.length >> 8);
                out.write(value.length);
                out.writeBytes(value);
            }
            return this;
        }

        Writer text(int tag, String value) {
            return bytes(tag, value.getBytes(UTF_8));
        }

        Writer number(int tag, long value) {
            return bytes(tag, ByteBuffer.allocate(Long.BYTES).putLong(value).array());
        }

        Writer address(int tag, @Nullable InetSocketAddress value) {
            if (value == null) {
                return this;
            }
            var address = value.getAddress().getAddress();
            return bytes(
                    tag,
                    ByteBuffer.allocate(address.length + Short.BYTES)
                            .put(address)
                            .putShort((short) value.getPort())
                            .array());
        }

        byte[] message() {
            return out.toByteArray();
        }
    }
}
