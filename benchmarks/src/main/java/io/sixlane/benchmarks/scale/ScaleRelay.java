package io.sixlane.benchmarks.scale;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sixlane.benchmarks.relay.LiveHeap;
import io.sixlane.platform.FreePorts;
import io.sixlane.topics.KafkaAccess;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A relay as a distribution or an image starts it, with an archive of its classes, in a process of
 * its own, seen through its log and its meters.
 */
final class ScaleRelay implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final long POLL_MILLIS = 20;

    private final Process process;
    private final Instant startedAt;
    private final Path log;
    private final int httpPort;
    private final HttpClient client = HttpClient.newHttpClient();

    private ScaleRelay(Process process, Instant startedAt, Path log, int httpPort) {
        this.process = process;
        this.startedAt = startedAt;
        this.log = log;
        this.httpPort = httpPort;
    }

    /**
     * @param folder its state folder, with the image in it
     * @param heap as {@code -Xmx} takes it
     */
    static ScaleRelay start(Path jar, Path folder, String heap, KafkaAccess kafka)
            throws IOException {
        var log = folder.resolve("log");
        var httpPort = FreePorts.next();
        var builder =
                new ProcessBuilder(
                                List.of(
                                        java("java"),
                                        "-XX:+UseSerialGC",
                                        "-XX:+UseCompactObjectHeaders",
                                        "-Xmx" + heap,
                                        "--enable-native-access=ALL-UNNAMED",
                                        "-XX:+AutoCreateSharedArchive",
                                        "-XX:SharedArchiveFile=" + jar.resolveSibling("relay.jsa"),
                                        "-Xlog:cds=off",
                                        "-Xlog:aot=off",
                                        "-jar",
                                        jar.toString()))
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile());
        builder.environment()
                .putAll(
                        Map.of(
                                "SIXLANE_RELAY_ID",
                                "relay-bench",
                                "SIXLANE_RELAY_REGION",
                                ScaleImage.REGION,
                                "SIXLANE_RELAY_POOLS",
                                ScaleImage.POOL,
                                "SIXLANE_RELAY_STATE_FOLDER",
                                folder.toString(),
                                "SIXLANE_HTTP_PORT",
                                Integer.toString(httpPort),
                                "SIXLANE_SIGNERS_FOLDER",
                                kafka.signersFolder(),
                                "SIXLANE_KAFKA_SETTINGS",
                                kafka.settingsFile(),
                                "SIXLANE_KAFKA_BOOTSTRAP_SERVERS",
                                kafka.bootstrapServers()));
        var startedAt = Instant.now();
        return new ScaleRelay(builder.start(), startedAt, log, httpPort);
    }

    /** Starts and ends without an image, and leaves the archive from which the others start. */
    static void record(Path jar, Path folder, String heap, KafkaAccess kafka) throws IOException {
        try (var relay = start(jar, folder, heap, kafka)) {
            relay.await("Started RelayApplication");
            relay.process.destroy();
            if (!relay.process.waitFor(PATIENCE)) {
                throw new IOException("the relay does not end: " + relay.lastLines());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    /** Unpacks the program, as distributions, images and packages have it. */
    static Path unpack(Path jar, Path folder) throws IOException {
        var process =
                new ProcessBuilder(
                                java("java"),
                                "-Djarmode=tools",
                                "-jar",
                                jar.toString(),
                                "extract",
                                "--destination",
                                folder.toString())
                        .redirectErrorStream(true)
                        .start();
        var output = new String(process.getInputStream().readAllBytes(), UTF_8);
        try {
            if (process.waitFor() != 0) {
                throw new IOException(output);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
        return folder.resolve(jar.getFileName());
    }

    private static String java(String program) {
        return Path.of(System.getProperty("java.home"), "bin", program).toString();
    }

    /** Waits until the relay logs that. */
    RelayLog.Line await(String message) throws IOException {
        var end = System.nanoTime() + PATIENCE.toNanos();
        try {
            while (System.nanoTime() < end) {
                var found = RelayLog.find(Files.readString(log), message);
                if (found.isPresent()) {
                    return found.get();
                }
                if (process.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
                    throw new IOException("the relay ended: " + lastLines());
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
        throw new IOException("never logged “%s”: %s".formatted(message, lastLines()));
    }

    /** Milliseconds from the start of the process to the line. */
    long millisUntil(RelayLog.Line line) {
        return Duration.between(startedAt, line.at()).toMillis();
    }

    /** A sample of its meters. */
    double meter(String name) throws IOException {
        try {
            var answer =
                    client.send(
                            HttpRequest.newBuilder(
                                            URI.create(
                                                    "http://127.0.0.1:%s/actuator/prometheus"
                                                            .formatted(httpPort)))
                                    .build(),
                            BodyHandlers.ofString());
            return answer.body()
                    .lines()
                    .filter(line -> line.startsWith(name + " ") || line.startsWith(name + "{"))
                    .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                    .findFirst()
                    .orElseThrow(() -> new IOException("no meter " + name));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    /** Live heap in MB, after a full collection. */
    long liveHeapMb() throws IOException {
        return Math.round(LiveHeap.kilobytes(process.pid()) / 1024.0);
    }

    /** Resident memory in MB. */
    long residentMb() throws IOException {
        return status("VmRSS:") / 1024;
    }

    /** How many it has open. */
    long descriptors() throws IOException {
        try (var open = Files.list(Path.of("/proc/%s/fd".formatted(process.pid())))) {
            return open.count();
        }
    }

    private long status(String name) throws IOException {
        return Files.readAllLines(Path.of("/proc/%s/status".formatted(process.pid()))).stream()
                .filter(line -> line.startsWith(name))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst()
                .orElseThrow();
    }

    private String lastLines() throws IOException {
        var lines = Files.readAllLines(log, UTF_8);
        return String.join("\n", lines.subList(Math.max(0, lines.size() - 20), lines.size()));
    }

    @Override
    public void close() throws IOException {
        client.close();
        process.destroyForcibly();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                throw new IOException("process " + process.pid() + " does not end");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}
