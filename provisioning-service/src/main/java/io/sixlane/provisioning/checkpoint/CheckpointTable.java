package io.sixlane.provisioning.checkpoint;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sixlane.configuration.json.ConfigurationJson;
import io.sixlane.configuration.log.SignedCheckpoint;
import io.sixlane.provisioning.checkpoint.SealedEvents.Row;
import io.sixlane.provisioning.worker.LockConnection;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

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

    /**
     * A place in the event table. Not what the newest checkpoint says: a log that was restored from
     * another cluster is numbered anew.
     */
    record Place(String xid, long position) {
        static final Place START = new Place("0", 0);
    }

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

    Optional<SignedCheckpoint> newest() throws SQLException {
        var newest =
                read("select record::text from signed_checkpoint order by number desc limit 1");
        return newest.stream().findFirst();
    }

    /** Up to where events are signed. */
    Place end() throws SQLException {
        try (var statement = connection.createStatement();
                var rows =
                        statement.executeQuery(
                                """
                                select xid::text, position
                                  from signed_checkpoint
                                 order by number desc
                                 limit 1
                                """)) {
            return rows.next() ? new Place(rows.getString(1), rows.getLong(2)) : Place.START;
        }
    }

    /** How many events are committed after it, counted to {@code limit}. */
    int countAfter(Place place, int limit) throws SQLException {
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
    List<Row> after(Place place, int limit) throws SQLException {
        try (var statement =
                connection.prepareStatement(
                        "select xid::text, position, stream_id, revision, record::text from event%n%s"
                                .formatted(AFTER))) {
            bind(statement, place, limit);
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
    }

    /** The hash of the event before it in its stream, empty when there is none. */
    String hashBefore(Row row) throws SQLException {
        try (var statement =
                connection.prepareStatement(
                        """
                        select record ->> 'hash'
                          from event
                         where stream_id = ? and revision = ?
                        """)) {
            statement.setString(1, row.streamId());
            statement.setLong(2, row.revision() - 1);
            try (var rows = statement.executeQuery()) {
                return rows.next() ? rows.getString(1) : "";
            }
        }
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

    /** The id of the topic that has what is published; empty before the first publication. */
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
     * By number, some at a time. One waits until all events that it speaks of are published, so
     * that its topic never knows of an event that theirs does not have.
     */
    List<SignedCheckpoint> unpublished() throws SQLException {
        return read(
                """
                select s.record::text
                  from signed_checkpoint s, checkpoint_topic t, publication_checkpoint p
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

    private static void bind(PreparedStatement statement, Place place, int limit)
            throws SQLException {
        statement.setString(1, place.xid());
        statement.setLong(2, place.position());
        statement.setInt(3, limit);
    }
}
