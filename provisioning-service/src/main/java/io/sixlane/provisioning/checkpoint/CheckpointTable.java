package io.sixlane.provisioning.checkpoint;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sixlane.configuration.json.ConfigurationJson;
import io.sixlane.configuration.log.SignedCheckpoint;
import io.sixlane.configuration.log.StreamHead;
import io.sixlane.provisioning.checkpoint.SealedEvents.Row;
import io.sixlane.provisioning.eventstore.LogPosition;
import io.sixlane.provisioning.worker.LockConnection;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The checkpoints and the events after them, through one connection, which holds the lock: of all
 * processes one makes checkpoints. Blocks; for one thread.
 */
final class CheckpointTable implements AutoCloseable {
    /** Any number, the same in every process: the ASCII of "chkpnt". */
    private static final long LOCK = 0x63_68_6b_70_6e_74L;

    private static final String AFTER =
            """
             where (xid, position) > (?::xid8, ?)
               and xid < pg_snapshot_xmin(pg_current_snapshot())
             order by event.xid, event.position
             limit ?
            """;

    private static final int FETCHED = 200;

    private final Connection connection;

    private CheckpointTable(Connection connection) {
        this.connection = connection;
    }

    static CheckpointTable open(CheckpointProperties properties) throws SQLException {
        return new CheckpointTable(
                LockConnection.open(
                        properties.jdbcUrl(),
                        properties.username(),
                        properties.password(),
                        "sixlane-checkpoint"));
    }

    /** Whether this is now the one writer; it stays so until the connection ends. */
    boolean lock() throws SQLException {
        try (var statement = connection.prepareStatement("select pg_try_advisory_lock(?)")) {
            statement.setLong(1, LOCK);
            try (var rows = statement.executeQuery()) {
                rows.next();
                return rows.getBoolean(1);
            }
        }
    }

    /** Passes every checkpoint's JSON, by number. */
    void readAll(Consumer<String> sink) throws SQLException {
        connection.setAutoCommit(false); // else the driver fetches all rows at once
        try (var statement = connection.createStatement()) {
            statement.setFetchSize(FETCHED);
            try (var rows =
                    statement.executeQuery(
                            "select record::text from signed_checkpoint order by number")) {
                while (rows.next()) {
                    sink.accept(rows.getString(1));
                }
            }
        } finally {
            connection.rollback();
            connection.setAutoCommit(true);
        }
    }

    boolean isEmpty() throws SQLException {
        try (var statement = connection.createStatement();
                var rows =
                        statement.executeQuery(
                                "select not exists (select 1 from signed_checkpoint)")) {
            rows.next();
            return rows.getBoolean(1);
        }
    }

