package io.sixlane.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A service in a process of its own, with the variables by which the local stack bounds its log.
 * The size is a small one here.
 */
class RolledLogIT {
    private final Path folder;

    RolledLogIT(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void a_log_that_grew_past_its_size_moves_into_an_archive() throws Exception {
        var log = folder.resolve("gateway.log");
        // The size is read with the first line, then once a minute.
        Files.writeString(log, "of an earlier start\n".repeat(1_000));

        var gateway = start(log);
        try {
            await().atMost(Duration.ofSeconds(60))
                    .untilAsserted(
                            () ->
                                    assertThat(files())
                                            .anyMatch(
                                                    name ->
                                                            name.matches(
                                                                    "gateway\\.log\\.\\d{4}-\\d\\d-\\d\\d\\.0\\.gz")));
            await().atMost(Duration.ofSeconds(60))
                    .untilAsserted(
                            () ->
                                    assertThat(log)
                                            .content()
                                            .contains("GatewayApplication")
                                            .doesNotContain("of an earlier start"));
        } finally {
            gateway.destroyForcibly().waitFor();
        }
    }

    private Process start(Path log) throws IOException {
        var builder =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-XX:TieredStopAtLevel=1",
                                "-cp",
                                System.getProperty("java.class.path"),
                                GatewayApplication.class.getName())
                        .redirectErrorStream(true)
                        .redirectOutput(folder.resolve("gateway.out").toFile());
        builder.environment()
                .putAll(
                        Map.of(
                                "LOGGING_FILE_NAME", log.toString(),
                                "LOGGING_THRESHOLD_CONSOLE", "OFF",
                                "LOGGING_LOGBACK_ROLLINGPOLICY_MAXFILESIZE", "10KB",
                                "SERVER_PORT", "0"));
        return builder.start();
    }

    private List<String> files() throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.map(file -> file.getFileName().toString()).toList();
        }
    }
}
