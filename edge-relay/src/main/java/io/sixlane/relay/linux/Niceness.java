package io.sixlane.relay.linux;

import java.lang.foreign.Arena;
import java.lang.invoke.MethodHandle;

/** How readily the scheduler of Linux runs a thread. */
public final class Niceness {
    private static final int PRIO_PROCESS = 0;

    /** 0 stands for the calling thread (setpriority(2), C library/kernel differences). */
    private static final int THIS_THREAD = 0;

    /** The scheduler gives it a 70th of what it gives to others (sched(7)). */
    private static final int NICEST = 19;

    private static final MethodHandle SET_PRIORITY = CLibrary.brief("setpriority", 3);

    private Niceness() {}

    /**
     * From here on the calling thread, and each thread that it starts, runs when no other thread
     * wants the processor. Needs no privilege. Returns 0, or errno negated.
     */
    public static int yieldToOthers() {
        try (var arena = Arena.ofConfined()) {
            var captured = arena.allocate(CLibrary.CAPTURED);
            return CLibrary.result(
                    (int) SET_PRIORITY.invokeExact(captured, PRIO_PROCESS, THIS_THREAD, NICEST),
                    captured);
        } catch (Throwable e) {
            throw CLibrary.broken(e);
        }
    }
}
