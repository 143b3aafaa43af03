package io.sixlane.benchmarks.write;

import io.sixlane.testsupport.TestIdentity;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A service in a process of its own, from the jar that ships. */
final class ServiceProcess implements AutoCloseable {
    private static final Duration START = Duration.ofMinutes(5);
    private static final Duration END = Duration.ofMinutes(1);
    private static final long LOOK_AGAIN_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final Path log;
    private final ProcessBuilder builder;
    private final int port;
    private Process process;

    private ServiceProcess(Path log, ProcessBuilder builder, int port) throws IOException {
        this.log = log;
        this.builder = builder;
        this.port = port;
        this.process = builder.start();
    }

    /**
     * @param home of the project, built
     * @param log appended to
     * @param port of its HTTP server
     */
    static ServiceProcess start(
            Path home, String service, int port, Map<String, String> environment, Path log)
            throws IOException {
        var jar = home.resolve(service + "/target/" + service + ".jar").toAbsolutePath();
        if (!Files.exists(jar)) {
            throw new IOException(jar + " is missing: build first");
        }
        var builder =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-XX:+UseSerialGC",
                                "-Xmx512m",
                                "--enable-native-access=ALL-UNNAMED",
                                "-jar",
                                jar.toString())
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().putAll(environment);
        builder.environment().put("SIXLANE_HTTP_PORT", Integer.toString(port));
        builder.environment().putIfAbsent("SIXLANE_IDENTITY_URL", TestIdentity.url());
        return new ServiceProcess(log, builder, port);
    }

    int port() {
        return port;
    }

    /** What it used of the processors; zero where the platform does not know. */
    Duration cpu() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    /** kill -9, and the same again. Returns when the new one runs, which is before it serves. */
    void killAndRestart() throws IOException, InterruptedException {
        close();
        process = builder.start();
    }

    /**
     * SIGTERM, and the same again once it has ended. Returns when the new one is ready.
     *
     * @throws IllegalStateException if it does not end by itself
     */
    void restart() throws IOException, InterruptedException {
        process.destroy();
        if (!process.waitFor(END.toSeconds(), TimeUnit.SECONDS)) {
            throw new IllegalStateException("does not end\n" + String.join("\n", lastWords()));
        }
        process = builder.start();
        awaitReady();
    }

    /** Returns when it is ready to serve. */
    void awaitReady() throws IOException, InterruptedException {
        var request =
                HttpRequest.newBuilder(
                                URI.create(
                                        "http://127.0.0.1:%s/actuator/health/readiness"
                                                .formatted(port)))
                        .timeout(Duration.ofSeconds(5))
                        .build();
        var end = System.nanoTime() + START.toNanos();
        while (System.nanoTime() < end && process.isAlive()) {
            try {
                if (HTTP.send(request, HttpResponse.BodyHandlers.discarding()).statusCode()
                        == 200) {
                    return;
                }
            } catch (IOException _) {
                // not up yet
            }
            LockSupport.parkNanos(LOOK_AGAIN_NANOS);
        }
        throw new IllegalStateException("does not serve\n" + String.join("\n", lastWords()));
    }

    private List<String> lastWords() throws IOException {
        var lines = Files.readAllLines(log);
        return lines.subList(Math.max(0, lines.size() - 30), lines.size());
    }

    @Override
    public void close() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }
}
