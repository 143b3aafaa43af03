package io.sixlane.provisioning.publication;

import io.sixlane.provisioning.eventstore.LogPosition;
import io.sixlane.provisioning.notification.Notifications;
import io.sixlane.provisioning.worker.LockConnection;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.postgresql.PGConnection;

/**
 * The event table as the publisher sees it.
 *
 * <p>One connection holds the lock, receives notifications, reads events and moves the position, so
 * a publisher without the lock cannot move the position. Blocks; for one thread.
 */
final class Outbox implements AutoCloseable {
    /** Any number, the same in every process: the ASCII of "sixlane". */
    private static final long LOCK = 0x73_69_78_6c_61_6e_65L;

    private final Connection connection;
    private final int batch;
    private boolean held;

    private Outbox(Connection connection, int batch) {
        this.connection = connection;
        this.batch = batch;
    }

    static Outbox open(PublicationProperties properties) throws SQLException {
        var connection =
                LockConnection.open(
                        properties.jdbcUrl(),
                        properties.username(),
                        properties.password(),
                        "sixlane-publication");
        try (var session = connection.createStatement()) {
            // All it writes is the position, and losing the last one publishes twice.
            session.execute("set synchronous_commit = off");
            return new Outbox(connection, properties.batch());
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    /**
     * Whether this is now the one publisher; it stays so until the connection ends. Listens for
     * notifications from then on: they would pile up on a standby.
     */
    boolean lock() throws SQLException {
        try (var statement = connection.prepareStatement("select pg_try_advisory_lock(?)")) {
            statement.setLong(1, LOCK);
            try (var rows = statement.executeQuery()) {
                rows.next();
                if (!rows.getBoolean(1)) {
                    return false;
                }
            }
        }
        try (var listen = connection.createStatement()) {
            listen.execute("listen " + Notifications.COMMITTED);
            return true;
        }
    }

    /** Whether the log came from another cluster; then it is now numbered as one of this one. */
    boolean renumber() throws SQLException {
        return new Renumbering(connection).run();
    }

    LogPosition position() throws SQLException {
        try (var statement = connection.createStatement();
                var rows =
                        statement.executeQuery(
                                "select xid::text, position from publication_position")) {
            rows.next();
            return new LogPosition(rows.getString(1), rows.getLong(2));
        }
    }

    /** The topic that the position refers to; empty before the first publication. */
    Optional<TopicIds> topics() throws SQLException {
        try (var statement = connection.createStatement();
                var rows =
                        statement.executeQuery(
                                "select events_topic, images_topic, fleet_topic from"
                                        + " publication_position")) {
            rows.next();
            var events = rows.getString(1);
            var images = rows.getString(2);
            var fleet = rows.getString(3);
            return events == null || images == null || fleet == null
                    ? Optional.empty()
                    : Optional.of(new TopicIds(events, images, fleet));
        }
    }

    /** Records the topics and the position in them, in one step. */
    void changeTo(TopicIds topics, LogPosition position) throws SQLException {
        try (var statement =
                connection.prepareStatement(
                        """
                        update publication_position
                           set xid = ?::xid8, position = ?, events_topic = ?, images_topic = ?,
                               fleet_topic = ?
                        """)) {
            statement.setString(1, position.xid());
            statement.setLong(2, position.position());
            statement.setString(3, topics.events());
            statement.setString(4, topics.images());
            statement.setString(5, topics.fleet());
            statement.executeUpdate();
        }
    }

    void moveTo(LogPosition position) throws SQLException {
        try (var statement =
                connection.prepareStatement(
                        "update publication_position set xid = ?::xid8, position = ?")) {
            statement.setString(1, position.xid());
            statement.setLong(2, position.position());
            statement.executeUpdate();
        }
    }

    /**
     * The next events. Events of transactions that began after one that is still open wait for it,
     * because it may yet commit an event that sorts before them; {@link #held} shows whether any
     * wait.
     */
    Optional<Batch> after(LogPosition position) throws SQLException {
        var events = new ArrayList<StoredMessage>();
        var ends = new ArrayList<LogPosition>();
        try (var statement =
                connection.prepareStatement(
                        """
                        select xid::text, position, record,
                               xid < pg_snapshot_xmin(pg_current_snapshot()) as due
                          from event
                         where (xid, position) > (?::xid8, ?)
                         order by event.xid, event.position
                         limit ?
                        """)) {
            statement.setString(1, position.xid());
            statement.setLong(2, position.position());
            statement.setInt(3, batch);
            held = false;
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    if (!rows.getBoolean(4)) {
                        held = true;
                        break;
                    }
                    ends.add(new LogPosition(rows.getString(1), rows.getLong(2)));
                    events.add(StoredMessage.event(rows.getString(3)));
                }
            }
        }
        if (events.isEmpty()) {
            return Optional.empty();
        }
        var whole = List.copyOf(events.subList(0, wholeTransactions(ends)));
        return Optional.of(new Batch(whole, images(streams(whole)), ends.get(whole.size() - 1)));
    }

