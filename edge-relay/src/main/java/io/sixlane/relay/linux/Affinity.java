package io.sixlane.relay.linux;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.util.stream.IntStream;

/** The processors that a thread may run on (sched_getaffinity(2)). */
public final class Affinity {
    /** A mask of 8,192 processors, the most that a kernel can be built for on x86-64. */
    private static final int MASK_BYTES = 1_024;

    /** 0 stands for the calling thread. */
    private static final int THIS_THREAD = 0;

    private static final MethodHandle GET =
            CLibrary.brief(
                    "sched_getaffinity",
                    FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_LONG, ADDRESS));

    private Affinity() {}

    /** Those of the calling thread, ascending; empty where the kernel does not answer. */
    public static int[] allowed() {
        try (var arena = Arena.ofConfined()) {
            var mask = arena.allocate(MASK_BYTES);
            if (ask(arena.allocate(CLibrary.CAPTURED), mask) < 0) {
                return new int[0];
            }
            return IntStream.range(0, MASK_BYTES * Byte.SIZE)
                    .filter(cpu -> (mask.get(JAVA_BYTE, cpu / 8) >> cpu % 8 & 1) == 1)
                    .toArray();
        }
    }

    private static int ask(MemorySegment captured, MemorySegment mask) {
        try {
            return CLibrary.result(
                    (int) GET.invokeExact(captured, THIS_THREAD, (long) MASK_BYTES, mask),
                    captured);
        } catch (Throwable e) {
            throw CLibrary.broken(e);
        }
    }
}
