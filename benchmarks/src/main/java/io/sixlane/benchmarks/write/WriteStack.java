package io.sixlane.benchmarks.write;

import io.sixlane.benchmarks.propagation.Preload;
import io.sixlane.platform.EmbeddedKafka;
import io.sixlane.platform.EmbeddedPostgres;
import io.sixlane.platform.FreePorts;
import io.sixlane.topics.KafkaAccess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * PostgreSQL, with fsync, and Kafka, either of which can go away; instances of provisioning, and
 * maybe a relay, each in a process of its own.
 */
final class WriteStack implements AutoCloseable {
    /** Thousands of writers queue for longer than a service lets callers wait by default. */
    private static final String DEADLINE = "60s";

    private static final String DATABASE = "provisioning";

    private final Path home;
    private final Path folder;
    private final Map<String, String> variables;
    private final List<ServiceProcess> provisioning = new ArrayList<>();
    private final List<ServiceProcess> relays = new ArrayList<>();
    private EmbeddedPostgres postgres;
    private EmbeddedKafka kafka;
    private boolean kafkaIsAway;

    private WriteStack(Path home, Path folder, Map<String, String> variables) {
        this.home = home;
        this.folder = folder;
        this.variables = variables;
        this.postgres = EmbeddedPostgres.start(folder.resolve("postgres"), 0);
        this.kafka = EmbeddedKafka.start(folder.resolve("kafka"), 0);
        postgres.createDatabase(DATABASE);
    }

    /**
     * @param home of the project, built
     * @param instances of provisioning; returns when all of them serve
     * @param accelerators that are there then
     * @param variables in the environment of each process
     */
    static WriteStack start(
            Path home, int instances, int accelerators, Map<String, String> variables)
            throws Exception {
        var stack = new WriteStack(home, Files.createTempDirectory("sixlane-write"), variables);
        try {
            stack.start(instances);
            try (var connection = stack.connect()) {
                new Preload(1).write(connection, accelerators, 0);
            }
            return stack;
        } catch (IOException | InterruptedException | SQLException | RuntimeException e) {
            stack.close();
            throw e;
        }
    }

    private void start(int instances) throws IOException, InterruptedException {
        for (var instance = 0; instance < instances; instance++) {
            var name = "provisioning-" + instance;
            provisioning.add(
                    ServiceProcess.start(
                            home,
                            "provisioning-service",
                            FreePorts.next(),
                            environment(
                                    "SIXLANE_KAFKA_BOOTSTRAP_SERVERS",
                                    kafka.bootstrapServers(),
                                    "SIXLANE_POSTGRES_PORT",
                                    Integer.toString(postgres.port()),
                                    "SIXLANE_POSTGRES_DATABASE",
                                    DATABASE,
                                    "SIXLANE_KAFKA_SETTINGS",
                                    kafka.service("provisioning").settingsFile(),
                                    "SIXLANE_SECRETS_FOLDER",
                                    postgres.secrets(DATABASE).toString(),
                                    "SIXLANE_CHECKPOINT_KEY_FILE",
                                    folder.resolve("checkpoint-key.pem").toString(),
                                    "SIXLANE_HTTP_DEADLINE",
                                    DEADLINE),
                            folder.resolve(name + ".log")));
        }
        for (var instance : provisioning) {
            instance.awaitReady();
        }
    }

    List<Integer> ports() {
        return provisioning.stream().map(ServiceProcess::port).toList();
    }

    ServiceProcess provisioning(int instance) {
        return provisioning.get(instance);
    }

    /**
     * Starts a relay and does not wait for it.
     *
     * @return where it keeps its image
     */
    Path startRelay() throws IOException {
        var state = folder.resolve("relay");
        relays.add(
                ServiceProcess.start(
                        home,
                        "edge-relay",
                        FreePorts.next(),
                        environment(
                                "SIXLANE_KAFKA_BOOTSTRAP_SERVERS",
                                kafka.bootstrapServers(),
                                "SIXLANE_KAFKA_SETTINGS",
                                kafka.relay("relay-of-writers").settingsFile(),
                                "SIXLANE_RELAY_ID",
                                "relay-of-writers",
                                "SIXLANE_RELAY_REGION",
                                Preload.region(0),
                                "SIXLANE_RELAY_POOLS",
                                Preload.address(0) + "/32",
                                "SIXLANE_RELAY_STATE_FOLDER",
                                state.toString()),
                        folder.resolve("relay.log")));
        return state;
    }

    private Map<String, String> environment(String... namesAndValues) {
        var environment = new HashMap<>(variables);
        for (var i = 0; i < namesAndValues.length; i += 2) {
            environment.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return environment;
    }

    void stopKafka() {
        kafka.close();
        kafkaIsAway = true;
    }

    /** Restarts Kafka on the same port with its data. */
    void startKafka() {
        kafka = EmbeddedKafka.start(folder.resolve("kafka"), portOf(kafka.bootstrapServers()));
        kafkaIsAway = false;
    }

    void restartPostgres() {
        var port = postgres.port();
        postgres.close();
        postgres = EmbeddedPostgres.start(folder.resolve("postgres"), port);
    }

    /** May read and write every topic. */
    KafkaAccess kafka() {
        return kafka.operator();
    }

    /** Opens a connection to the event table. */
    Connection connect() throws SQLException {
        return DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:%s/%s?reWriteBatchedInserts=true"
                        .formatted(postgres.port(), DATABASE),
                EmbeddedPostgres.USER,
                postgres.password());
    }

    @Override
    public void close() throws Exception {
        for (var process : relays) {
            process.close();
        }
        for (var process : provisioning) {
            process.close();
        }
        if (!kafkaIsAway) {
            kafka.close();
        }
        postgres.close();
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private static int portOf(String bootstrapServers) {
        return Integer.parseInt(bootstrapServers.substring(bootstrapServers.indexOf(':') + 1));
    }
}
