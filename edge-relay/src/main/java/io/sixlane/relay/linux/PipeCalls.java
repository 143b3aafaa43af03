package io.sixlane.relay.linux;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import org.jspecify.annotations.Nullable;

/** Opens and closes pipes that never block. Confined to one thread. */
public final class PipeCalls {
    private static final MethodHandle PIPE2 =
            CLibrary.brief("pipe2", FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT));
    private static final MethodHandle FCNTL = CLibrary.variadic("fcntl", JAVA_INT);
    private static final int NONBLOCK_CLOEXEC = 04000 | 02000000;
    private static final int F_SETPIPE_SZ = 1031;

    private final MemorySegment captured;
    private final MemorySegment ends;

    /** The two descriptors of a pipe. */
    public record Pipe(int readEnd, int writeEnd) {}

    /**
     * @param captured where errno goes
     */
    public PipeCalls(Arena arena, MemorySegment captured) {
        this.captured = captured;
        this.ends = arena.allocate(JAVA_INT, 2);
    }

    /** Null when the kernel has no pipe of that size to give. */
    public @Nullable Pipe open(int bytes) {
        try {
            if ((int) PIPE2.invokeExact(captured, ends, NONBLOCK_CLOEXEC) < 0) {
                return null;
            }
            var pipe = new Pipe(ends.getAtIndex(JAVA_INT, 0), ends.getAtIndex(JAVA_INT, 1));
            if ((int) FCNTL.invokeExact(captured, pipe.readEnd(), F_SETPIPE_SZ, bytes) < 0) {
                close(pipe);
                return null;
            }
            return pipe;
        } catch (Throwable e) {
            throw CLibrary.broken(e);
        }
    }

    public void close(Pipe pipe) {
        CLibrary.close(pipe.readEnd(), captured);
        CLibrary.close(pipe.writeEnd(), captured);
    }
}
