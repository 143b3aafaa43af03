package io.sixlane.platform;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedPostgresIT {

    @Test
    void dataSurvivesARestartOnTheSameFolder(@TempDir Path folder) throws SQLException {
        try (var postgres = EmbeddedPostgres.start(folder, 0)) {
            postgres.createDatabase("orders");
            postgres.createDatabase("orders");
            write(postgres, "create table kept (word text)", "insert into kept values ('yes')");
        }
        try (var postgres = EmbeddedPostgres.start(folder, 0)) {
            assertThat(read(postgres, "select word from kept")).isEqualTo("yes");
            assertThat(read(postgres, "show fsync")).isEqualTo("on");
            assertThat(read(postgres, "show server_version")).startsWith("18.");
        }
    }

    @Test
    void aServerThatOutlivedItsParentIsEndedAndItsDataKept(@TempDir Path folder) throws Exception {
        var orphan = EmbeddedPostgres.startSupervised(folder, 0);
        orphan.createDatabase("orders");
        write(orphan, "create table kept (word text)", "insert into kept values ('yes')");
        var pidFile = folder.resolve("cluster/postmaster.pid");
        var pid = Long.parseLong(Files.readAllLines(pidFile, UTF_8).getFirst());
        // The parent's lock dies with the parent; here both live in one JVM, so copy the folder's
        // state instead.
        var process = ProcessHandle.of(pid).orElseThrow();

        StalePostmaster.clear(folder.resolve("cluster"));

        process.onExit().get(10, TimeUnit.SECONDS);
        assertThat(pidFile).doesNotExist();
        orphan.close();
        try (var postgres = EmbeddedPostgres.start(folder, 0)) {
            assertThat(read(postgres, "select word from kept")).isEqualTo("yes");
        }
    }

    @Test
    void aPidFileOfACrashedRunDoesNotBlockTheStart(@TempDir Path folder) throws Exception {
        EmbeddedPostgres.start(folder, 0).close();
        var stranger = ProcessHandle.current().pid();
        Files.write(
                folder.resolve("cluster/postmaster.pid"),
                List.of(Long.toString(stranger), "elsewhere", "1000000000", "5432"),
                UTF_8);

        try (var postgres = EmbeddedPostgres.start(folder, 0)) {
            assertThat(postgres.port()).isPositive();
        }
    }

    @Test
    void aDatabaseNameCannotCarrySql(@TempDir Path folder) {
        try (var postgres = EmbeddedPostgres.start(folder, 0)) {
            assertThatThrownBy(() -> postgres.createDatabase("a\"; drop database postgres; --"))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    private static void write(EmbeddedPostgres postgres, String... statements) throws SQLException {
        try (var connection = connect(postgres);
                var statement = connection.createStatement()) {
            for (var sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private static String read(EmbeddedPostgres postgres, String query) throws SQLException {
        try (var connection = connect(postgres);
                var statement = connection.createStatement();
                var rows = statement.executeQuery(query)) {
            assertThat(rows.next()).isTrue();
            return rows.getString(1);
        }
    }

    private static Connection connect(EmbeddedPostgres postgres) throws SQLException {
        return DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:%s/orders".formatted(postgres.port()),
                EmbeddedPostgres.USER,
                EmbeddedPostgres.PASSWORD);
    }
}
