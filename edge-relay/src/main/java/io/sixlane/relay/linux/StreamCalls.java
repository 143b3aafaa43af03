package io.sixlane.relay.linux;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/** Moves bytes through descriptors that never block. Results are counts, or errno negated. */
public final class StreamCalls {
    private static final MethodHandle RECV = transfer("recv");
    private static final MethodHandle SEND = transfer("send");
    private static final MethodHandle SPLICE =
            CLibrary.brief(
                    "splice",
                    FunctionDescriptor.of(
                            JAVA_LONG, JAVA_INT, ADDRESS, JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT));
    private static final MethodHandle SHUTDOWN = CLibrary.brief("shutdown", 2);

    // Source: bits/socket.h, bits/fcntl-linux.h.
    private static final int SHUT_WR = 1;
    private static final int MSG_DONTWAIT = 0x40;
    private static final int MSG_DONTWAIT_NOSIGNAL = 0x40 | 0x4000;
    private static final int MSG_TRUNC = 0x20;
    private static final int MSG_MORE = 0x8000;
    private static final int SPLICE_F_MOVE = 1;
    private static final int SPLICE_F_NONBLOCK = 2;

    private final MemorySegment captured;

    /**
     * @param captured where errno goes; of one thread
     */
    public StreamCalls(MemorySegment captured) {
        this.captured = captured;
    }

    private static MethodHandle transfer(String name) {
        return CLibrary.brief(
                name, FunctionDescriptor.of(JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT));
    }

    /** 0 is the end. */
    public int receive(int descriptor, MemorySegment into, int length) {
        try {
            return counted(
                    (long)
                            RECV.invokeExact(
                                    captured, descriptor, into, (long) length, MSG_DONTWAIT));
        } catch (Throwable e) {
            throw CLibrary.broken(e);
        }
    }

    public int send(int descriptor, MemorySegment from, int length) {
        try {
            return counted(
                    (long)
                            SEND.invokeExact(
                                    captured,
                                    descriptor,
                                    from,
                                    (long) length,
                                    MSG_DONTWAIT_NOSIGNAL));
        } catch (Throwable e) {
            throw CLibrary.broken(e);
        }
    }

    /** Like {@link #send}, when more bytes follow at once (MSG_MORE). */
    public int sendMore(int descriptor, MemorySegment from, int length) {
        try {
            return counted(
                    (long)
                            SEND.invokeExact(
                                    captured,
                                    descriptor,
                                    from,
                                    (long) length,
                                    MSG_DONTWAIT_NOSIGNAL | MSG_MORE));
        } catch (Throwable e) {
            throw CLibrary.broken(e);
        }
    }

    /** Drops bytes that arrived. 0 is the end. */
    public int discard(int descriptor, int most) {
        try {
            return counted(
                    (long)
                            RECV.invokeExact(
                                    captured,
                                    descriptor,
                                    MemorySegment.NULL,
                                    (long) most,
                                    MSG_DONTWAIT | MSG_TRUNC));
        } catch (Throwable e) {
            throw CLibrary.broken(e);
        }
    }

    /** 0 is the end of {@code from}. */
    public int splice(int from, int to, int length) {
        try {
            return counted(
                    (long)
                            SPLICE.invokeExact(
                                    captured,
                                    from,
                                    MemorySegment.NULL,
                                    to,
                                    MemorySegment.NULL,
                                    (long) length,
                                    SPLICE_F_MOVE | SPLICE_F_NONBLOCK));
        } catch (Throwable e) {
            throw CLibrary.broken(e);
        }
    }

    /** Sends a FIN. */
    public void finish(int descriptor) {
        try {
            var _ = (int) SHUTDOWN.invokeExact(captured, descriptor, SHUT_WR);
        } catch (Throwable e) {
            throw CLibrary.broken(e);
        }
    }

    public void close(int descriptor) {
        CLibrary.close(descriptor, captured);
    }

    private int counted(long returned) {
        return returned >= 0 ? (int) returned : -CLibrary.errno(captured);
    }
}
