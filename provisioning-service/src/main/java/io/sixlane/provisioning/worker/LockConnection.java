package io.sixlane.provisioning.worker;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import org.postgresql.PGProperty;

/**
 * The connection of a worker that is the one to work while it holds a lock in the database. When
 * its machine vanishes the server ends it within 8 s, so that another gets the lock.
 */
public final class LockConnection {
    private LockConnection() {}

    /**
     * @param name of the worker, in {@code pg_stat_activity}
     */
    public static Connection open(String jdbcUrl, String username, String password, String name)
            throws SQLException {
        var settings = new Properties();
        PGProperty.USER.set(settings, username);
        PGProperty.PASSWORD.set(settings, password);
        PGProperty.APPLICATION_NAME.set(settings, name);
        PGProperty.TCP_KEEP_ALIVE.set(settings, true);
        PGProperty.CONNECT_TIMEOUT.set(settings, 10);
        PGProperty.SOCKET_TIMEOUT.set(settings, 30);
        var connection = DriverManager.getConnection(jdbcUrl, settings);
        try (var session = connection.createStatement()) {
            // A peer that is silent, and one that does not acknowledge what it was sent.
            session.execute("set tcp_keepalives_idle = '5s'");
            session.execute("set tcp_keepalives_interval = '1s'");
            session.execute("set tcp_keepalives_count = 3");
            session.execute("set tcp_user_timeout = '8s'");
            return connection;
        } catch (SQLException | RuntimeException e) {
            connection.close();
            throw e;
        }
    }
}
