package io.sixlane.platform;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;
import org.testcontainers.containers.GenericContainer;

/** PostgreSQL in a container. */
record ContainerDatabase(GenericContainer<?> container, int port, String password)
        implements DatabaseServer {
    private static final String IMAGE = "postgres:18";
    private static final String DATA = "/var/lib/postgresql";
    private static final int PORT = 5432;

    /** Returns when it answers. */
    static ContainerDatabase start(Path folder, int port, String password) {
        try {
            var published = port == 0 ? FreePorts.next() : port;
            var container =
                    new GenericContainer<>(IMAGE)
                            .withEnv("POSTGRES_PASSWORD", password)
                            .withEnv("POSTGRES_INITDB_ARGS", "--auth=scram-sha-256")
                            .withCommand("postgres", "-c", "max_connections=200")
                            .withExposedPorts(PORT)
                            .withStartupTimeout(Containers.START)
                            .withCreateContainerCmdModifier(
                                    command ->
                                            Containers.place(
                                                    command, PORT, published, folder, DATA));
            var database = new ContainerDatabase(container, published, password);
            container.start();
            database.awaitAnswer();
            return database;
        } catch (SQLException e) {
            throw new PlatformException("PostgreSQL did not start in a container", e);
        }
    }

    /** The port is open before the server is. */
    private void awaitAnswer() throws SQLException {
        var end = System.nanoTime() + Containers.START.toNanos();
        while (true) {
            try (var connection = owner().getConnection()) {
                connection.getMetaData();
                return;
            } catch (SQLException e) {
                if (System.nanoTime() > end) {
                    throw e;
                }
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(200));
            }
        }
    }

    @Override
    public DataSource owner() {
        var source = new PGSimpleDataSource();
        source.setPortNumbers(new int[] {port});
        source.setServerNames(new String[] {"127.0.0.1"});
        source.setDatabaseName("postgres");
        source.setUser(EmbeddedPostgres.USER);
        source.setPassword(password);
        return source;
    }

    @Override
    public Optional<ProcessHandle> process() {
        return Optional.empty();
    }

    @Override
    public void close() {
        container.stop();
    }

    /** A record prints its components, and this one must not. */
    @Override
    public String toString() {
        return "ContainerDatabase[" + port + "]";
    }
}
