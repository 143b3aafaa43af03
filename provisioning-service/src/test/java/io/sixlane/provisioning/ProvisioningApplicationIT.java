package io.sixlane.provisioning;

import static io.sixlane.provisioning.TestPlatform.await;
import static io.sixlane.provisioning.eventstore.StoreFixture.created;
import static io.sixlane.provisioning.eventstore.StoreFixture.newAccelerator;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import io.sixlane.configuration.accelerator.AcceleratorId;
import io.sixlane.configuration.accelerator.ListenerId;
import io.sixlane.configuration.catalog.CatalogEntry;
import io.sixlane.configuration.catalog.CatalogEntry.RegionEntry;
import io.sixlane.configuration.catalog.CatalogEntry.SpecificationEntry;
import io.sixlane.configuration.log.RecordedEvent;
import io.sixlane.configuration.log.Topics;
import io.sixlane.configuration.order.Money;
import io.sixlane.configuration.relay.RelayStatus;
import io.sixlane.configuration.relay.RelayStatus.AcceleratorApplied;
import io.sixlane.configuration.relay.RelayStatus.ApplyFailure;
import io.sixlane.configuration.relay.RelayStatus.Heartbeat;
import io.sixlane.configuration.relay.RelayStatus.ListenerConnections;
import io.sixlane.provisioning.catalogcopy.CatalogCopy;
import io.sixlane.provisioning.eventstore.Append;
import io.sixlane.provisioning.eventstore.Change;
import io.sixlane.provisioning.eventstore.EventStore;
import io.sixlane.provisioning.eventstore.StoreFixture;
import io.sixlane.provisioning.publication.TopicReader;
import io.sixlane.provisioning.relaystatus.RelayStanding;
import io.sixlane.provisioning.relaystatus.RelayStatuses;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.r2dbc.core.DatabaseClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

class ProvisioningApplicationIT {
    private final Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
    private final Instant started = now.minusSeconds(600);

    private static RunningApplication application;

    @BeforeAll
    static void start() {
        application = new RunningApplication(TestPlatform.kafka());
    }

    @AfterAll
    static void stop() {
        application.close();
    }

    @Test
    void copies_the_catalog_as_it_was_written_last() throws Exception {
        application.send(Topics.CATALOG, "broken", "{\"type\":\"Unheard\"}".getBytes(UTF_8));
        sendCatalog(region("cn-hongkong", 7, "of a catalog that was made again"));
        sendCatalog(region("cn-hongkong", 3, "Hong Kong"));
        sendCatalog(
                new SpecificationEntry("SMALL_I", 1, "Small I", 1, 10, 5_000, new Money("USD", 1)));
        sendCatalog(region("us-west-1", 1, "Silicon Valley"));

        var copy = application.bean(CatalogCopy.class);

        soon().until(() -> await(copy.regions().collectList()).size() == 2);
        assertThat(await(copy.regions().collectList()))
                .containsExactly(
                        region("cn-hongkong", 3, "Hong Kong"),
                        region("us-west-1", 1, "Silicon Valley"));
        assertThat(await(copy.specification("SMALL_I")).maxConnections()).isEqualTo(5_000);
        assertThat(copy.bandwidthType("PREMIUM").blockOptional()).isEmpty();
    }

    @Test
    void shows_relays_as_they_last_described_themselves() throws Exception {
        sendStatus(heartbeat("relay-shown", started.minusSeconds(60), now, 6));
        sendStatus(heartbeat("relay-shown", started, now, 7));
        sendStatus(heartbeat("relay-shown", started.minusSeconds(60), now.plusSeconds(30), 5));
        sendStatus(heartbeat("relay-after", started, now, 4));

        soon().until(() -> !relay("relay-after").isMissingNode());
        var shown = relay("relay-shown");
        assertThat(shown.get("region").stringValue()).isEqualTo("cn-hongkong");
        assertThat(shown.get("connectionsActive").longValue()).isEqualTo(7);
        assertThat(shown.get("path").stringValue()).isEqualTo("portable");
        assertThat(Instant.parse(shown.get("lastHeartbeatAt").stringValue()))
                .isBetween(now.minusSeconds(1), Instant.now().plusSeconds(1));
    }

