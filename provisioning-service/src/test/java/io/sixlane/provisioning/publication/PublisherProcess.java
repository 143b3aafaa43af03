package io.sixlane.provisioning.publication;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.sixlane.platform.EmbeddedPostgres;
import io.sixlane.provisioning.TestPlatform;
import io.sixlane.topics.KafkaAccess;
import java.io.IOException;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;

/** A publisher in a process of its own, which is killed -9 at a step of its work. */
final class PublisherProcess {
    static final int BATCH = 7;

    /** Exit code of a process ended by SIGKILL, as a shell reports it. */
    static final int KILLED = 128 + 9;

    private static final int SIGKILL = 9;

    /** A variable, because other users see the arguments of a process. */
    private static final String PASSWORD = "PUBLISHER_PASSWORD";

    private PublisherProcess() {}

    /** Its last deed is to reach {@code step} for the {@code time}th time, counted from 1. */
    static Process start(
            KafkaAccess kafka, String jdbcUrl, PublicationStep step, int time, Path log)
            throws IOException {
        var process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-XX:TieredStopAtLevel=1",
                                "-XX:+UseSerialGC",
                                "-Xmx128m",
                                "--enable-native-access=ALL-UNNAMED",
                                "-cp",
                                System.getProperty("java.class.path"),
                                PublisherProcess.class.getName(),
                                kafka.bootstrapServers(),
                                kafka.settingsFile(),
                                jdbcUrl,
                                step.name(),
                                Integer.toString(time))
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        process.environment().put(PASSWORD, TestPlatform.postgresPassword());
        return process.start();
    }

    public static void main(String[] arguments) throws InterruptedException {
        var properties =
                new PublicationProperties(
                        KafkaAccess.of(arguments[0], arguments[1]),
                        arguments[2],
                        EmbeddedPostgres.USER,
                        System.getenv(PASSWORD),
                        BATCH,
                        Duration.ofMillis(200),
                        Duration.ofDays(7));
        var last = PublicationStep.valueOf(arguments[3]);
        var left = new CountDownLatch(Integer.parseInt(arguments[4]));
        PublicationObserver observer =
                step -> {
                    if (step == last) {
                        left.countDown();
                        if (left.getCount() == 0) {
                            kill();
                        }
                    }
                };
        try (var publisher = new RecordPublisher(properties, new SimpleMeterRegistry(), observer)) {
            publisher.start();
            new CountDownLatch(1).await();
        }
    }

    /** By the process itself, so that no other of its threads does anything more. */
    @SuppressWarnings("restricted")
    private static void kill() {
        var linker = Linker.nativeLinker();
        var raise =
                linker.downcallHandle(
                        linker.defaultLookup().find("raise").orElseThrow(),
                        FunctionDescriptor.of(JAVA_INT, JAVA_INT));
        try {
            var _ = (int) raise.invokeExact(SIGKILL);
        } catch (Throwable e) {
            throw new IllegalStateException("still alive", e);
        }
    }
}
