package io.sixlane.provisioning.publication;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;

/** A publisher in a process of its own, so that a test can kill it -9. */
final class PublisherProcess {
    private PublisherProcess() {}

    static Process start(String bootstrapServers, String jdbcUrl, Path log) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-Xmx128m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        PublisherProcess.class.getName(),
                        bootstrapServers,
                        jdbcUrl)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
    }

    public static void main(String[] arguments) throws InterruptedException {
        var properties =
                new PublicationProperties(
                        arguments[0],
                        arguments[1],
                        "postgres",
                        "postgres",
                        50,
                        Duration.ofMillis(200));
        try (var publisher = new RecordPublisher(properties, new SimpleMeterRegistry())) {
            publisher.start();
            new CountDownLatch(1).await();
        }
    }
}
