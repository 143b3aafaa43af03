package io.sixlane.provisioning;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.awaitility.Awaitility;

/** A stream whose end is locked: writers have decided, and wait. */
final class HeldStream implements AutoCloseable {
    private final Connection connection;
    private final String streamId;

    HeldStream(Connection connection, String streamId) throws SQLException {
        this.connection = connection;
        this.streamId = streamId;
        connection.setAutoCommit(false);
        try (var lock =
                connection.prepareStatement(
                        "select pg_advisory_xact_lock(hashtextextended(?, 0))")) {
            lock.setString(1, streamId);
            lock.execute();
        }
    }

    /** Returns when so many wait. */
    void awaitWriters(int count) {
        Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> writers() == count);
    }

    private int writers() throws SQLException {
        try (var waiting =
                connection.prepareStatement(
                        """
                        select count(*)
                          from pg_locks
                         where locktype = 'advisory'
                           and not granted
                           and (classid::bigint << 32 | objid::bigint) = hashtextextended(?, 0)
                        """)) {
            waiting.setString(1, streamId);
            try (var rows = waiting.executeQuery()) {
                rows.next();
                return rows.getInt(1);
            }
        }
    }

    void letGo() throws SQLException {
        connection.commit();
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
