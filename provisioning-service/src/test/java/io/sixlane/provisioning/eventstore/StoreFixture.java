package io.sixlane.provisioning.eventstore;

import static io.sixlane.provisioning.TestPlatform.await;

import io.r2dbc.pool.ConnectionPool;
import io.r2dbc.pool.ConnectionPoolConfiguration;
import io.r2dbc.postgresql.PostgresqlConnectionConfiguration;
import io.r2dbc.postgresql.PostgresqlConnectionFactory;
import io.sixlane.configuration.accelerator.AcceleratorEvent.AcceleratorCreated;
import io.sixlane.configuration.accelerator.AcceleratorEvent.ListenerAdded;
import io.sixlane.configuration.accelerator.AcceleratorId;
import io.sixlane.configuration.accelerator.ClientAffinity;
import io.sixlane.configuration.accelerator.Listener;
import io.sixlane.configuration.accelerator.ListenerId;
import io.sixlane.configuration.accelerator.PortRange;
import io.sixlane.configuration.accelerator.Protocol;
import io.sixlane.configuration.accelerator.SpecificationLimits;
import io.sixlane.configuration.image.AcceleratorRecord;
import io.sixlane.configuration.log.Actor;
import io.sixlane.configuration.log.RecordedEvent;
import io.sixlane.configuration.log.StreamEvent;
import io.sixlane.platform.EmbeddedPostgres;
import io.sixlane.provisioning.TestPlatform;
import io.sixlane.provisioning.notification.NotificationsFixture;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.flywaydb.core.Flyway;
import org.springframework.r2dbc.connection.R2dbcTransactionManager;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.transaction.reactive.TransactionalOperator;

/** An event store on a database of its own. */
public final class StoreFixture implements AutoCloseable {
    public static final Actor ACTOR = new Actor("acme", "ann", "::1", "req-1");
    public static final Instant AT = Instant.parse("2026-11-23T10:15:30.123456789Z");

    private final String database = TestPlatform.newDatabase();
    private final int port = TestPlatform.postgresPort();
    private final ConnectionPool pool;
    private final EventStore store;
    private final AcceleratorViews views;

    public StoreFixture() {
        Flyway.configure()
                .dataSource(jdbcUrl(), EmbeddedPostgres.USER, TestPlatform.postgresPassword())
                .locations("classpath:db/schema")
                .load()
                .migrate();
        pool =
                new ConnectionPool(
                        ConnectionPoolConfiguration.builder(
                                        new PostgresqlConnectionFactory(
                                                PostgresqlConnectionConfiguration.builder()
                                                        .host("127.0.0.1")
                                                        .port(port)
                                                        .database(database)
                                                        .username(EmbeddedPostgres.USER)
                                                        .password(TestPlatform.postgresPassword())
                                                        .build()))
                                .initialSize(1)
                                .maxSize(8)
                                .build());
        var client = DatabaseClient.create(pool);
        store =
                new R2dbcEventStore(
                        client,
                        TransactionalOperator.create(new R2dbcTransactionManager(pool)),
                        new AcceleratorSteps(client),
                        new PortClaims(client),
                        new StreamWriter(client),
                        NotificationsFixture.unconnected(pool));
        views = new R2dbcAcceleratorViews(client);
    }

    public DatabaseClient database() {
        return DatabaseClient.create(pool);
    }

    /** Folds what {@code events} reads. */
    public AcceleratorPast past(EventStore events) {
        return new R2dbcAcceleratorPast(DatabaseClient.create(pool), events);
    }

    public AccountStreams streams() {
        return new R2dbcAccountStreams(DatabaseClient.create(pool));
    }

    public EventPages pages() {
        return new R2dbcEventPages(DatabaseClient.create(pool));
    }

    AcceleratorLists lists() {
        return new R2dbcAcceleratorLists(DatabaseClient.create(pool));
    }

    public EventStore store() {
        return store;
    }

    public AcceleratorViews views() {
        return views;
    }

    public String jdbcUrl() {
        return "jdbc:postgresql://127.0.0.1:%s/%s".formatted(port, database);
    }

    public Connection connect() throws SQLException {
        return DriverManager.getConnection(
                jdbcUrl(), EmbeddedPostgres.USER, TestPlatform.postgresPassword());
    }

    public List<RecordedEvent> append(String streamId, long expected, StreamEvent... events) {
        return append(new Append(streamId, expected, List.of(events)));
    }

    public List<RecordedEvent> append(Append... appends) {
        return append(ACTOR, appends);
    }

    public List<RecordedEvent> append(Actor actor, Append... appends) {
        return await(store.append(new Change(actor, AT, List.of(appends))));
    }

    /** The type of an event, as if another version had written it. */
    void rename(String streamId, long revision, String type) throws SQLException {
        try (var connection = connect();
                var update =
                        connection.prepareStatement(
                                "update event set record = jsonb_set(record, '{event,type}',"
                                        + " to_jsonb(?::text))"
                                        + " where stream_id = ? and revision = ?")) {
            update.setString(1, type);
            update.setString(2, streamId);
            update.setLong(3, revision);
            update.executeUpdate();
        }
    }

    public List<RecordedEvent> load(String streamId) {
        return await(store.load(streamId).collectList());
    }

    /** Appends at whatever revision the stream has, as often as it takes. */
    public void appendNext(String streamId) {
        while (true) {
            long revision = load(streamId).size();
            try {
                append(streamId, revision, revision == 0 ? created(streamId) : listenerAdded());
                return;
            } catch (VersionConflictException e) {
                Thread.onSpinWait();
            }
        }
    }

    public List<AcceleratorRecord> records(List<String> streamIds) {
        return streamIds.stream().map(id -> await(views.record(new AcceleratorId(id)))).toList();
    }

    public static String newAccelerator() {
        return "ga-" + Long.toString(ThreadLocalRandom.current().nextLong(1L << 60), 36);
    }

    public static StreamEvent created(String id) {
        return new AcceleratorCreated(
                new AcceleratorId(id), new SpecificationLimits("SMALL_I", 1, 10, 5_000));
    }

    public static StreamEvent listenerAdded() {
        var id = new ListenerId("lsr-" + newAccelerator().substring(3));
        return new ListenerAdded(
                new Listener(
                        id,
                        "web",
                        Protocol.TCP,
                        List.of(new PortRange(80, 80)),
                        ClientAffinity.NONE,
                        List.of()));
    }

    @Override
    public void close() {
        pool.dispose();
    }
}
