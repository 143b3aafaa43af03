package io.sixlane.standalone;

import io.sixlane.platform.EmbeddedKafka;
import io.sixlane.platform.EmbeddedPostgres;
import io.sixlane.topics.BusRights;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** PostgreSQL and Kafka of the stack, inside this JVM. */
final class Platform {

    private final Ports ports;
    private final StackFolder folder;
    private final Narrator narrator;
    private final Teardown teardown;
    private final Shores shores;

    Platform(Ports ports, StackFolder folder, Narrator narrator, Teardown teardown, Shores shores) {
        this.ports = ports;
        this.folder = folder;
        this.narrator = narrator;
        this.teardown = teardown;
        this.shores = shores;
    }

    void startPostgres() {
        var began = Instant.now();
        var keeper = teardown.add(new PostgresKeeper());
        keeper.start();
        narrator.ready("postgres", since(began), "127.0.0.1:" + ports.postgres());
    }

    void startKafka() {
        var began = Instant.now();
        var kafka = teardown.add(broker());
        var rights =
                Stream.concat(
                                BusRights.services().stream().map(BusRights::ofService),
                                Parts.RELAYS.stream()
                                        .map(relay -> BusRights.ofRelay(relay.relay())))
                        .toList();
        kafka.admit(rights);
        rights.forEach(each -> kafka.access(each.principal()));
        kafka.operator();
        narrator.ready("kafka", since(began), kafka.bootstrapServers());
    }

    private EmbeddedKafka broker() {
        return shores.relays()
                .map(
                        others ->
                                EmbeddedKafka.start(
                                        folder.kafka(),
                                        folder.secrets(),
                                        folder.fleet(),
                                        shores.kafka(),
                                        ports.kafka(),
                                        others.place(folder.fleet())))
                .orElseGet(
                        () ->
                                EmbeddedKafka.start(
                                        folder.kafka(),
                                        folder.secrets(),
                                        folder.fleet(),
                                        shores.kafka(),
                                        ports.kafka()));
    }

    private static Duration since(Instant began) {
        return Duration.between(began, Instant.now());
    }

    /** Starts the server again when it was killed. */
    private final class PostgresKeeper implements AutoCloseable {
        private @Nullable EmbeddedPostgres server;
        private boolean closed;

        private synchronized void start() {
            if (closed) {
                return;
            }
            var started =
                    EmbeddedPostgres.startSupervised(
                            folder.postgres(), folder.secrets(), ports.postgres());
            server = started;
            Parts.DATABASES.forEach(started::createDatabase);
            var _ = started.onExit().thenRunAsync(this::restart);
        }

        private synchronized void restart() {
            if (closed || server == null) {
                return;
            }
            narrator.print(
                    "  postgres ended; it starts again; its log is "
                            + folder.postgres().resolve("postgres.log"));
            server.close();
            start();
            narrator.print("  postgres is ready again");
        }

        @Override
        public synchronized void close() {
            closed = true;
            if (server != null) {
                server.close();
            }
        }
    }
}
