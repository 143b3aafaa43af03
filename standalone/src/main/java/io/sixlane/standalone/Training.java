package io.sixlane.standalone;

import io.sixlane.platform.EmbeddedKafka;
import io.sixlane.platform.EmbeddedPostgres;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * Makes AOT caches: each app runs once against a PostgreSQL and a Kafka of its own until it is
 * ready, and the JVM writes what it loaded when it ends. Nothing of it touches the stack's data.
 */
final class Training implements AutoCloseable {

    private static final Duration READY_LIMIT = Duration.ofSeconds(90);
    private static final Duration WRITE_LIMIT = Duration.ofMinutes(2);
    private static final int AT_ONCE = 2;

    private final Path folder;
    private final Narrator narrator;
    private final Set<Process> running = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    Training(Path folder, Narrator narrator) {
        this.folder = folder;
        this.narrator = narrator;
    }

    /** Ends and removes what a killed training left behind. Nobody else may train meanwhile. */
    static void clean(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        var stack = new StackFolder(folder);
        try (var run = RunFolder.acquire(stack.run())) {
            run.endSurvivors();
        }
        EmbeddedPostgres.endSurvivor(stack.postgres());
        AppJar.delete(folder);
    }

    /** An app that cannot be trained starts without a cache, slower. */
    void train(List<AppJar> apps) throws IOException {
        narrator.say(
                "First start of this build: learning how to start fast (a minute or two, once).");
        Files.createDirectories(folder);
        var stack = new StackFolder(folder);
        try (var run = RunFolder.acquire(stack.run());
                var postgres = EmbeddedPostgres.start(stack.postgres(), 0);
                var kafka = EmbeddedKafka.start(stack.kafka(), 0);
                var threads = Executors.newFixedThreadPool(AT_ONCE)) {
            Parts.DATABASES.forEach(postgres::createDatabase);
            var tasks = apps.stream().map(app -> task(app, postgres.port(), kafka, run)).toList();
            for (var result : threads.invokeAll(tasks)) {
                result.get();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StackException("Stopped while training.", e);
        } catch (ExecutionException e) {
            narrator.say("  training failed, the stack starts without it: " + e.getCause());
        } finally {
            // In the middle of an end others still write here; the next start cleans.
            if (!closed) {
                AppJar.delete(folder);
            }
        }
    }

    private Callable<Void> task(AppJar app, int postgresPort, EmbeddedKafka kafka, RunFolder run) {
        return () -> {
            var began = Instant.now();
            var trained = train(app, postgresPort, kafka.bootstrapServers(), run);
            var took = Narrator.seconds(Duration.between(began, Instant.now()));
            if (closed) {
                return null;
            }
            narrator.say(
                    trained
                            ? "  %-20s learnt in %s".formatted(app.app(), took)
                            : "  %-20s could not be trained; it starts slower"
                                    .formatted(app.app()));
            return null;
        };
    }

    private boolean train(AppJar app, int postgresPort, String kafka, RunFolder run)
            throws IOException, InterruptedException {
        var builder = new ProcessBuilder(app.trainingCommand()).redirectErrorStream(true);
        builder.redirectOutput(folder.resolve(app.app() + ".log").toFile());
        var environment = builder.environment();
        var scratch = new StackFolder(folder);
        var port = Ports.anyFree(InetAddress.getLoopbackAddress());
        Parts.all(new Ports(0), scratch, AddressPlan.loopback()).stream()
                .filter(part -> part.app().equals(app.app()))
                .findFirst()
                .ifPresent(part -> environment.putAll(part.variables()));
        environment.put("SIXLANE_HTTP_PORT", Integer.toString(port));
        environment.put("SIXLANE_POSTGRES_PORT", Integer.toString(postgresPort));
        environment.put("SIXLANE_KAFKA_BOOTSTRAP_SERVERS", kafka);
        var process = builder.start();
        running.add(process);
        run.record(app.app(), process.toHandle());
        try {
            var deadline = Instant.now().plus(READY_LIMIT);
            while (!Readiness.isReady(port)) {
                if (closed
                        || process.waitFor(100, TimeUnit.MILLISECONDS)
                        || Instant.now().isAfter(deadline)) {
                    return false;
                }
            }
            process.destroy();
            return process.waitFor(WRITE_LIMIT.toSeconds(), TimeUnit.SECONDS) && app.keepCache();
        } finally {
            process.destroyForcibly();
            running.remove(process);
        }
    }

    /** Ends a training in the middle; what was learnt until then stays. */
    @Override
    public void close() {
        closed = true;
        running.forEach(Process::destroyForcibly);
    }
}
