package io.sixlane.platform;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * A server of this host.
 *
 * @param cluster the folder of its data
 */
record LocalDatabase(EmbeddedPostgres server, Path cluster) implements DatabaseServer {
    @Override
    public int port() {
        return server.getPort();
    }

    @Override
    public DataSource owner() {
        return server.getPostgresDatabase();
    }

    @Override
    public Optional<ProcessHandle> process() {
        try {
            return StalePostmaster.parse(
                            Files.readAllLines(cluster.resolve("postmaster.pid"), UTF_8))
                    .flatMap(StalePostmaster::process);
        } catch (IOException _) {
            return Optional.empty();
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
