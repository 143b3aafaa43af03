package io.sixlane.benchmarks.relay;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Lets the threads of a relay that probe links run before all others. Where clients, backends and
 * both relays fill the same processors, an answer is otherwise late so often that the link counts as
 * down, and connections take no lane.
 */
final class PromptProbes {
    private static final String THREAD = "relay-probes";
    private static final String FIRST = "-20";

    private PromptProbes() {}

    static void of(RunningPeer relay) throws IOException {
        for (var process : relay.processes()) {
            try (var tasks = Files.list(Path.of("/proc/" + process + "/task"))) {
                for (var task : tasks.toList()) {
                    if (Files.readString(task.resolve("comm")).strip().equals(THREAD)) {
                        Host.output(
                                List.of("renice", "-n", FIRST, "-p", task.getFileName().toString()));
                    }
                }
            }
        }
    }
}
