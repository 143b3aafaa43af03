package io.sixlane.audit.source;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sixlane.configuration.log.StreamHead;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The event table, in the order of publication. Reads in one snapshot and writes nothing. */
public final class EventTableSource implements MessageSource {
    /** An event's place in its stream. */
    public record Place(String streamId, long revision) {}

    /**
     * How to reach the database.
     *
     * @param url {@code jdbc:postgresql://host:port/provisioning}
     */
    public record Access(String url, String user, String password) {}

    /** Publication takes milliseconds. */
    private static final Duration PUBLICATION_PATIENCE = Duration.ofMinutes(1);

    private final Connection connection;

    private EventTableSource(Connection connection) {
        this.connection = connection;
    }

    /**
     * @throws SourceException if the database does not answer
     */
    public static EventTableSource open(Access access) {
        try {
            var connection =
                    DriverManager.getConnection(access.url(), access.user(), access.password());
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            connection.setReadOnly(true);
            connection.setAutoCommit(false);
            return new EventTableSource(connection);
        } catch (SQLException e) {
            throw failed(access.url(), e);
        }
    }

    /**
     * Events that were committed within the last minute and are not known to be published: they may
     * be on their way. Events of a transaction that the cluster has not begun yet never are.
     *
     * @throws SourceException if the database does not answer
     */
    public static List<Place> unpublished(Access access) {
        try (var connection =
                        DriverManager.getConnection(
                                access.url(), access.user(), access.password());
                var statement = connection.createStatement();
                var rows =
                        statement.executeQuery(
                                """
                                select event.stream_id, event.revision,
                                       event.record ->> 'occurredAt', now()
                                  from event, publication_position as published
                                 where (event.xid, event.position)
                                       > (published.xid, published.position)
                                   and event.xid < pg_snapshot_xmax(pg_current_snapshot())
                                """)) {
            var places = new ArrayList<Place>();
            while (rows.next()) {
                var now = rows.getObject(4, OffsetDateTime.class).toInstant();
                if (isRecent(rows.getString(3), now)) {
                    places.add(new Place(rows.getString(1), rows.getLong(2)));
                }
            }
            return places;
        } catch (SQLException e) {
            throw failed(access.url(), e);
        }
    }

    private static boolean isRecent(@Nullable String occurredAt, Instant now) {
        try {
            return occurredAt != null
                    && Duration.between(Instant.parse(occurredAt), now)
                                    .abs()
                                    .compareTo(PUBLICATION_PATIENCE)
                            <= 0;
        } catch (DateTimeParseException _) {
            return false;
        }
    }

    @Override
    public String name() {
        return "table event";
    }

    @Override
    public String positionWord() {
        return "position";
    }

    @Override
    public long read(Consumer<RawMessage> sink, Progress progress) {
        var total = number("select count(*) from event");
        query(
                """
                select position, stream_id, revision, record::text
                  from event
                 order by xid, position
                """,
                total,
                progress,
                sink);
        return 0;
    }

    /** Reads the checkpoints that the service made, by number. */
    public void readCheckpoints(Consumer<RawMessage> sink) {
        query(
                """
                select number, null::text, 0::bigint, record::text
                  from signed_checkpoint
                 order by number
                """,
                0,
                Progress.NONE,
                sink);
    }

    /** All rows of the table of streams, by id. */
    public List<StreamHead> heads() {
        try (var statement = connection.createStatement();
                var rows =
                        statement.executeQuery(
                                "select stream_id, revision, head from stream order by"
                                        + " stream_id")) {
            var heads = new ArrayList<StreamHead>();
            while (rows.next()) {
                heads.add(new StreamHead(rows.getString(1), rows.getLong(2), rows.getString(3)));
            }
            return heads;
        } catch (SQLException e) {
            throw failed(name(), e);
        }
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw failed(name(), e);
        }
    }

    private void query(String sql, long total, Progress progress, Consumer<RawMessage> sink) {
        try (var statement = connection.createStatement()) {
            statement.setFetchSize(2_000);
            var done = 0L;
            try (var rows = statement.executeQuery(sql)) {
                while (rows.next()) {
                    @Nullable String key = rows.getString(2);
                    sink.accept(
                            new RawMessage(
                                    0,
                                    rows.getLong(1),
                                    key,
                                    rows.getLong(3),
                                    rows.getString(4).getBytes(UTF_8)));
                    done++;
                    if ((done & 1023) == 0) {
                        progress.at(done, total);
                    }
                }
            }
            progress.at(total, total);
        } catch (SQLException e) {
            throw failed(name(), e);
        }
    }

    private long number(String sql) {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        } catch (SQLException e) {
            throw failed(name(), e);
        }
    }

    private static SourceException failed(String place, SQLException e) {
        return new SourceException("Cannot read %s: %s.".formatted(place, e.getMessage()), e);
    }
}
