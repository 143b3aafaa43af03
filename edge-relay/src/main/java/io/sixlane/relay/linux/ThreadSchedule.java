package io.sixlane.relay.linux;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.invoke.MethodHandle;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The time that the scheduler of Linux gave a thread, and let it wait, since it started (source:
 * the kernel's Documentation/scheduler/sched-stats.rst).
 *
 * @param ranNanos on a processor
 * @param waitedNanos ready to run, while others ran
 */
public record ThreadSchedule(long ranNanos, long waitedNanos) {
    private static final MethodHandle GETTID = CLibrary.brief("gettid", 0);

    /** The number of the calling thread, by which {@link #of} finds it. */
    public static int thisThread() {
        try (var arena = Arena.ofConfined()) {
            return (int) GETTID.invokeExact(arena.allocate(CLibrary.CAPTURED));
        } catch (Throwable e) {
            throw CLibrary.broken(e);
        }
    }

    /** Empty where the kernel keeps no such statistics, and for a thread that has ended. */
    public static Optional<ThreadSchedule> of(int thread) {
        try {
            return parse(Files.readString(Path.of("/proc/self/task/" + thread + "/schedstat")));
        } catch (IOException _) {
            return Optional.empty();
        }
    }

    static Optional<ThreadSchedule> parse(String statistics) {
        var fields = statistics.strip().split(" ");
        try {
            return fields.length < 2
                    ? Optional.empty()
                    : Optional.of(
                            new ThreadSchedule(
                                    Long.parseLong(fields[0]), Long.parseLong(fields[1])));
        } catch (NumberFormatException _) {
            return Optional.empty();
        }
    }

    /** How long it had something to do. */
    public long wantedNanos() {
        return ranNanos + waitedNanos;
    }
}
