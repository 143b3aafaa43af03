package io.sixlane.benchmarks.write;

import io.sixlane.benchmarks.Scratch;
import io.sixlane.fleet.Secrets;
import io.sixlane.fleet.SigningKeys;
import io.sixlane.platform.EmbeddedKafka;
import io.sixlane.platform.EmbeddedPostgres;
import io.sixlane.platform.FreePorts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Instances of the metrics service, which find their reports in the topic when they start.
 *
 * @param warmUp reports that are stored before the measurement begins, on code that is not compiled
 *     yet
 * @param signed whether the relay signed its reports, as in a fleet
 */
public record MetricsRun(
        Path home, int reports, int warmUp, int instances, boolean whole, boolean signed) {
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final long LOOK_AGAIN_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

    /**
     * What was stored after the warm-up.
     *
     * @param perSecond reports, by the clock
     * @param perCore reports, by the CPU time of the service's processes, without PostgreSQL's
     * @param rowsPerSecond rows that PostgreSQL wrote meanwhile: reported windows, the mark of each
     *     that a minute is due, rolled-up windows
     */
    public record Result(
            int reports,
            int instances,
            boolean whole,
            boolean signed,
            double perSecond,
            double perCore,
            double rowsPerSecond,
            double rowsPerCore) {}

    /** Takes as long as it takes, in a folder that is deleted. */
    public Result measure() throws IOException, InterruptedException, SQLException {
        var folder = Files.createTempDirectory("sixlane-metrics");
        try (var postgres = EmbeddedPostgres.start(folder.resolve("postgres"), 0);
                var kafka = EmbeddedKafka.start(folder.resolve("kafka"), 0)) {
            postgres.createDatabase("metrics");
            var keys =
                    new SigningKeys(new Secrets(folder.resolve("keys")), folder.resolve("signers"));
            keys.prepare(ReportLoad.RELAY);
            var key = signed ? keys.keyOf(ReportLoad.RELAY).toString() : "";
            new ReportLoad(warmUp + reports, whole).publish(kafka.operator().signed(key, ""));
            return measure(folder, postgres, kafka, signed ? keys.signers().toString() : "");
        } finally {
            Scratch.delete(folder);
        }
    }

    private Result measure(
            Path folder, EmbeddedPostgres postgres, EmbeddedKafka kafka, String signers)
            throws IOException, InterruptedException, SQLException {
        var processes = new ArrayList<ServiceProcess>();
        try (var connection = connect(postgres)) {
            for (var instance = 0; instance < instances; instance++) {
                processes.add(
                        ServiceProcess.start(
                                home,
                                "metrics-service",
                                FreePorts.next(),
                                Map.of(
                                        "SIXLANE_KAFKA_BOOTSTRAP_SERVERS",
                                        kafka.bootstrapServers(),
                                        "SIXLANE_KAFKA_SETTINGS",
                                        kafka.service("metrics").settingsFile(),
                                        "SIXLANE_KAFKA_PARTITIONS",
                                        Integer.toString(ReportLoad.PARTITIONS),
                                        "SIXLANE_SIGNERS_FOLDER",
                                        signers,
                                        "SIXLANE_POSTGRES_PORT",
                                        Integer.toString(postgres.port()),
                                        "SIXLANE_SECRETS_FOLDER",
                                        postgres.secrets("metrics").toString()),
                                folder.resolve("metrics-%s.log".formatted(instance))));
                // One of them makes the tables.
                processes.getFirst().awaitReady();
            }
            var first = awaitStored(connection, Math.max(1, warmUp));
            var rowsBefore = rows(connection);
            var cpuBefore = cpu(processes);
            var began = System.nanoTime();
            awaitStored(connection, warmUp + reports);
            var seconds = (System.nanoTime() - began) / 1e9;
            var cpu = Math.max(cpu(processes).minus(cpuBefore).toMillis() / 1e3, 1e-3);
            var stored = warmUp + reports - first;
            var rows = rows(connection) - rowsBefore;
            return new Result(
                    stored,
                    instances,
                    whole,
                    signed,
                    stored / seconds,
                    stored / cpu,
                    rows / seconds,
                    rows / cpu);
        } finally {
            for (var process : processes) {
                process.close();
            }
        }
    }

    private static Duration cpu(List<ServiceProcess> processes) {
        return processes.stream().map(ServiceProcess::cpu).reduce(Duration.ZERO, Duration::plus);
    }

    /** PostgreSQL counts within a second. */
    private static long rows(Connection connection) throws SQLException {
        return number(connection, "select sum(n_tup_ins + n_tup_upd) from pg_stat_user_tables");
    }

    private static int awaitStored(Connection connection, int wanted) throws SQLException {
        var end = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < end) {
            var stored = number(connection, "select count(*) from relay_window");
            if (stored >= wanted) {
                return Math.toIntExact(stored);
            }
            LockSupport.parkNanos(LOOK_AGAIN_NANOS);
        }
        throw new IllegalStateException("reports are not stored within " + PATIENCE);
    }

    private static long number(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private static Connection connect(EmbeddedPostgres postgres) throws SQLException {
        return DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:%s/metrics".formatted(postgres.port()),
                EmbeddedPostgres.USER,
                postgres.password());
    }
}
