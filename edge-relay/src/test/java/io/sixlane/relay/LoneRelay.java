package io.sixlane.relay;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sixlane.configuration.image.AcceleratorRecord;
import io.sixlane.configuration.json.ConfigurationJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A whole relay as a process of its own, from the image in its folder, with nothing else running:
 * no Kafka either. Killed in the end.
 */
final class LoneRelay implements AutoCloseable {
    private final Process process;
    private final List<String> log = new CopyOnWriteArrayList<>();

    LoneRelay(Path folder, int http, String path) throws IOException {
        this(List.of(), folder, http, path);
    }

    /** With so many descriptors and not one more, whatever the machine allows. */
    static LoneRelay limited(int descriptors, Path folder, int http, String path)
            throws IOException {
        var limited = "ulimit -n %s && exec \"$@\"".formatted(descriptors);
        return new LoneRelay(List.of("bash", "-c", limited, "bash"), folder, http, path);
    }

    private LoneRelay(List<String> before, Path folder, int http, String path) throws IOException {
        process =
                new ProcessBuilder(
                                Stream.concat(before.stream(), command(folder, http, path))
                                        .toList())
                        .redirectErrorStream(true)
                        .start();
        Thread.startVirtualThread(
                () -> {
                    try (var lines = process.inputReader()) {
                        lines.lines().forEach(log::add);
                    } catch (IOException | UncheckedIOException _) {
                        // ended
                    }
                });
    }

    private static Stream<String> command(Path folder, int http, String path) {
        return Stream.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx128m",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                RelayApplication.class.getName(),
                "--server.port=" + http,
                "--sixlane.relay.id=relay-1",
                "--sixlane.relay.pools=::1/128",
                "--sixlane.relay.forwarding.path=" + path,
                "--sixlane.relay.state-folder=" + folder,
                "--sixlane.relay.kafka.bootstrap-servers=127.0.0.1:1",
                "--sixlane.relay.kafka-patience=200ms",
                "--sixlane.relay.endpoint-allowed-prefixes=127.0.0.0/8",
                "--sixlane.relay.loop.connections-from-host=0",
                "--sixlane.relay.drain-timeout=60s");
    }

    /** An image for relays in {@code folder}: a hash, and an array with a record a line. */
    static void save(Path folder, AcceleratorRecord... records) throws Exception {
        var json =
                Stream.of(records)
                        .map(record -> new String(ConfigurationJson.write(record), UTF_8))
                        .collect(Collectors.joining(",\n", "[\n", "\n]"));
        var digest = MessageDigest.getInstance("SHA-256").digest(json.getBytes(UTF_8));
        Files.writeString(
                folder.resolve("image.json"), HexFormat.of().formatHex(digest) + "\n" + json);
    }

    long pid() {
        return process.pid();
    }

    void awaitLine(String part) {
        await().atMost(Duration.ofSeconds(90))
                .pollInterval(Duration.ofMillis(20))
                .failFast("the relay ended", () -> !process.isAlive() && !logged(part))
                .untilAsserted(() -> assertThat(logged(part)).as(String.join("\n", log)).isTrue());
    }

    private boolean logged(String part) {
        return log.stream().anyMatch(line -> line.contains(part));
    }

    void terminate() {
        process.toHandle().destroy(); // SIGTERM, and its output stays open
    }

    int awaitEnd() throws InterruptedException {
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).as(() -> String.join("\n", log)).isTrue();
        return process.exitValue();
    }

    @Override
    public void close() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }
}
