package io.sixlane.provisioning;

import io.sixlane.platform.EmbeddedKafka;
import io.sixlane.platform.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import reactor.core.publisher.Mono;

/** One PostgreSQL and one Kafka for all tests of this JVM; they end with it. */
public final class TestPlatform {
    private static final AtomicInteger DATABASES = new AtomicInteger();

    private static final class Postgres {
        static final EmbeddedPostgres SERVER = EmbeddedPostgres.start(folder("postgres"), 0);
    }

    private static final class Kafka {
        static final EmbeddedKafka BROKER = EmbeddedKafka.start(folder("kafka"), 0);
    }

    private TestPlatform() {}

    /** The name of a new, empty database. */
    public static String newDatabase() {
        var name = "test_" + DATABASES.incrementAndGet();
        Postgres.SERVER.createDatabase(name);
        return name;
    }

    public static int postgresPort() {
        return Postgres.SERVER.port();
    }

    public static String bootstrapServers() {
        return Kafka.BROKER.bootstrapServers();
    }

    /** What {@code mono} gives, which is not nothing. */
    public static <T> T await(Mono<T> mono) {
        return Objects.requireNonNull(mono.block(Duration.ofSeconds(30)));
    }

    /** A new, empty folder below the build folder. */
    public static Path folder(String name) {
        try {
            return Files.createTempDirectory(Files.createDirectories(Path.of("target/it")), name);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