    @Test
    void knows_what_each_relay_applied() throws Exception {
        var id = new AcceleratorId(newAccelerator());
        var failure = new ApplyFailure(new ListenerId("lsr-web"), "cannot bind [::1]:80");
        sendStatus(applied("relay-a", started.minusSeconds(60), id, 5, List.of()));
        sendStatus(applied("relay-a", started, id, 4, List.of(failure)));
        sendStatus(applied("relay-a", started, id, 3, List.of()));
        sendStatus(applied("relay-a", started.minusSeconds(60), id, 9, List.of()));
        sendStatus(applied("relay-a", started, id, 4, List.of(failure)));
        sendStatus(applied("relay-b", started, id, 2, List.of()));

        soon().until(() -> standings(id).size() == 2);

        assertThat(standings(id))
                .extracting(
                        RelayStanding::relay,
                        RelayStanding::alive,
                        RelayStanding::appliedRevision,
                        RelayStanding::failures,
                        RelayStanding::appliedAt)
                .containsExactly(
                        tuple("relay-a", false, 4L, List.of(failure), now),
                        tuple("relay-b", false, 2L, List.of(), now));
        sendStatus(heartbeat("relay-a", started, Instant.now(), 1));
        soon().until(() -> standings(id).getFirst().alive());
        assertThat(relay("relay-a").get("failingAccelerators").longValue()).isEqualTo(1);
        // A new process of the relay has yet to apply it.
        sendStatus(heartbeat("relay-a", now, Instant.now(), 0));
        soon().untilAsserted(
                        () ->
                                assertThat(standings(id))
                                        .filteredOn(relay -> relay.relay().equals("relay-a"))
                                        .singleElement()
                                        .satisfies(
                                                relay -> {
                                                    assertThat(relay.appliedRevision()).isZero();
                                                    assertThat(relay.failures()).isEmpty();
                                                }));
    }

    @Test
    void retries_a_message_after_a_database_failure() throws Exception {
        var database = application.bean(DatabaseClient.class);
        database.sql("alter table relay rename to relay_away").then().block();
        try {
            sendStatus(heartbeat("relay-retried", started, now, 1));
            await().during(Duration.ofSeconds(1))
                    .atMost(Duration.ofSeconds(10))
                    .until(() -> application.get("/v1/relays").statusCode() == 500);
        } finally {
            database.sql("alter table relay_away rename to relay").then().block();
        }

        soon().until(() -> !relay("relay-retried").isMissingNode());
    }

    @Test
    void publishes_what_is_appended() {
        var id = newAccelerator();

        var recorded = append(application, id);

        try (var topics = new TopicReader(TestPlatform.kafka().operator())) {
            soon().untilAsserted(() -> assertThat(topics.events(List.of(id))).isEqualTo(recorded));
        }
    }

    @Test
    void signs_what_is_appended_and_shows_the_key() throws Exception {
        var head = append(application, newAccelerator()).getLast().hash();

        soon().until(
                        () ->
                                application
                                        .get("/v1/audit/checkpoints?limit=200")
                                        .body()
                                        .contains(head));
        assertThat(application.get("/v1/audit/public-key").body())
                .startsWith("-----BEGIN PUBLIC KEY-----");
        var first = application.json("/v1/audit/checkpoints?limit=1");
        assertThat(first.at("/items/0/number").longValue()).isEqualTo(1);
        assertThat(application.get("/v1/audit/checkpoints?limit=0").statusCode()).isEqualTo(400);
        assertThat(application.get("/v1/audit/checkpoints?pageToken=x").statusCode())
                .isEqualTo(400);
    }

