package io.sixlane.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The log of the supervisor itself, by the configuration that it ships with. */
class PlatformLogTest {
    private static final long MOST_BYTES = 10 * 1024 * 1024;

    private final LoggerContext context = new LoggerContext();
    private final Path folder;

    PlatformLogTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @AfterEach
    void stop() {
        context.stop();
    }

    @Test
    void aLogThatGrewPastItsSizeMovesIntoAnArchive() throws Exception {
        grownTo(MOST_BYTES + 1);

        warn("the next line");

        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(
                        () ->
                                assertThat(files())
                                        .hasSize(2)
                                        .contains("platform.log")
                                        .anyMatch(
                                                name ->
                                                        name.matches(
                                                                "platform\\.log\\.\\d{4}-\\d\\d-\\d\\d\\.0\\.gz")));
        assertThat(folder.resolve("platform.log")).content().contains("the next line");
        assertThat(Files.size(folder.resolve("platform.log"))).isLessThan(1_000);
    }

    @Test
    void aLogThatHasRoomStays() throws Exception {
        grownTo(MOST_BYTES / 2);

        warn("the next line");

        assertThat(files()).containsExactly("platform.log");
        assertThat(Files.size(folder.resolve("platform.log"))).isGreaterThan(MOST_BYTES / 2);
    }

    /** As an earlier start left it. The size is read with the first line, then once a minute. */
    private void grownTo(long bytes) throws IOException {
        try (var log = new RandomAccessFile(folder.resolve("platform.log").toFile(), "rw")) {
            log.setLength(bytes);
        }
    }

    private void warn(String message) throws Exception {
        context.setMDCAdapter(new LogbackMDCAdapter());
        context.putProperty("sixlane.logs", folder.toString());
        var configurator = new JoranConfigurator();
        configurator.setContext(context);
        configurator.doConfigure(PlatformLogTest.class.getResource("/logback.xml"));
        context.getLogger("io.sixlane").warn(message);
    }

    private List<String> files() throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.map(file -> file.getFileName().toString()).toList();
        }
    }
}
