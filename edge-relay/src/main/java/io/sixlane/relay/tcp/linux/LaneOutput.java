package io.sixlane.relay.tcp.linux;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import io.sixlane.relay.lane.FrameHeader;
import io.sixlane.relay.lane.FrameType;
import io.sixlane.relay.linux.Errno;
import io.sixlane.relay.linux.PipeCalls.Pipe;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Sends frames. A header promises the bytes after it, so it is sent only for bytes that are held;
 * when the flow ends first, the lane takes the held bytes over and sends them. Messages wait until
 * then.
 */
final class LaneOutput {
    private static final ValueLayout.OfLong HEADER =
            ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);
    private static final byte[] NOTHING = {};

    private final RelayLoop loop;
    private final LaneWire wire;

    /** The rest of a header. */
    private byte[] begun = NOTHING;

    /** Bytes of the frame's payload that are not sent yet. */
    private int promised;

    private @Nullable Pipe pipe;
    private byte[] left = NOTHING;

    private final WaitingBytes messages = new WaitingBytes();

    private long bytes;

    LaneOutput(RelayLoop loop, LaneWire wire) {
        this.loop = loop;
        this.wire = wire;
    }

    /** Bytes that the flow must send, beside what flows before it left. */
    int promised() {
        return hasLeft() ? 0 : promised;
    }

    private boolean hasLeft() {
        return pipe != null || left.length > 0;
    }

    /** Payload bytes of all frames that began. */
    long bytes() {
        return bytes;
    }

    boolean isDrained() {
        return begun.length == 0 && promised == 0 && messages.size() == 0;
    }

    /** Bytes of waiting messages, which a peer can make this side hold. */
    int waiting() {
        return messages.size();
    }

    /** Sends bytes of a flow; -EAGAIN when none. */
    int send(int flow, MemorySegment from, int length) {
        var ready = flush();
        if (ready < 0) {
            return ready;
        }
        if (promised > 0) {
            return kept(wire.send(from, Math.min(length, promised), false));
        }
        if (from.address() != loop.buffer().address()) {
            throw new IllegalArgumentException("only the buffer of the loop has room for a header");
        }
        var frame = loop.framed();
        frame.set(HEADER, 0, new FrameHeader(FrameType.DATA, flow, length).bits());
        var sent = wire.send(frame, FrameHeader.BYTES + length, false);
        if (sent <= 0) {
            return sent == 0 ? -Errno.EAGAIN : sent;
        }
        begun(length);
        if (sent < FrameHeader.BYTES) {
            begun = frame.asSlice(sent, FrameHeader.BYTES - sent).toArray(JAVA_BYTE);
            return -Errno.EAGAIN;
        }
        return kept(sent - FrameHeader.BYTES);
    }

    /** Sends bytes of a flow from a pipe; -EAGAIN when none. */
    int splice(int flow, int from, int length) {
        var ready = flush();
        if (ready < 0) {
            return ready;
        }
        if (promised == 0) {
            var header = loop.header();
            header.set(HEADER, 0, new FrameHeader(FrameType.DATA, flow, length).bits());
            var sent = wire.send(header, FrameHeader.BYTES, true);
            if (sent < 0) {
                return sent;
            }
            begun(length);
            if (sent < FrameHeader.BYTES) {
                begun = header.asSlice(sent, FrameHeader.BYTES - sent).toArray(JAVA_BYTE);
                return -Errno.EAGAIN;
            }
        }
        return kept(wire.spliceFrom(from, Math.min(length, promised)));
    }

    private void begun(int length) {
        promised = length;
        bytes += FrameHeader.BYTES + length;
    }

    private int kept(int sent) {
        if (sent <= 0) {
            return sent == 0 ? -Errno.EAGAIN : sent;
        }
        promised -= sent;
        return sent;
    }

    /** Queues a message behind the frame that is being sent. */
    void message(FrameType type, int flow, byte[] payload) {
        messages.append(FrameHeader.BYTES + payload.length)
                .putLong(new FrameHeader(type, flow, payload.length).bits())
                .put(payload);
        bytes += FrameHeader.BYTES + payload.length;
    }

    /** Takes over what was promised by a flow that ends: a pipe that holds as much, or bytes. */
    void takeOver(@Nullable Pipe from, byte[] bytes) {
        if (hasLeft() || (from == null && bytes.length != promised)) {
            throw new IllegalStateException(
                    bytes.length + " bytes left of " + promised + " promised");
        }
        pipe = from;
        left = bytes;
    }

    /**
     * Sends waiting bytes. Returns 0 when a flow's bytes may follow, -EAGAIN when they must wait,
     * or an error.
     */
    int flush() {
        var held = wire.flush();
        if (held < 0) {
            return held;
        }
        while (begun.length > 0) {
            var sent = send(begun);
            if (sent < 0) {
                return sent;
            }
            begun = rest(begun, sent);
        }
        while (promised > 0 && hasLeft()) {
            var sent = pipe != null ? wire.spliceFrom(pipe.readEnd(), promised) : send(left);
            if (sent <= 0) {
                return sent == 0 ? -Errno.EAGAIN : sent;
            }
            promised -= sent;
            left = pipe != null ? left : rest(left, sent);
        }
        if (promised > 0) {
            return 0;
        }
        freePipe();
        while (messages.size() > 0) {
            var length = Math.min(messages.size(), RelayLoop.COPY_BYTES);
            messages.copyTo(loop.spare(), length);
            var sent = wire.send(loop.spare(), length, false);
            if (sent <= 0) {
                return sent == 0 ? -Errno.EAGAIN : sent;
            }
            messages.drop(sent);
        }
        return 0;
    }

    private void freePipe() {
        if (pipe != null) {
            loop.pipes().give(pipe);
            pipe = null;
        }
    }

    private int send(byte[] bytes) {
        var length = Math.min(bytes.length, RelayLoop.COPY_BYTES);
        var copy = loop.spare();
        MemorySegment.copy(bytes, 0, copy, JAVA_BYTE, 0, length);
        var sent = wire.send(copy, length, false);
        return sent == 0 ? -Errno.EAGAIN : sent;
    }

    private static byte[] rest(byte[] bytes, int sent) {
        return sent == bytes.length ? NOTHING : Arrays.copyOfRange(bytes, sent, bytes.length);
    }

    void close() {
        if (pipe != null) {
            loop.pipes().close(pipe);
            pipe = null;
        }
    }
}
