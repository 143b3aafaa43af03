package io.sixlane.platform;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sixlane.fleet.Secrets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
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
        var orphan =
                EmbeddedPostgres.startSupervised(folder, new Secrets(folder.resolve("secrets")), 0);
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

    @Test
    void each_role_enters_its_own_database_alone_and_by_its_password(@TempDir Path folder)
            throws Exception {
        var databases = List.of("catalog", "provisioning");
        try (var postgres = EmbeddedPostgres.start(folder, 0)) {
            databases.forEach(postgres::createDatabase);
            for (var role : databases) {
                var password = passwordOf(postgres, role);
                for (var database : List.of("catalog", "provisioning", "postgres", "template1")) {
                    if (database.equals(role)) {
                        assertOwnsItsDatabaseAndNothingElse(postgres, role, password);
                    } else {
                        assertThatThrownBy(() -> connect(postgres, database, role, password))
                                .hasMessageContaining("permission denied for database");
                    }
                }
                for (var wrong : List.of("postgres", role, passwordOf(postgres, "postgres"))) {
                    assertThatThrownBy(() -> connect(postgres, role, role, wrong))
                            .hasMessageContaining("password authentication failed");
                }
            }
            assertThatThrownBy(() -> connect(postgres, "catalog", "postgres", "postgres"))
                    .hasMessageContaining("password authentication failed");
        }
        assertThat(Files.readString(folder.resolve("postgres.log")))
                .doesNotContain(
                        Files.readString(folder.resolve("secrets/catalog/postgres-password")));
        try (var files = Files.walk(folder.resolve("secrets"))) {
            assertThat(files.filter(Files::isRegularFile))
                    .hasSize(3)
                    .allSatisfy(
                            file ->
                                    assertThat(
                                                    PosixFilePermissions.toString(
                                                            Files.getPosixFilePermissions(file)))
                                            .isEqualTo("rw-------"));
        }
    }

    @Test
    void a_password_whose_file_was_deleted_is_replaced_at_the_next_start(@TempDir Path folder)
            throws Exception {
        String before;
        try (var postgres = EmbeddedPostgres.start(folder, 0)) {
            postgres.createDatabase("orders");
            before = passwordOf(postgres, "orders");
        }
        Files.delete(folder.resolve("secrets/orders/postgres-password"));
        try (var postgres = EmbeddedPostgres.start(folder, 0)) {
            postgres.createDatabase("orders");

            connect(postgres, "orders", "orders", passwordOf(postgres, "orders")).close();
            assertThatThrownBy(() -> connect(postgres, "orders", "orders", before))
                    .hasMessageContaining("password authentication failed");
        }
    }

    private static void assertOwnsItsDatabaseAndNothingElse(
            EmbeddedPostgres postgres, String role, String password) throws SQLException {
        try (var connection = connect(postgres, role, role, password);
                var statement = connection.createStatement()) {
            statement.execute("create table own (word text)");
            for (var forbidden :
                    List.of(
                            "create database more",
                            "create role more",
                            "alter role postgres password 'mine'",
                            "set role postgres",
                            "select rolpassword from pg_authid",
                            "select pg_read_file('postgresql.conf')",
                            "copy own to program 'cat'")) {
                assertThatThrownBy(() -> statement.execute(forbidden))
                        .as(forbidden)
                        .hasMessageContaining("permission denied");
            }
        }
    }

    private static String passwordOf(EmbeddedPostgres postgres, String role) throws Exception {
        return Files.readString(postgres.secrets(role).resolve("postgres-password"));
    }

    private static Connection connect(
            EmbeddedPostgres postgres, String database, String user, String password)
            throws SQLException {
        return DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:%s/%s".formatted(postgres.port(), database),
                user,
                password);
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
        return connect(postgres, "orders", EmbeddedPostgres.USER, postgres.password());
    }
}