    /** The last revision of every stream up to a place. */
    Map<String, Long> revisions(LogPosition upTo) throws SQLException {
        try (var statement =
                connection.prepareStatement(
                        """
                        select stream_id, max(revision)
                          from event
                         where (xid, position) <= (?::xid8, ?)
                         group by stream_id
                        """)) {
            statement.setString(1, upTo.xid());
            statement.setLong(2, upTo.position());
            var revisions = new HashMap<String, Long>();
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    revisions.put(rows.getString(1), rows.getLong(2));
                }
            }
            return revisions;
        }
    }

    /** The first of these that the log does not have with the same hash; empty if it has all. */
    Optional<StreamHead> missing(List<StreamHead> heads) throws SQLException {
        try (var statement =
                connection.prepareStatement(
                        "select record ->> 'hash' from event where stream_id = ? and revision ="
                                + " ?")) {
            for (var head : heads) {
                statement.setString(1, head.streamId());
                statement.setLong(2, head.revision());
                try (var rows = statement.executeQuery()) {
                    if (!rows.next() || !head.hash().equals(rows.getString(1))) {
                        return Optional.of(head);
                    }
                }
            }
            return Optional.empty();
        }
    }

    /** Events of one stream after a revision, up to a place. */
    List<Row> stream(String streamId, long after, LogPosition upTo, int limit) throws SQLException {
        try (var statement =
                connection.prepareStatement(
                        """
                        select xid::text, position, stream_id, revision, record::text
                          from event
                         where stream_id = ?
                           and revision > ?
                           and (xid, position) <= (?::xid8, ?)
                         order by revision
                         limit ?
                        """)) {
            statement.setString(1, streamId);
            statement.setLong(2, after);
            statement.setString(3, upTo.xid());
            statement.setLong(4, upTo.position());
            statement.setInt(5, limit);
            return rows(statement);
        }
    }

    /**
     * The streams of which a relay applied a revision that the log lacks or has with another hash,
     * with the relay's version.
     */
    Map<String, String> contradicted(Collection<String> streams) throws SQLException {
        try (var statement =
                connection.prepareStatement(
                        """
                        select a.accelerator_id, a.relay_id, a.revision, a.head
                          from relay_applied a
                          left join event e
                                 on e.stream_id = a.accelerator_id and e.revision = a.revision
                         where a.accelerator_id = any(?)
                           and a.revision > 0
                           and (e.record ->> 'hash') is distinct from a.head
                         order by a.accelerator_id, a.relay_id desc
                        """)) {
            statement.setArray(1, connection.createArrayOf("text", streams.toArray()));
            var contradicted = new HashMap<String, String>();
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    contradicted.put(
                            rows.getString(1),
                            "relay %s applied revision %s of %s with the hash %s, which the log does not have"
                                    .formatted(
                                            rows.getString(2),
                                            rows.getLong(3),
                                            rows.getString(1),
                                            rows.getString(4)));
                }
            }
            return contradicted;
        }
    }

    /**
     * An event of a transaction that the cluster has not begun yet, which is never published and
     * never signed; empty for none.
     */
    Optional<String> aheadOfTransactions() throws SQLException {
        try (var statement = connection.createStatement();
                var rows =
                        statement.executeQuery(
                                """
                                select stream_id, revision, position
                                  from event
                                 where xid >= pg_snapshot_xmax(pg_current_snapshot())
                                 order by xid
                                 limit 1
                                """)) {
            return rows.next()
                    ? Optional.of(
                            "revision %s of %s, at position %s of the event table, is of a transaction that has not begun"
                                    .formatted(rows.getLong(2), rows.getString(1), rows.getLong(3)))
                    : Optional.empty();
        }
    }

    /**
     * Up to where events are signed. Not what the newest checkpoint holds: a log that was restored
     * from another cluster is numbered again.
     */
    LogPosition end() throws SQLException {
        try (var statement = connection.createStatement();
                var rows =
                        statement.executeQuery(
                                """
                                select xid::text, position
                                  from signed_checkpoint
                                 order by number desc
                                 limit 1
                                """)) {
            return rows.next()
                    ? new LogPosition(rows.getString(1), rows.getLong(2))
                    : LogPosition.START;
        }
    }

    /** How many events are committed after it, counted to {@code limit}. */
    int countAfter(LogPosition place, int limit) throws SQLException {
        try (var statement =
                connection.prepareStatement(
                        "select count(*) from (select 1 from event%n%s) as events"
                                .formatted(AFTER))) {
            bind(statement, place, limit);
            try (var rows = statement.executeQuery()) {
                rows.next();
                return rows.getInt(1);
            }
        }
    }

    /** Events in the order of publication; those that an open transaction may precede wait. */
    List<Row> after(LogPosition place, int limit) throws SQLException {
        try (var statement =
                connection.prepareStatement(
                        "select xid::text, position, stream_id, revision, record::text from event%n%s"
                                .formatted(AFTER))) {
            bind(statement, place, limit);
            return rows(statement);
        }
    }

    private static List<Row> rows(PreparedStatement statement) throws SQLException {
        var events = new ArrayList<Row>();
        try (var rows = statement.executeQuery()) {
            while (rows.next()) {
                events.add(
                        new Row(
                                rows.getString(1),
                                rows.getLong(2),
                                rows.getString(3),
                                rows.getLong(4),
                                rows.getString(5)));
            }
        }
        return events;
    }

    void insert(SignedCheckpoint checkpoint) throws SQLException {
        try (var statement =
                connection.prepareStatement(
                        """
                        insert into signed_checkpoint (number, xid, position, events, record)
                        values (?, ?::xid8, ?, ?, ?::jsonb)
                        """)) {
            statement.setLong(1, checkpoint.number());
            statement.setString(2, checkpoint.transaction());
            statement.setLong(3, checkpoint.position());
            statement.setLong(4, checkpoint.events());
            statement.setString(5, new String(ConfigurationJson.write(checkpoint), UTF_8));
            statement.executeUpdate();
        }
    }

    /** The id of the topic that holds the published checkpoints; empty before the first one. */
    Optional<String> topic() throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("select topic from checkpoint_topic")) {
            rows.next();
            return Optional.ofNullable(rows.getString(1));
        }
    }

    /** Publication begins at the first checkpoint, into this topic. */
    void changeTo(String topic) throws SQLException {
        try (var statement =
                connection.prepareStatement("update checkpoint_topic set topic = ?, number = 0")) {
            statement.setString(1, topic);
            statement.executeUpdate();
        }
    }

    /**
     * Some checkpoints by number. A checkpoint waits until all events that it covers are published,
     * so that its topic never names an event that theirs lacks.
     */
    List<SignedCheckpoint> unpublished() throws SQLException {
        return read(
                """
                select s.record::text
                  from signed_checkpoint s, checkpoint_topic t, publication_position p
                 where s.number > t.number
                   and (s.xid, s.position) <= (p.xid, p.position)
                 order by s.number
                 limit 100
                """);
    }

    void published(long upTo) throws SQLException {
        try (var statement =
                connection.prepareStatement("update checkpoint_topic set number = ?")) {
            statement.setLong(1, upTo);
            statement.executeUpdate();
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }

    private List<SignedCheckpoint> read(String sql) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            var checkpoints = new ArrayList<SignedCheckpoint>();
            while (rows.next()) {
                checkpoints.add(
                        ConfigurationJson.read(
                                rows.getString(1).getBytes(UTF_8), SignedCheckpoint.class));
            }
            return checkpoints;
        }
    }

    private static void bind(PreparedStatement statement, LogPosition place, int limit)
            throws SQLException {
        statement.setString(1, place.xid());
        statement.setLong(2, place.position());
        statement.setInt(3, limit);
    }
}