    @Test
    void an_account_sees_of_checkpoints_what_is_its_own() throws Exception {
        var id = newAccelerator();
        var head = append(application, id).getLast();
        var owner = new ApiClient(application.port(), StoreFixture.ACTOR.account());
        var other = new ApiClient(application.port(), "nobody");
        var path = "/v1/audit/checkpoints?limit=200";

        soon().until(() -> owner.get(path).response().body().contains(head.hash()));

        var whole = application.json(path).at("/items");
        assertThat(whole.toString()).contains(id).contains("\"events\"");
        var seen = other.get(path).json().at("/items");
        assertThat(seen).hasSizeLessThanOrEqualTo(whole.size()).isNotEmpty();
        for (var checkpoint : seen.valueStream().toList()) {
            assertThat(checkpoint.at("/heads")).isEmpty();
            assertThat(checkpoint.at("/hash").asString()).hasSize(64);
            assertThat(checkpoint.at("/events").isNull()).isTrue();
        }
        for (var named : owner.get(path).json().at("/items").valueStream().toList()) {
            assertThat(named.at("/heads").valueStream().map(h -> h.at("/streamId").asString()))
                    .noneMatch(streamId -> streamId.startsWith("pool-"));
        }
    }

    @Test
    void shows_the_lag_of_publication() throws Exception {
        var database = application.bean(DatabaseClient.class);
        soon().until(() -> meter("sixlane_publication_lag_events") == 0);
        append(application, newAccelerator());
        soon().until(() -> meter("sixlane_publication_lag_events") == 0);
        await(
                database.sql(
                                """
                                update publication_position
                                   set xid = '0', position = 0
                                returning position
                                """)
                        .mapValue(Long.class)
                        .one());

        soon().until(() -> meter("sixlane_publication_lag_events") > 0);
        assertThat(meter("sixlane_publication_lag_seconds")).isPositive();
        append(application, newAccelerator());
        soon().until(() -> meter("sixlane_publication_lag_events") == 0);
        assertThat(meter("sixlane_publication_active")).isEqualTo(1);
    }

    /** Rows read one by one while all that is asked each second is asked three times. */
    private long readMeanwhile() throws Exception {
        var readBefore = count(READ_ONE_BY_ONE);
        var askedBefore = count(ASKED_FOR_UNCONFIRMED);
        assertThat(relay("relay-of-nobody").isMissingNode()).isTrue();
        soon().until(() -> count(ASKED_FOR_UNCONFIRMED) >= askedBefore + 3);
        return count(READ_ONE_BY_ONE) - readBefore;
    }

    @Test
    void repeated_queries_do_not_read_every_accelerator_and_event() throws Exception {
        var many = 20_000;
        append(application, newAccelerator());
        soon().until(() -> count("select count(*) from signed_checkpoint") > 0);
        soon().until(() -> meter("sixlane_publication_lag_events") == 0);
        // As if published and signed long ago.
        run("insert into stream (stream_id, revision, head) values ('ga-many', 20000, '')");
        run(
                """
                insert into event (xid, stream_id, revision, record)
                select '1', 'ga-many', revision, '{}' from generate_series(1, 20000) as revision
                """);
        run(
                """
                insert into accelerator_view (accelerator_id, account, revision, body)
                select 'ga-many' || number, 'many', 1, '{}' from generate_series(1, 20000) as number
                """);
        run(
                """
                insert into relay_applied (relay_id, accelerator_id, region, incarnation, revision,
                                           applied_at, head, failures, effective_revision)
                select 'relay-many', 'ga-many' || number, 'cn-hongkong', now(), 1, now(), '', '[]', 1
                  from generate_series(1, 20000) as number
                """);
        run("analyze event, accelerator_view, relay_applied");
        // A reader of everything that began earlier may end in the first window.
        var read = Math.min(readMeanwhile(), readMeanwhile());
        assertThat(read).isLessThan(many);
        run("delete from event where stream_id = 'ga-many'");
        run("delete from stream where stream_id = 'ga-many'");
        run("delete from accelerator_view where account = 'many'");
        run("delete from relay_applied where relay_id = 'relay-many'");
    }

    private static final String ASKED_FOR_UNCONFIRMED =
            """
            select idx_scan from pg_stat_user_indexes
             where indexrelname = 'accelerator_view_unconfirmed'
            """;

