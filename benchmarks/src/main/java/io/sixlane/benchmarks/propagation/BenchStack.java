package io.sixlane.benchmarks.propagation;

import io.sixlane.benchmarks.Scratch;
import io.sixlane.platform.EmbeddedKafka;
import io.sixlane.platform.EmbeddedPostgres;
import io.sixlane.platform.FreePorts;
import io.sixlane.testsupport.TestIdentity;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** PostgreSQL and Kafka in this process; provisioning and each relay in one of its own. */
final class BenchStack implements AutoCloseable {
    private static final Duration START = Duration.ofMinutes(2);

    /** Ten minutes for 100 000 on two slow cores. */
    private static final Duration LOADED = Duration.ofMinutes(10);

    private static final int LAST_LINES = 30;
    private static final String DATABASE = "provisioning";

    private final Deque<AutoCloseable> open = new ArrayDeque<>();
    private final Map<String, Process> processes = new LinkedHashMap<>();
    private final Path home;
    private final Path folder;
    private final PrintWriter progress;
    private final BenchClient client;

    private BenchStack(Path home, PrintWriter progress) throws IOException {
        this.home = home;
        this.progress = progress;
        this.folder = Files.createTempDirectory("sixlane-bench");
        open.push(() -> Scratch.delete(folder));
        this.client = new BenchClient(FreePorts.next());
    }

    /** Returns when every relay serves everything. */
    static BenchStack start(
            Path home, int accelerators, int listeners, int relays, PrintWriter progress)
            throws Exception {
        var stack = new BenchStack(home, progress);
        try {
            stack.start(accelerators, listeners, relays);
            return stack;
        } catch (IOException | SQLException | InterruptedException | RuntimeException e) {
            stack.printLogs();
            stack.close();
            throw e;
        }
    }

    /** Adds a listener to the accelerator with this number. */
    Change change(int accelerator, int number) throws IOException, InterruptedException {
        return client.addListener(accelerator, number);
    }

    private void start(int accelerators, int listeners, int relays)
            throws IOException, SQLException, InterruptedException {
        print("starting PostgreSQL, Kafka and provisioning");
        var postgres = EmbeddedPostgres.start(folder.resolve("postgres"), 0);
        open.push(postgres);
        postgres.createDatabase(DATABASE);
        var kafka = EmbeddedKafka.start(folder.resolve("kafka"), 0);
        open.push(kafka);
        run(
                "provisioning-service",
                "provisioning",
                client.port(),
                Map.of(
                        "SIXLANE_KAFKA_BOOTSTRAP_SERVERS",
                        kafka.bootstrapServers(),
                        "SIXLANE_POSTGRES_PORT",
                        Integer.toString(postgres.port()),
                        "SIXLANE_POSTGRES_DATABASE",
                        DATABASE,
                        "SIXLANE_CHECKPOINT_KEY_FILE",
                        folder.resolve("checkpoint-key.pem").toString(),
                        "SIXLANE_KAFKA_SETTINGS",
                        kafka.service("provisioning").settingsFile(),
                        "SIXLANE_SECRETS_FOLDER",
                        postgres.secrets(DATABASE).toString()));
        client.awaitReady(START, this::requireAlive);
        print("writing %s accelerators".formatted(accelerators));
        try (var connection =
                DriverManager.getConnection(
                        "jdbc:postgresql://127.0.0.1:%s/%s?reWriteBatchedInserts=true"
                                .formatted(postgres.port(), DATABASE),
                        EmbeddedPostgres.USER,
                        postgres.password())) {
            new Preload(relays).write(connection, accelerators, listeners);
        }
        print("starting %s relays".formatted(relays));
        for (var relay = 0; relay < relays; relay++) {
            var id = "relay-" + Preload.region(relay);
            run(
                    "edge-relay",
                    id,
                    FreePorts.next(),
                    Map.of(
                            "SIXLANE_KAFKA_BOOTSTRAP_SERVERS",
                            kafka.bootstrapServers(),
                            "SIXLANE_KAFKA_SETTINGS",
                            kafka.relay(id).settingsFile(),
                            "SIXLANE_RELAY_ID",
                            id,
                            "SIXLANE_RELAY_REGION",
                            Preload.region(relay),
                            "SIXLANE_RELAY_POOLS",
                            Preload.address(relay) + "/32",
                            "SIXLANE_RELAY_STATE_FOLDER",
                            folder.resolve(id).toString()));
        }
        client.awaitProgrammed(accelerators - 1, LOADED, this::requireAlive);
        client.awaitProgrammed(0, LOADED, this::requireAlive);
        print("changing");
    }

    private void run(String app, String name, int port, Map<String, String> environment)
            throws IOException {
        var jar = home.resolve(app + "/target/" + app + ".jar");
        var command =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-XX:+UseSerialGC",
                                "-Xmx1g",
                                "--enable-native-access=ALL-UNNAMED",
                                "-jar",
                                jar.toString()));
        var builder =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(folder.resolve(name + ".log").toFile());
        builder.environment().putAll(environment);
        builder.environment().put("SIXLANE_HTTP_PORT", Integer.toString(port));
        builder.environment().put("SIXLANE_IDENTITY_URL", TestIdentity.url());
        var process = builder.start();
        processes.put(name, process);
        open.push(
                () -> {
                    process.destroyForcibly();
                    process.waitFor();
                });
    }

    /** The last lines of each process. */
    private void printLogs() throws IOException {
        for (var name : processes.keySet()) {
            var lines = Files.readAllLines(folder.resolve(name + ".log"));
            print("log of " + name);
            lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size())
                    .forEach(this::print);
        }
    }

    /** Fails instead of waiting for a process that ended. */
    private void requireAlive() {
        processes.forEach(
                (name, process) -> {
                    if (!process.isAlive()) {
                        throw new IllegalStateException(
                                "%s ended with %s".formatted(name, process.exitValue()));
                    }
                });
    }

    private void print(String what) {
        progress.println(what);
        progress.flush();
    }

    @Override
    public void close() throws Exception {
        client.close();
        while (!open.isEmpty()) {
            open.pop().close();
        }
    }
}
