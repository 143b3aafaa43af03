package io.sixlane.platform;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The last server on a cluster folder, from {@code postmaster.pid}.
 *
 * <p>The file outlives a crash. PostgreSQL itself trusts any living process with that pid, so after
 * a reboot a stranger's pid would keep it from starting; here the start time on the third line must
 * fit too (source: PostgreSQL {@code src/include/utils/pidfile.h}, lines 1 and 3).
 */
record StalePostmaster(long pid, Instant startedAt) {

    /**
     * Clock ticks against wall clock: the two notions of a process's start differ by less than
     * this.
     */
    private static final Duration START_TOLERANCE = Duration.ofSeconds(10);

    private static final Duration PATIENCE = Duration.ofSeconds(15);

    /**
     * Ends the server that outlived its parent, if any, and removes the stale file.
     *
     * @return whether a server was ended
     */
    static boolean clear(Path cluster) throws IOException {
        var file = cluster.resolve("postmaster.pid");
        if (!Files.exists(file)) {
            return false;
        }
        var survivor = parse(Files.readAllLines(file, UTF_8)).flatMap(StalePostmaster::process);
        if (survivor.isPresent()) {
            end(survivor.get());
        }
        Files.deleteIfExists(file);
        return survivor.isPresent();
    }

    static Optional<StalePostmaster> parse(List<String> lines) {
        if (lines.size() < 3) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    new StalePostmaster(
                            Long.parseLong(lines.get(0).strip()),
                            Instant.ofEpochSecond(Long.parseLong(lines.get(2).strip()))));
        } catch (NumberFormatException _) {
            return Optional.empty();
        }
    }

    /**
     * The living process this file is about; empty when it is gone or its pid belongs to another
     * process.
     */
    Optional<ProcessHandle> process() {
        return ProcessHandle.of(pid)
                .filter(ProcessHandle::isAlive)
                .filter(
                        process ->
                                process.info()
                                        .startInstant()
                                        .map(start -> Duration.between(start, startedAt).abs())
                                        .filter(apart -> apart.compareTo(START_TOLERANCE) < 0)
                                        .isPresent());
    }

    /**
     * SIGINT is PostgreSQL's fast shutdown; Java alone can only send SIGTERM, which waits for
     * clients.
     */
    private static void end(ProcessHandle process) throws IOException {
        new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start();
        try {
            process.onExit().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException _) {
            process.destroyForcibly();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
