package io.sixlane.platform;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sixlane.fleet.FleetException;
import io.sixlane.fleet.Secrets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import org.postgresql.PGConnection;

/**
 * A PostgreSQL server on the loopback address whose data stays in a folder between runs, or in a
 * volume, where tests want containers.
 *
 * <p>Every user needs a password (SCRAM-SHA-256), which the first start makes. Commits reach the
 * disk (fsync on): the event store relies on it. A folder that a crashed run left behind heals at
 * start: a server that outlived it is ended, a stale lock is removed.
 */
public final class EmbeddedPostgres implements AutoCloseable {

    /** The superuser, which no service is. */
    public static final String USER = Secrets.DATABASE_OWNER;

    private static final String PASSWORDS = "scram-sha-256";

    /** Unpacked once per user: another user's folder may not be written to. */
    private static final Path BINARIES =
            Path.of(
                    System.getProperty("java.io.tmpdir"),
                    "sixlane-postgres-" + System.getProperty("user.name"));

    private static final Duration STARTUP_LIMIT = Duration.ofSeconds(90);
    private static final Pattern DATABASE_NAME = Pattern.compile("[a-z][a-z0-9_]{0,62}");

    private final DatabaseServer server;
    private final Path cluster;
    private final Secrets secrets;

    private EmbeddedPostgres(DatabaseServer server, Path cluster, Secrets secrets) {
        this.server = server;
        this.cluster = cluster;
        this.secrets = secrets;
    }

    /**
     * Starts a server that also ends with the JVM.
     *
     * @param dataFolder made when missing; holds the cluster, {@code postgres.log} and passwords
     * @param port 0 for a free one
     */
    public static EmbeddedPostgres start(Path dataFolder, int port) {
        return start(dataFolder, new Secrets(dataFolder.resolve("secrets")), port, true);
    }

    /**
     * As {@link #start}, but the server ends only by {@link #close}: the caller decides the order
     * at shutdown.
     */
    public static EmbeddedPostgres startSupervised(Path dataFolder, Secrets secrets, int port) {
        return start(dataFolder, secrets, port, false);
    }

    private static EmbeddedPostgres start(
            Path dataFolder, Secrets secrets, int port, boolean endsWithJvm) {
        if (WantedPlatform.isContainers()) {
            var database =
                    ContainerDatabase.start(dataFolder, port, secrets.databasePassword(USER));
            return new EmbeddedPostgres(database, dataFolder, secrets);
        }
        var cluster = dataFolder.resolve("cluster");
        try {
            Files.createDirectories(dataFolder);
            StalePostmaster.clear(cluster);
            var password = secrets.databasePassword(USER);
            var log = ProcessBuilder.Redirect.appendTo(dataFolder.resolve("postgres.log").toFile());
            var server =
                    io.zonky.test.db.postgres.embedded.EmbeddedPostgres.builder()
                            .setOverrideWorkingDirectory(BINARIES.toFile())
                            .setDataDirectory(cluster)
                            .setCleanDataDirectory(false)
                            .setRegisterShutdownHook(endsWithJvm)
                            .setPort(port)
                            .setPGStartupWait(STARTUP_LIMIT)
                            // Options of initdb: the later one wins over its "-A trust".
                            .setLocaleConfig("auth", PASSWORDS)
                            .setLocaleConfig(
                                    "pwfile",
                                    secrets.databasePasswordFile(USER).toAbsolutePath().toString())
                            .setConnectConfig("password", password)
                            .setServerConfig("fsync", "on")
                            .setServerConfig("synchronous_commit", "on")
                            .setServerConfig("max_connections", "200")
                            .setServerConfig("shared_buffers", "32MB")
                            .setServerConfig("unix_socket_directories", "")
                            .setOutputRedirector(log)
                            .setErrorRedirector(log)
                            .start();
            return new EmbeddedPostgres(new LocalDatabase(server, cluster), cluster, secrets);
        } catch (IOException | IllegalStateException | FleetException e) {
            throw new PlatformException(
                    "PostgreSQL did not start on port %s with data in %s%s"
                            .formatted(port, cluster, lastLine(dataFolder.resolve("postgres.log"))),
                    e);
        }
    }

