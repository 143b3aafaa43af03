package io.sixlane.relay.linux;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.invoke.MethodHandle;

/** Threads that stay on one processor. */
final class Pinned {
    private static final int MASK_BYTES = 1_024;
    private static final MethodHandle SET =
            CLibrary.brief(
                    "sched_setaffinity",
                    FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_LONG, ADDRESS));

    private Pinned() {}

    static Thread start(int cpu, Runnable work) {
        return Thread.ofPlatform()
                .daemon()
                .start(
                        () -> {
                            pin(cpu);
                            work.run();
                        });
    }

    private static void pin(int cpu) {
        try (var arena = Arena.ofConfined()) {
            var mask = arena.allocate(MASK_BYTES);
            mask.set(JAVA_BYTE, cpu / 8, (byte) (1 << cpu % 8));
            var captured = arena.allocate(CLibrary.CAPTURED);
            if ((int) SET.invokeExact(captured, 0, (long) MASK_BYTES, mask) < 0) {
                throw new IllegalStateException("errno " + CLibrary.errno(captured));
            }
        } catch (Throwable e) {
            throw CLibrary.broken(e);
        }
    }
}
