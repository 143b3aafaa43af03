package io.sixlane.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SupervisedPartTest {

    @Test
    void whatEndsBeforeItIsReadyIsStartedAnotherWay(@TempDir Path folder) throws Exception {
        var trusted = new AtomicBoolean(true);
        var narrator = new Narrator(new PrintStream(OutputStream.nullOutputStream()));
        try (var run = RunFolder.acquire(folder)) {
            var part =
                    new SupervisedPart(
                            new Part("sleeper", "sleep", 1, Map.of()),
                            new SupervisedPart.Launch() {
                                @Override
                                public ProcessBuilder process() {
                                    return trusted.get()
                                            ? new ProcessBuilder("false")
                                            : new ProcessBuilder("sleep", "600");
                                }

                                @Override
                                public void endedBeforeReady() {
                                    trusted.set(false);
                                }
                            },
                            folder.resolve("sleeper.log"),
                            run,
                            narrator);
            part.start();

            await().atMost(Duration.ofSeconds(10))
                    .until(
                            () ->
                                    RunFolder.process(folder, "sleeper")
                                            .flatMap(process -> process.info().command())
                                            .filter(command -> command.endsWith("sleep"))
                                            .isPresent());
            part.stop();
        }
    }

    @Test
    void aPartKeepsItsLogInFilesOfABoundedSize(@TempDir Path folder) throws Exception {
        var narrator = new Narrator(new PrintStream(OutputStream.nullOutputStream()));
        try (var run = RunFolder.acquire(folder)) {
            var part =
                    new SupervisedPart(
                            new Part("printer", "sleep", 1, Map.of()),
                            launch("sh", "-c", "env; exec sleep 600"),
                            folder.resolve("printer.log"),
                            run,
                            narrator);
            part.start();

            await().atMost(Duration.ofSeconds(10))
                    .untilAsserted(
                            () ->
                                    assertThat(folder.resolve("printer.out"))
                                            .content()
                                            .contains(
                                                    "LOGGING_FILE_NAME="
                                                            + folder.resolve("printer.log"),
                                                    "LOGGING_THRESHOLD_CONSOLE=OFF",
                                                    "LOGGING_LOGBACK_ROLLINGPOLICY_MAXFILESIZE=10MB",
                                                    "LOGGING_LOGBACK_ROLLINGPOLICY_TOTALSIZECAP=50MB"));
            part.stop();
        }
    }

    private static SupervisedPart.Launch launch(String... command) {
        return new SupervisedPart.Launch() {
            @Override
            public ProcessBuilder process() {
                return new ProcessBuilder(command);
            }

            @Override
            public void endedBeforeReady() {}
        };
    }

    @Test
    void whatIsKilledStartsAgainUntilItIsStopped(@TempDir Path folder) throws Exception {
        var output = new ByteArrayOutputStream();
        var narrator = new Narrator(new PrintStream(output, true, StandardCharsets.UTF_8));
        try (var run = RunFolder.acquire(folder)) {
            var part =
                    new SupervisedPart(
                            new Part("sleeper", "sleep", 1, Map.of()),
                            launch("sleep", "600"),
                            folder.resolve("sleeper.log"),
                            run,
                            narrator);
            part.start();
            var first = RunFolder.process(folder, "sleeper").orElseThrow();

            first.destroyForcibly();

            await().atMost(Duration.ofSeconds(10))
                    .until(
                            () ->
                                    RunFolder.process(folder, "sleeper")
                                            .filter(process -> process.pid() != first.pid())
                                            .isPresent());
            Optional<ProcessHandle> second = RunFolder.process(folder, "sleeper");
            part.stop();
            assertThat(second.orElseThrow().isAlive()).isFalse();
            assertThat(output.toString(StandardCharsets.UTF_8))
                    .contains("sleeper ended with code 137")
                    .contains("sleeper.log");
        }
    }
}