    /**
     * Ends the server that a killed parent left on this folder, and removes its lock.
     *
     * @return whether there was one
     */
    public static boolean endSurvivor(Path dataFolder) {
        try {
            return StalePostmaster.clear(dataFolder.resolve("cluster"));
        } catch (IOException e) {
            throw new PlatformException("The stale lock in " + dataFolder + " stays", e);
        }
    }

    /**
     * Starts a hot standby, which follows this server, and only reads until it is promoted.
     *
     * @param dataFolder new; passwords are those of this server
     */
    public EmbeddedPostgres startStandby(Path dataFolder) {
        try (var connection = server.owner().getConnection()) {
            BaseBackup.take(
                    connection,
                    cluster,
                    dataFolder.resolve("cluster"),
                    "host=127.0.0.1 port=%s user=%s password=%s"
                            .formatted(port(), USER, password()));
            return start(dataFolder, secrets, 0, true);
        } catch (IOException | SQLException e) {
            throw new PlatformException("No standby in " + dataFolder, e);
        }
    }

    /** Lets this standby fall behind, as on a network that is cut. */
    public void stopFollowing() {
        asOwner("alter system set primary_conninfo = ''");
        asOwner("select pg_reload_conf()");
    }

    /** Makes this standby a server that is written to. */
    public void promote() {
        asOwner("select pg_promote(true, 60)");
    }

    private void asOwner(String sql) {
        try (var connection = server.owner().getConnection()) {
            execute(connection, sql);
        } catch (SQLException e) {
            throw new PlatformException("PostgreSQL did not " + sql, e);
        }
    }

    public int port() {
        return server.port();
    }

    /** Completes when the server's process ends, for any reason. */
    public CompletableFuture<Void> onExit() {
        return process()
                .map(process -> process.onExit().<Void>thenApply(_ -> null))
                .orElseGet(() -> CompletableFuture.completedFuture(null));
    }

    /** The server's process, whose children serve its clients; empty when it has ended. */
    public Optional<ProcessHandle> process() {
        return server.process();
    }

    /** The password of {@link #USER}. */
    public String password() {
        return secrets.databasePassword(USER);
    }

    /** Where the service of this database finds its password. */
    public Path secrets(String database) {
        return secrets.of(database);
    }

    /**
     * Makes the database unless it is there, and a role of the same name that owns it and has
     * rights in no other. Sets the password of the role to the one in its file.
     *
     * @param name lower-case letters, digits and underscores, at most 63
     */
    public void createDatabase(String name) {
        if (!DATABASE_NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("not a database name: " + name);
        }
        try (var connection = server.owner().getConnection()) {
            if (isMissing(connection, "select 1 from pg_roles where rolname = ?", name)) {
                execute(connection, "create role \"%s\" login".formatted(name));
            }
            // Sends a SCRAM verifier: the password itself is in no statement and in no log.
            connection
                    .unwrap(PGConnection.class)
                    .alterUserPassword(
                            name, secrets.databasePassword(name).toCharArray(), PASSWORDS);
            if (isMissing(connection, "select 1 from pg_database where datname = ?", name)) {
                execute(connection, "create database \"%s\" owner \"%s\"".formatted(name, name));
            }
            for (var closed : new String[] {name, "postgres", "template1"}) {
                execute(connection, "revoke all on database \"%s\" from public".formatted(closed));
            }
        } catch (SQLException e) {
            throw new PlatformException("PostgreSQL did not create the database " + name, e);
        }
    }

    private static boolean isMissing(Connection connection, String sql, String name)
            throws SQLException {
        try (var query = connection.prepareStatement(sql)) {
            query.setString(1, name);
            try (var rows = query.executeQuery()) {
                return !rows.next();
            }
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Ends the server at once but cleanly (fast mode): open transactions are rolled back. */
    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new PlatformException("PostgreSQL did not stop", e);
        }
    }

    private static String lastLine(Path log) {
        try {
            var lines = Files.readAllLines(log, UTF_8);
            return lines.isEmpty() ? "" : ": " + lines.getLast();
        } catch (IOException e) {
            return "";
        }
    }
}
