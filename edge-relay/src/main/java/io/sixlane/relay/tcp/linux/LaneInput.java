package io.sixlane.relay.tcp.linux;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import io.sixlane.relay.lane.FrameHeader;
import io.sixlane.relay.lane.FrameType;
import io.sixlane.relay.linux.Errno;
import java.lang.foreign.MemorySegment;
import java.net.ProtocolException;
import org.jspecify.annotations.Nullable;

/**
 * Reads frames: messages as a whole, and bytes of flows where its reader wants them. It reads
 * exactly what it is asked for, so that the rest can be spliced.
 */
final class LaneInput {
    private static final byte[] EMPTY = {};

    /** Messages and dropped bytes that one call takes, so that no peer keeps a loop to itself. */
    private static final int MOST_MESSAGES = 64;

    private static final int MOST_DROPPED = 1 << 20;

    private final RelayLoop loop;
    private final LaneWire wire;
    private final Reader reader;
    private long bits;
    private int headerBytes;
    private @Nullable FrameHeader frame;
    private byte[] message = EMPTY;
    private int left;
    private long bytes;

    /** Receives frames. */
    interface Reader {
        /** There is more to read, and others of the loop come first. */
        void later();

        /** Whether bytes of that flow are wanted; they are dropped otherwise. */
        boolean wants(int flow);

        /**
         * Bytes of a flow were dropped.
         *
         * @throws ProtocolException when they must not come now
         */
        void dropped(int bytes) throws ProtocolException;

        /** A frame of padding begins. */
        void padded(int bytes);

        /**
         * Returns whether reading continues.
         *
         * @throws ProtocolException when this message must not come now
         */
        boolean received(FrameHeader header, byte[] message) throws ProtocolException;
    }

    LaneInput(RelayLoop loop, LaneWire wire, Reader reader) {
        this.loop = loop;
        this.wire = wire;
        this.reader = reader;
    }

    /**
     * Reads up to the next bytes of a flow that are wanted, and returns how many the frame still
     * has; 0 when a message stopped it, or an error.
     *
     * @throws ProtocolException when the peer breaks the protocol
     */
    int advance() throws ProtocolException {
        var messages = 0;
        for (var skipped = 0; ; ) {
            if (messages > MOST_MESSAGES || skipped > MOST_DROPPED) {
                reader.later();
                return 0;
            }
            var current = frame;
            if (current == null) {
                var read = readHeader();
                if (read < 0) {
                    return read;
                }
            } else if (current.type().isMessage()) {
                var read = readMessage();
                if (read < 0) {
                    return read;
                }
                frame = null;
                messages++;
                if (!reader.received(current, message)) {
                    return 0;
                }
            } else if (left == 0) {
                frame = null;
                messages++;
            } else if (current.type() == FrameType.DATA && reader.wants(current.flow())) {
                return left;
            } else {
                var dropped = ended(wire.discard(left));
                if (dropped < 0) {
                    return dropped;
                }
                left -= dropped;
                skipped += dropped;
                if (current.type() == FrameType.DATA) {
                    reader.dropped(dropped);
                }
            }
        }
    }

    private int readHeader() throws ProtocolException {
        var buffer = loop.spare();
        while (headerBytes < FrameHeader.BYTES) {
            var read = ended(wire.receive(buffer, FrameHeader.BYTES - headerBytes));
            if (read < 0) {
                return read;
            }
            for (var i = 0; i < read; i++) {
                bits = bits << 8 | (buffer.get(JAVA_BYTE, i) & 0xff);
            }
            headerBytes += read;
        }
        headerBytes = 0;
        var header = FrameHeader.read(bits);
        frame = header;
        left = header.length();
        bytes += FrameHeader.BYTES + left;
        if (header.type() == FrameType.PADDING) {
            reader.padded(left);
        }
        message = header.type().isMessage() && left > 0 ? new byte[left] : EMPTY;
        return 0;
    }

    private int readMessage() {
        var buffer = loop.spare();
        while (left > 0) {
            var read = ended(wire.receive(buffer, left));
            if (read < 0) {
                return read;
            }
            MemorySegment.copy(buffer, JAVA_BYTE, 0, message, message.length - left, read);
            left -= read;
        }
        return 0;
    }

    /** Payload bytes of all frames that began. */
    long bytes() {
        return bytes;
    }

    /** Bytes of the frame that {@link #advance} stopped at. */
    int receive(MemorySegment into, int most) {
        return taken(ended(wire.receive(into, Math.min(most, left))));
    }

    int spliceInto(int pipe, int most) {
        return taken(ended(wire.spliceInto(pipe, Math.min(most, left))));
    }

    private int taken(int read) {
        left -= Math.max(read, 0);
        return read;
    }

    /** Reports an end in the middle of a frame as an error. */
    private static int ended(int read) {
        return read == 0 ? -Errno.ECONNRESET : read;
    }
}
