package io.sixlane.benchmarks.relay;

import java.io.IOException;
import java.util.concurrent.TimeUnit;

/** How a process of ours ends. */
public final class Ending {
    private Ending() {}

    /** Ends the process with its children; returns when all are gone. */
    public static void end(Process process) throws IOException {
        var tree = process.descendants().toList();
        tree.forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                throw new IOException("process " + process.pid() + " does not end");
            }
            for (var child : tree) {
                child.onExit().get(10, TimeUnit.SECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } catch (java.util.concurrent.ExecutionException
                | java.util.concurrent.TimeoutException e) {
            throw new IOException("a child of " + process.pid() + " does not end", e);
        }
    }
}
