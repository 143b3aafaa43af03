package io.sixlane.relay.tcp.linux;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Empty pipes of one event loop. The kernel bounds the pipe memory of a user (64 MiB unless set
 * otherwise; source: pipe(7), pipe-user-pages-soft): beyond it there is none, and bytes are copied.
 */
final class PipePool {
    /** Smaller pipes cost more turns for the same bytes, larger ones gain nothing. */
    static final int PIPE_BYTES = 256 << 10;

    /** Slow readers may hold this many, with two descriptors each; then bytes are copied. */
    static final int MOST_OPEN = 512;

    private static final int MOST_KEPT = 64;
    private static final long RETRY_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final int NONBLOCK_CLOEXEC = 04000 | 02000000;
    private static final int F_SETPIPE_SZ = 1031;

    private static final MethodHandle PIPE2 =
            CLibrary.brief("pipe2", FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT));
    private static final MethodHandle FCNTL = CLibrary.variadic("fcntl");

    private final Deque<Pipe> empty = new ArrayDeque<>();
    private final Stream stream;
    private final MemorySegment captured;
    private final MemorySegment ends;
    private final int pipeBytes;
    private long refusedNanos;
    private boolean refused;
    private int open;

    /**
     * @param pipeBytes of each pipe; what the kernel refuses is no pipe at all
     */
    PipePool(Arena arena, MemorySegment captured, int pipeBytes) {
        this.captured = captured;
        this.stream = new Stream(captured);
        this.ends = arena.allocate(JAVA_INT, 2);
        this.pipeBytes = pipeBytes;
    }

    /** Null when the kernel has none to give; it is asked again a second later. */
    @Nullable Pipe take(long nowNanos) {
        var pipe = empty.pollLast();
        if (pipe != null) {
            return pipe;
        }
        if (open == MOST_OPEN || (refused && nowNanos - refusedNanos < RETRY_NANOS)) {
            return null;
        }
        pipe = open();
        refused = pipe == null;
        open += refused ? 0 : 1;
        refusedNanos = nowNanos;
        return pipe;
    }

    /** Takes back an empty pipe. */
    void give(Pipe pipe) {
        if (empty.size() < MOST_KEPT) {
            empty.addLast(pipe);
        } else {
            close(pipe);
        }
    }

    /** For a pipe that is not empty. */
    void close(Pipe pipe) {
        open--;
        closeEnds(pipe);
    }

    private void closeEnds(Pipe pipe) {
        stream.close(pipe.readEnd());
        stream.close(pipe.writeEnd());
    }

    void close() {
        empty.forEach(this::close);
        empty.clear();
    }

    private @Nullable Pipe open() {
        try {
            if ((int) PIPE2.invokeExact(captured, ends, NONBLOCK_CLOEXEC) < 0) {
                return null;
            }
            var pipe = new Pipe(ends.getAtIndex(JAVA_INT, 0), ends.getAtIndex(JAVA_INT, 1));
            if ((int) FCNTL.invokeExact(captured, pipe.readEnd(), F_SETPIPE_SZ, pipeBytes) < 0) {
                closeEnds(pipe);
                return null;
            }
            return pipe;
        } catch (Throwable e) {
            throw CLibrary.broken(e);
        }
    }
}
