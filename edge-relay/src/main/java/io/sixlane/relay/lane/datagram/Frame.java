package io.sixlane.relay.lane.datagram;

import io.sixlane.relay.lane.Refusal;
import java.net.ProtocolException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * The content of one sealed datagram: its type (1 byte), the number of the session that the ingress
 * chose (8), and what the type has. Integers are big endian.
 */
public sealed interface Frame {
    /** Bytes before the payload of {@link Data}. */
    int DATA_HEADER = 1 + Long.BYTES + Integer.BYTES;

    /** Bytes of an OPEN, OPENED or JOIN. */
    int MOST_MESSAGE = 4 << 10;

    /** The session it is about; 0 for none. */
    long session();

    /** Writes what follows the session. */
    void writeBody(ByteBuffer to);

    /** The first byte. */
    byte type();

    /** Bytes of all of it. */
    int length();

    /**
     * A datagram of the client or of the endpoint.
     *
     * @param sequence counts those of one direction of the session, from 0, and wraps
     */
    @SuppressWarnings("ArrayRecordComponent")
    record Data(long session, int sequence, byte[] payload) implements Frame {
        @Override
        public byte type() {
            return 0;
        }

        @Override
        public int length() {
            return DATA_HEADER + payload.length;
        }

        @Override
        public void writeBody(ByteBuffer to) {
            to.putInt(sequence).put(payload);
        }
    }

    /** A frame whose content is one message. */
    sealed interface Message extends Frame {
        byte[] message();

        @Override
        default int length() {
            return 1 + Long.BYTES + message().length;
        }

        @Override
        default void writeBody(ByteBuffer to) {
            to.put(message());
        }
    }

    /**
     * Begins a session, or repeats that.
     *
     * @param message of {@link io.sixlane.relay.lane.Open}
     */
    @SuppressWarnings("ArrayRecordComponent")
    record Open(long session, byte[] message) implements Message {
        @Override
        public byte type() {
            return 1;
        }
    }

    /**
     * Lets copies of the datagrams of a session come and go by another way as well.
     *
     * @param message as of the {@link Open} that began it
     */
    @SuppressWarnings("ArrayRecordComponent")
    record Join(long session, byte[] message) implements Message {
        @Override
        public byte type() {
            return 2;
        }
    }

    /**
     * The egress has a socket to the endpoint.
     *
     * @param message of {@link io.sixlane.relay.lane.Opened}
     */
    @SuppressWarnings("ArrayRecordComponent")
    record Opened(long session, byte[] message) implements Message {
        @Override
        public byte type() {
            return 3;
        }
    }

    /** The session did not begin, or its endpoint failed. */
    record Refused(long session, Refusal cause) implements Frame {
        @Override
        public byte type() {
            return 4;
        }

        @Override
        public int length() {
            return 1 + Long.BYTES + 1;
        }

        @Override
        public void writeBody(ByteBuffer to) {
            to.put(cause.write());
        }
    }

    /** The sender has no such session, or no longer. */
    record Close(long session) implements Frame {
        @Override
        public byte type() {
            return 5;
        }

        @Override
        public int length() {
            return 1 + Long.BYTES;
        }

        @Override
        public void writeBody(ByteBuffer to) {
            // nothing
        }
    }

    /**
     * Asks whether datagrams reach the receiver.
     *
     * @param nanos of the sender's clock
     */
    record Ping(long nanos) implements Frame {
        @Override
        public long session() {
            return 0;
        }

        @Override
        public byte type() {
            return 6;
        }

        @Override
        public int length() {
            return 1 + 2 * Long.BYTES;
        }

        @Override
        public void writeBody(ByteBuffer to) {
            to.putLong(nanos);
        }
    }

    /**
     * Answers a {@link Ping}.
     *
     * @param nanos as in the ping
     * @param counter of the ping: how many datagrams its sender had sent before
     * @param received how many of them arrived
     */
    record Pong(long nanos, long counter, long received) implements Frame {
        @Override
        public long session() {
            return 0;
        }

        @Override
        public byte type() {
            return 7;
        }

        @Override
        public int length() {
            return 1 + 4 * Long.BYTES;
        }

        @Override
        public void writeBody(ByteBuffer to) {
            to.putLong(nanos).putLong(counter).putLong(received);
        }
    }

    /** Returns how many bytes it wrote. */
    default int write(byte[] to) {
        var bytes = ByteBuffer.wrap(to);
        bytes.put(type()).putLong(session());
        writeBody(bytes);
        return bytes.position();
    }

    /** Null for a type that this version does not know. */
    static @Nullable Frame read(byte[] bytes, int length) throws ProtocolException {
        var from = ByteBuffer.wrap(bytes, 0, length);
        try {
            var type = from.get();
            var session = from.getLong();
            return switch (type) {
                case 0 -> new Data(session, from.getInt(), rest(from, length));
                case 1 -> new Open(session, rest(from, MOST_MESSAGE));
                case 2 -> new Join(session, rest(from, MOST_MESSAGE));
                case 3 -> new Opened(session, rest(from, MOST_MESSAGE));
                case 4 -> new Refused(session, Refusal.read(new byte[] {from.get()}));
                case 5 -> new Close(session);
                case 6 -> new Ping(from.getLong());
                case 7 -> new Pong(from.getLong(), from.getLong(), from.getLong());
                default -> null;
            };
        } catch (BufferUnderflowException e) {
            var refused = new ProtocolException("a frame is cut off");
            refused.initCause(e);
            throw refused;
        }
    }

    private static byte[] rest(ByteBuffer from, int most) throws ProtocolException {
        if (from.remaining() > most) {
            throw new ProtocolException("a message of %s bytes".formatted(from.remaining()));
        }
        var rest = new byte[from.remaining()];
        from.get(rest);
        return rest;
    }
}