    private static final String READ_ONE_BY_ONE =
            """
            select sum(seq_tup_read)::bigint from pg_stat_user_tables
             where relname in ('event', 'accelerator_view', 'relay_applied')
            """;

    private static long count(String sql) {
        return await(application.bean(DatabaseClient.class).sql(sql).mapValue(Long.class).one());
    }

    private static void run(String sql) {
        application.bean(DatabaseClient.class).sql(sql).then().block(Duration.ofSeconds(30));
    }

    private static double meter(String name) throws IOException, InterruptedException {
        return application
                .get("/actuator/prometheus")
                .body()
                .lines()
                .filter(line -> line.startsWith(name + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(name.length() + 1)))
                .findFirst()
                .orElse(-1);
    }

    @Test
    void counts_what_it_published() throws Exception {
        append(application, newAccelerator());

        soon().until(
                        () ->
                                application
                                        .get("/actuator/prometheus")
                                        .body()
                                        .lines()
                                        .anyMatch(
                                                line ->
                                                        line.startsWith(
                                                                        "sixlane_publication_events")
                                                                && !line.endsWith(" 0.0")));
    }

    @Test
    void shows_the_listeners_connections_of_the_last_heartbeat() throws Exception {
        sendStatus(
                new Heartbeat(
                        "relay-counts",
                        "cn-hongkong",
                        now,
                        now.plusSeconds(2),
                        "portable",
                        1,
                        1,
                        5,
                        "kafka",
                        List.of(),
                        List.of(
                                new ListenerConnections(
                                        new AcceleratorId("ga-1"), new ListenerId("lsr-1"), 5)),
                        null));
        soon().untilAsserted(
                        () ->
                                assertThat(
                                                relay("relay-counts")
                                                        .at("/connectionsByListener/0/connections")
                                                        .asInt())
                                        .isEqualTo(5));
    }

    private List<RecordedEvent> append(RunningApplication application, String id) {
        return await(
                application
                        .bean(EventStore.class)
                        .append(
                                new Change(
                                        StoreFixture.ACTOR,
                                        now,
                                        List.of(new Append(id, 0, List.of(created(id)))))));
    }

    /** The statuses of the relays that these tests name. */
    private static List<RelayStanding> standings(AcceleratorId id) {
        return await(
                application
                        .bean(RelayStatuses.class)
                        .standings(id, List.of("cn-hongkong"))
                        .filter(relay -> List.of("relay-a", "relay-b").contains(relay.relay()))
                        .collectList());
    }

    private static JsonNode relay(String id) throws IOException, InterruptedException {
        return application
                .json("/v1/relays")
                .get("items")
                .valueStream()
                .filter(relay -> relay.get("id").stringValue().equals(id))
                .findFirst()
                .orElse(MissingNode.getInstance());
    }

    private static void sendCatalog(CatalogEntry entry) throws Exception {
        application.send(Topics.CATALOG, entry.key(), entry);
    }

    private static void sendStatus(RelayStatus status) throws Exception {
        application.send(Topics.RELAY_STATUS, status.relayId(), status);
    }

    private static RegionEntry region(String code, long version, String name) {
        return new RegionEntry(code, version, name, "ASIA_PACIFIC", false, true);
    }

    private static Heartbeat heartbeat(
            String relay, Instant incarnation, Instant at, long connections) {
        return new Heartbeat(
                relay,
                "cn-hongkong",
                incarnation,
                at,
                "portable",
                1,
                1,
                connections,
                "kafka",
                List.of(),
                List.of(),
                null);
    }

    private AcceleratorApplied applied(
            String relay,
            Instant incarnation,
            AcceleratorId id,
            long revision,
            List<ApplyFailure> failures) {
        return new AcceleratorApplied(
                relay,
                "cn-hongkong",
                incarnation,
                now,
                id,
                revision,
                RecordedEvent.NO_HASH,
                failures,
                failures.isEmpty() ? revision : 0,
                null);
    }

    private static ConditionFactory soon() {
        return await().atMost(Duration.ofSeconds(60)).pollInterval(Duration.ofMillis(50));
    }
}
