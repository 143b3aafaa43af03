package io.sixlane.standalone;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Keeps one part alive: starts it, starts it again when it dies, ends it when asked. */
final class SupervisedPart {

    static final Duration READY_LIMIT = Duration.ofMinutes(2);

    /** A relay drains for 30 s, then ends the remaining connections. */
    private static final Duration STOP_PATIENCE = Duration.ofSeconds(45);

    private static final Duration PROBE_EVERY = Duration.ofMillis(100);

    private final Part part;
    private final Launch launch;
    private final Path log;
    private final RunFolder run;
    private final Narrator narrator;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private @Nullable Process process;
    private volatile boolean wasReady;

    /** Starts the part; called for each start. */
    interface Launch {
        ProcessBuilder process();

        /** The process ended, unasked, before the part was ready for the first time. */
        void endedBeforeReady();
    }

    SupervisedPart(Part part, Launch launch, Path log, RunFolder run, Narrator narrator) {
        this.part = part;
        this.launch = launch;
        this.log = log;
        this.run = run;
        this.narrator = narrator;
    }

    /** Starts the process and, on a thread of its own, watches it. */
    void start() {
        var first = launch();
        if (first != null) {
            Thread.ofVirtual().name("keep-" + part.name()).start(() -> keep(first));
        }
    }

    /**
     * Waits until it answers that it is ready.
     *
     * @throws StackException when that takes longer than {@link #READY_LIMIT}
     */
    void awaitReady() {
        var began = Instant.now();
        while (!Readiness.isReady(part)) {
            if (stopped(PROBE_EVERY)) {
                return;
            }
            if (Duration.between(began, Instant.now()).compareTo(READY_LIMIT) > 0) {
                throw new StackException(
                        "%s was not ready within %s s: its log is %s."
                                .formatted(part.name(), READY_LIMIT.toSeconds(), log));
            }
        }
        wasReady = true;
    }

    /**
     * Asks it to end (SIGTERM); after {@link #STOP_PATIENCE} it is killed. Returns when it is gone.
     */
    void stop() {
        Process running;
        synchronized (this) {
            stopping.countDown();
            running = process;
        }
        if (running != null) {
            running.destroy();
            try {
                if (!running.waitFor(STOP_PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                    narrator.print(
                            "  %s did not end within %s s and is killed"
                                    .formatted(part.name(), STOP_PATIENCE.toSeconds()));
                    running.destroyForcibly().waitFor();
                }
            } catch (InterruptedException _) {
                running.destroyForcibly();
                Thread.currentThread().interrupt();
            }
        }
        run.forget(part.name());
    }

    private void keep(Process first) {
        var backoff = Backoff.start();
        @Nullable Process current = first;
        while (current != null) {
            var began = Instant.now();
            var code = current.onExit().join().exitValue();
            if (stopping.getCount() == 0) {
                return;
            }
            if (!wasReady) {
                launch.endedBeforeReady();
            }
            var lived = Duration.between(began, Instant.now());
            var wait = backoff.after(lived);
            backoff = backoff.then(lived);
            narrator.print(
                    "  %s ended with code %s; it starts again in %s s; its log is %s"
                            .formatted(part.name(), code, wait.toSeconds(), log));
            if (stopped(wait)) {
                return;
            }
            current = launch();
            Thread.ofVirtual().start(this::announceReturn);
        }
    }

    private void announceReturn() {
        var began = Instant.now();
        awaitReady();
        if (stopping.getCount() > 0) {
            narrator.ready(part.name(), Duration.between(began, Instant.now()), "again");
        }
    }

    /** Null when it is being stopped. */
    private synchronized @Nullable Process launch() {
        if (stopping.getCount() == 0) {
            return null;
        }
        var builder = launch.process().redirectErrorStream(true);
        builder.redirectOutput(outsideOfLog().toFile());
        builder.environment().putAll(part.variables());
        builder.environment().putAll(rotatedLog());
        try {
            var started = builder.start();
            run.record(part.name(), started.toHandle());
            process = started;
            return started;
        } catch (IOException e) {
            throw new StackException(
                    "%s could not be started: %s.".formatted(part.name(), e.getMessage()), e);
        }
    }

    /** The words of the JVM itself since the last start; usually none. */
    private Path outsideOfLog() {
        return log.resolveSibling(part.name() + ".out");
    }

    private Map<String, String> rotatedLog() {
        return Map.of(
                "LOGGING_FILE_NAME", log.toString(),
                "LOGGING_THRESHOLD_CONSOLE", "OFF",
                "LOGGING_LOGBACK_ROLLINGPOLICY_MAXFILESIZE", "10MB",
                "LOGGING_LOGBACK_ROLLINGPOLICY_TOTALSIZECAP", "50MB");
    }

    private boolean stopped(Duration within) {
        try {
            return stopping.await(within.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return true;
        }
    }
}
