package io.sixlane.benchmarks.ocean;

import io.sixlane.benchmarks.relay.Ending;
import io.sixlane.benchmarks.relay.Listening;
import io.sixlane.platform.link.Namespace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Processes in namespaces, each with a log in a folder of its own; closing ends all of them. */
final class Processes implements AutoCloseable {
    private static final int POLLS = 1_200;
    private static final long POLL_MILLIS = 100;
    private static final int LAST_LINES = 15;

    private final Path root;
    private final Deque<Process> running = new ArrayDeque<>();
    private final Map<Process, Path> logs = new HashMap<>();

    private Processes(Path root) {
        this.root = root;
    }

    static Processes open() throws IOException {
        return new Processes(Files.createTempDirectory("sixlane-ocean"));
    }

    /** Created when new. */
    Path folder(String name) throws IOException {
        return Files.createDirectories(root.resolve(name));
    }

    /**
     * @param name of its folder
     */
    Process start(
            Namespace namespace, String name, List<String> command, Map<String, String> environment)
            throws IOException {
        var log = folder(name).resolve("log");
        var builder =
                new ProcessBuilder(namespace.command(command))
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().putAll(environment);
        var process = builder.start();
        running.push(process);
        logs.put(process, log);
        return process;
    }

    /** The log of the process so far. */
    List<String> log(Process process) throws IOException {
        return Files.readAllLines(logs.getOrDefault(process, root));
    }

    /** Fails with the end of its log when the process ends first. */
    void awaitListening(Process process, String address, int port) throws IOException {
        for (var poll = 0; poll < POLLS && process.isAlive(); poll++) {
            if (Listening.on(process.pid(), address, port)) {
                return;
            }
            pause();
        }
        throw new IOException(
                "nothing listens on %s port %s; the end of the log:%n%s"
                        .formatted(address, port, end(log(process))));
    }

    private static String end(List<String> log) {
        return log.stream()
                .skip(Math.max(0, log.size() - LAST_LINES))
                .collect(Collectors.joining("\n"));
    }

    private static void pause() throws IOException {
        try {
            Thread.sleep(POLL_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    /** Once, also when the end of this process and the end of the work both ask for it. */
    @Override
    public synchronized void close() throws IOException {
        while (!running.isEmpty()) {
            Ending.end(running.pop());
        }
        if (Files.notExists(root)) {
            return;
        }
        try (var files = Files.walk(root)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
