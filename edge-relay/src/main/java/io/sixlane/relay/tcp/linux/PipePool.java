package io.sixlane.relay.tcp.linux;

import io.sixlane.relay.limit.DescriptorShares;
import io.sixlane.relay.linux.PipeCalls;
import io.sixlane.relay.linux.PipeCalls.Pipe;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Empty pipes of one event loop. The kernel bounds the pipe memory of a user (64 MiB unless set
 * otherwise; source: pipe(7), pipe-user-pages-soft): beyond it there is none, and bytes are copied.
 */
final class PipePool {
    /** Smaller pipes cost more rounds for the same bytes, larger ones gain nothing. */
    static final int PIPE_BYTES = 256 << 10;

    /** Slow readers may hold this many, a part of those of the process; then bytes are copied. */
    static final int MOST_OPEN =
            Math.clamp(
                    DescriptorShares.pipes() / Runtime.getRuntime().availableProcessors(), 1, 512);

    private static final int MOST_KEPT = 64;
    private static final long RETRY_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final Deque<Pipe> empty = new ArrayDeque<>();
    private final PipeCalls calls;
    private final int pipeBytes;
    private long refusedNanos;
    private boolean refused;
    private int open;

    /**
     * @param pipeBytes of each pipe; a size that the kernel refuses gives no pipe
     */
    PipePool(Arena arena, MemorySegment captured, int pipeBytes) {
        this.calls = new PipeCalls(arena, captured);
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
        pipe = calls.open(pipeBytes);
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

    /** Closes a pipe that is not empty. */
    void close(Pipe pipe) {
        open--;
        calls.close(pipe);
    }

    void close() {
        empty.forEach(this::close);
        empty.clear();
    }
}