    /**
     * How many of the events to take, so that a transaction is not published in two parts, and what
     * it made of an accelerator not twice; all of them when a single one has more.
     */
    private int wholeTransactions(List<LogPosition> ends) {
        if (ends.size() < batch) {
            return ends.size();
        }
        var last = ends.getLast().xid();
        var cut = ends.size();
        while (cut > 0 && ends.get(cut - 1).xid().equals(last)) {
            cut--;
        }
        return cut == 0 ? ends.size() : cut;
    }

    private static Set<String> streams(List<StoredMessage> events) {
        return events.stream().map(StoredMessage::key).collect(Collectors.toSet());
    }

    /** Whether the last look found events that wait for an open transaction: look again soon. */
    boolean held() {
        return held;
    }

    /** Whose events are the last ones up to the position, as many as a batch has. */
    Set<String> lately(LogPosition position) throws SQLException {
        try (var statement =
                connection.prepareStatement(
                        """
                        select stream_id
                          from event
                         where (xid, position) <= (?::xid8, ?)
                         order by event.xid desc, event.position desc
                         limit ?
                        """)) {
            statement.setString(1, position.xid());
            statement.setLong(2, position.position());
            statement.setInt(3, batch);
            var streams = new LinkedHashSet<String>();
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    streams.add(rows.getString(1));
                }
            }
            return streams;
        }
    }

    /** The images of those that are accelerators and not forgotten. */
    List<StoredMessage> images(Collection<String> streams) throws SQLException {
        var ids = streams.toArray();
        var records = new ArrayList<StoredMessage>();
        try (var statement =
                connection.prepareStatement(
                        """
                        select v.body, e.record -> 'actor' ->> 'traceparent'
                          from accelerator_view v
                          left join event e
                                 on e.stream_id = v.accelerator_id and e.revision = v.revision
                         where v.accelerator_id = any(?)
                           and not v.forgotten
                         order by v.accelerator_id
                        """)) {
            statement.setArray(1, connection.createArrayOf("text", ids));
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    records.add(StoredMessage.image(rows.getString(1), rows.getString(2)));
                }
            }
        }
        return List.copyOf(records);
    }

    /**
     * Accelerators that were removed longer ago than {@code kept}, and whose removal is published.
     */
    List<String> forgettable(Duration kept) throws SQLException {
        var ids = new ArrayList<String>();
        try (var statement =
                connection.prepareStatement(
                        """
                        select v.accelerator_id
                          from accelerator_view v
                          join event e
                                 on e.stream_id = v.accelerator_id and e.revision = v.revision
                          join publication_position c
                                 on (e.xid, e.position) <= (c.xid, c.position)
                         where v.account is null
                           and not v.forgotten
                           and (v.body ->> 'occurredAt')::timestamptz
                               < now() - ? * interval '1 millisecond'
                         order by v.accelerator_id
                         limit ?
                        """)) {
            statement.setLong(1, kept.toMillis());
            statement.setInt(2, batch);
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    ids.add(rows.getString(1));
                }
            }
        }
        return ids;
    }

    /** Marks their removals as replaced by tombstones. */
    void forget(List<String> ids) throws SQLException {
        try (var statement =
                connection.prepareStatement(
                        "update accelerator_view set forgotten = true where accelerator_id ="
                                + " any(?)")) {
            statement.setArray(1, connection.createArrayOf("text", ids.toArray()));
            statement.executeUpdate();
        }
    }

    /** Returns true when something was committed, or false after {@code atMost}. */
    boolean awaitNotification(Duration atMost) throws SQLException {
        var rung =
                connection
                        .unwrap(PGConnection.class)
                        .getNotifications(Math.toIntExact(atMost.toMillis()));
        return rung != null && rung.length > 0;
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
