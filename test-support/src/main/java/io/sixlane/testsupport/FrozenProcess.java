package io.sixlane.testsupport;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A process and its descendants, stopped until this is closed, as by a debugger or hypervisor. */
public final class FrozenProcess implements AutoCloseable {
    private final List<ProcessHandle> processes = new ArrayList<>();

    private FrozenProcess(ProcessHandle process) {
        // The parent first, so that it starts no more of them.
        signal("STOP", process);
        processes.add(process);
        process.descendants().forEach(processes::add);
        processes.subList(1, processes.size()).forEach(child -> signal("STOP", child));
    }

    /** With its children. */
    public static FrozenProcess of(ProcessHandle process) {
        return new FrozenProcess(process);
    }

    /** Leaves the test out where there is none, as where servers run in containers. */
    public static FrozenProcess of(Optional<ProcessHandle> process) {
        assumeTrue(process.isPresent(), "optional, freezes a process of this host");
        return of(process.orElseThrow());
    }

    @Override
    public void close() {
        processes.forEach(process -> signal("CONT", process));
    }

    private static void signal(String name, ProcessHandle process) {
        try {
            var ended =
                    new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                            .inheritIO()
                            .start()
                            .waitFor();
            if (ended != 0 && process.isAlive()) {
                throw new IllegalStateException("kill ended with " + ended);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
