package io.sixlane.relay.tcp.linux;

import io.sixlane.relay.forward.SendQueue;
import io.sixlane.relay.forward.TcpMeasurement;
import io.sixlane.relay.linux.PipeCalls.Pipe;
import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/**
 * One side of a connection, and what is known of its readiness since the last EAGAIN. Counts are
 * bytes; errors are errno negated.
 */
abstract class Leg {
    /** Reading may give bytes, a FIN or an error. */
    boolean readable;

    boolean writable;

    /** A short read does not mean that there is no more to read: a FIN or worse came. */
    boolean ended;

    /** A FIN came, and no reset before it: a short read takes the last bytes. */
    boolean sawFin;

    /** Sending is impossible: the peer reset the connection, or does not answer. */
    boolean failed;

    /** The failure came before the peer's FIN, so the end of the stream is not a FIN. */
    boolean reset;

    /**
     * Urgent bytes came: splice(2) would stop before them for ever, and a read is cut short there.
     */
    boolean urgent;

    private @Nullable NativeConnection connection;

    /** Called once, before any other method. */
    void attach(NativeConnection owner) {
        connection = owner;
    }

    final @Nullable NativeConnection connection() {
        return connection;
    }

    /** Begins to receive events. Returns 0, or errno negated. */
    abstract int poll();

    /** Nothing can be sent to it; what it sent before may still be read. */
    final void fail() {
        failed = true;
        readable = true;
        ended = true;
    }

    /** Whether bytes can be spliced from and to it. */
    abstract boolean splices();

    /** 0 is the end. */
    abstract int receive(RelayLoop loop, MemorySegment into, int most);

    /** 0 is the end, or that only {@link #receive} can continue. */
    abstract int spliceInto(RelayLoop loop, int pipe, int most);

    /** Sends as much as fits now; the caller sends the rest next. */
    abstract int send(RelayLoop loop, MemorySegment from, int length);

    /**
     * Sends as much as fits now; the caller sends the rest next.
     *
     * @param length that the pipe holds
     */
    abstract int spliceFrom(RelayLoop loop, int pipe, int length);

    /**
     * Bytes that a frame header has promised and that must be sent even after the connection's end.
     */
    int promised() {
        return 0;
    }

    /**
     * Takes over what was {@linkplain #promised}.
     *
     * @param pipe holds as much and is the leg's from here on; null when {@code bytes} do
     */
    void takeOver(@Nullable Pipe pipe, byte[] bytes) {
        throw new IllegalStateException("nothing was promised");
    }

    /** Whether an end of the connection cannot overtake the bytes sent before it. */
    abstract boolean isDrained(RelayLoop loop);

    /** Passes a FIN on. */
    abstract void finish(RelayLoop loop);

    /** Probes a silent peer, and bounds how long bytes may stay unacknowledged. */
    abstract void patience(RelayLoop loop);

    abstract SendQueue sendQueue(RelayLoop loop);

    /** Null where unknown. */
    abstract @Nullable TcpMeasurement measure(RelayLoop loop);

    abstract void close(RelayLoop loop, boolean byReset);
}
