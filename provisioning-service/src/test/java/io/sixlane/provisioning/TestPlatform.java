package io.sixlane.provisioning;

import io.sixlane.platform.EmbeddedKafka;
import io.sixlane.platform.EmbeddedPostgres;
import io.sixlane.testsupport.TestIdentity;
import io.sixlane.topics.KafkaAccess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
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

    public static Optional<ProcessHandle> postgresProcess() {
        return Postgres.SERVER.process();
    }

    /** The password of {@link EmbeddedPostgres#USER}. */
    public static String postgresPassword() {
        return Postgres.SERVER.password();
    }

    /** The places of the service's database and broker, {@code --NAME=value} each, and others. */
    public static String[] arguments(String database, KafkaAccess kafka, String... more) {
        return arguments(Postgres.SERVER, database, kafka, more);
    }

    /** With a database server of the test's own. */
    public static String[] arguments(
            EmbeddedPostgres server, String database, KafkaAccess kafka, String... more) {
        return Stream.concat(
                        Stream.of(
                                "--SIXLANE_HTTP_PORT=0",
                                "--SIXLANE_IDENTITY_URL=" + TestIdentity.url(),
                                "--SIXLANE_POSTGRES_PORT=" + server.port(),
                                "--SIXLANE_POSTGRES_DATABASE=" + database,
                                "--SIXLANE_SECRETS_FOLDER=" + server.secrets(database),
                                "--SIXLANE_KAFKA_BOOTSTRAP_SERVERS=" + kafka.bootstrapServers(),
                                "--SIXLANE_KAFKA_SETTINGS=" + kafka.settingsFile()),
                        Stream.of(more))
                .toArray(String[]::new);
    }

    public static EmbeddedKafka kafka() {
        return Kafka.BROKER;
    }

    /** The access of the service. */
    public static KafkaAccess service() {
        return kafka().service("provisioning");
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
