package io.sixlane.provisioning.relaystatus;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.sixlane.configuration.accelerator.AcceleratorId;
import io.sixlane.configuration.json.ConfigurationJson;
import io.sixlane.configuration.log.Topics;
import io.sixlane.configuration.relay.RelayStatus;
import io.sixlane.configuration.relay.RelayStatus.AcceleratorApplied;
import io.sixlane.configuration.relay.RelayStatus.AcceleratorHealth;
import io.sixlane.configuration.relay.RelayStatus.ApplyFailure;
import io.sixlane.configuration.relay.RelayStatus.Heartbeat;
import io.sixlane.platform.EmbeddedPostgres;
import io.sixlane.provisioning.RunningApplication;
import io.sixlane.provisioning.TestPlatform;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The test poses as relays and sends statuses that PostgreSQL refuses or that cannot be read. */
class RefusedStatusIT {
    private static final Instant AT = Instant.parse("2026-11-23T10:00:00Z");

    private static RunningApplication application;

    private final String run = Long.toString(ThreadLocalRandom.current().nextLong(1L << 60), 36);

    @BeforeAll
    static void start() {
        application = new RunningApplication(TestPlatform.kafka());
    }

    @AfterAll
    static void stop() {
        application.close();
    }

    /** PostgreSQL holds no NUL in a text (22P05), no year 300000 in a time (22007 or 22008). */
    @Test
    void refused_statuses_are_set_aside_and_the_rest_is_stored() throws Exception {
        var refusedBefore = refused();

        publish(heartbeat("good-1-" + run, "somewhere", AT));
        publish(heartbeat("nul-" + run, "no\0where", AT));
        publish(heartbeat("good-2-" + run, "somewhere", AT));
        publish(heartbeat("late-" + run, "somewhere", Instant.parse("+300000-01-01T00:00:00Z")));
        application.send(
                Topics.RELAY_STATUS, "later-" + run, "{\"type\":\"Later\"}".getBytes(UTF_8));
        publish(heartbeat("good-3-" + run, "somewhere", AT));

        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(relays()).contains("good-3-" + run));
        assertThat(relays())
                .contains("good-1-" + run, "good-2-" + run)
                .doesNotContain("nul-" + run, "late-" + run);
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(
                        () ->
                                assertThat(putAside())
                                        .extracting(words -> words.substring(0, words.indexOf(':')))
                                        .contains("nul-" + run, "late-" + run, "later-" + run));
        assertThat(putAside())
                .filteredOn(words -> words.startsWith("nul-" + run))
                .singleElement()
                .asString()
                .contains("no\\u0000where");
        assertThat(refused() - refusedBefore).isGreaterThanOrEqualTo(3);
    }

    /** A topic with a higher limit of its own takes more than a relay writes. */
    @Test
    void statuses_with_half_a_character_or_too_long_are_set_aside_and_the_rest_is_stored()
            throws Exception {
        var before = refused();

        sendRaw("half-" + run, heartbeatJson("half-" + run).replace("somewhere", "some\\ud800"));
        sendRaw("pair-" + run, heartbeatJson("pair-" + run).replace("somewhere", "\\udc00\\ud800"));
        publish(heartbeat("long-" + run + "x".repeat(300_000), "somewhere", AT));
        publish(heartbeat("wide-" + run, "x".repeat(900_000), AT));
        publish(
                new AcceleratorApplied(
                        "wordy-" + run,
                        "somewhere",
                        AT,
                        AT,
                        new AcceleratorId("ga-1"),
                        1,
                        "0".repeat(64),
                        List.of(new ApplyFailure(null, "x".repeat(50_000))),
                        0,
                        null));
        publish(
                new AcceleratorHealth(
                        "part-" + run,
                        "somewhere",
                        AT,
                        AT,
                        new AcceleratorId("ga-1"),
                        List.of(),
                        Integer.MAX_VALUE,
                        1));
        publish(heartbeat("good-4-" + run, "somewhere", AT));

        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(relays()).contains("good-4-" + run));
        assertThat(refused() - before).isGreaterThanOrEqualTo(6);
        assertThat(putAside())
                .filteredOn(words -> words.startsWith("wide-" + run))
                .singleElement()
                .satisfies(
                        words ->
                                assertThat(words)
                                        .hasSize(
                                                ("wide-" + run + ":").length()
                                                        + RefusedStatusRepository.KEPT_BYTES));
    }

    @Test
    void statuses_of_an_outage_are_stored_after_it() throws Exception {
        var before = putAside();
        try (var operator = connect("postgres");
                var statement = operator.createStatement()) {
            statement.execute(
                    "alter database %s allow_connections false".formatted(application.database()));
            statement.execute(
                    "select pg_terminate_backend(pid) from pg_stat_activity where datname = '%s'"
                            .formatted(application.database()));
            try {
                publish(heartbeat("outage-" + run, "somewhere", AT));
                await().atMost(Duration.ofSeconds(30))
                        .until(() -> application.get("/v1/relays").statusCode() >= 500);
            } finally {
                statement.execute(
                        "alter database %s allow_connections true"
                                .formatted(application.database()));
            }
        }

        await().atMost(Duration.ofSeconds(30))
                .ignoreExceptions()
                .untilAsserted(() -> assertThat(relays()).contains("outage-" + run));
        assertThat(putAside()).isEqualTo(before);
    }

    private static void publish(RelayStatus status) throws Exception {
        application.send(Topics.RELAY_STATUS, status.relayId(), status);
    }

    private static void sendRaw(String key, String json) throws Exception {
        application.send(Topics.RELAY_STATUS, key, json.getBytes(UTF_8));
    }

    private static String heartbeatJson(String relay) {
        return new String(ConfigurationJson.write(heartbeat(relay, "somewhere", AT)), UTF_8);
    }

    private static Heartbeat heartbeat(String relay, String region, Instant at) {
        return new Heartbeat(
                relay, region, AT, at, "portable", 0, 0, 0, "kafka", List.of(), List.of(), null);
    }

    private static double refused() {
        return application
                .bean(MeterRegistry.class)
                .get(RefusedStatusRepository.REFUSED)
                .counter()
                .count();
    }

    private static List<String> relays() throws Exception {
        return application.json("/v1/relays").findValuesAsString("id");
    }

    /** Each refused status as its key, a colon and its content. */
    private static List<String> putAside() throws SQLException {
        var found = new ArrayList<String>();
        try (var connection = connect(application.database());
                var statement = connection.createStatement();
                var rows =
                        statement.executeQuery(
                                """
                                select convert_from(message_key, 'UTF8') || ':'
                                       || convert_from(message_value, 'UTF8')
                                  from refused_status
                                 order by message_partition, message_offset
                                """)) {
            while (rows.next()) {
                found.add(rows.getString(1));
            }
        }
        return found;
    }

    private static Connection connect(String database) throws SQLException {
        return DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:%s/%s"
                        .formatted(TestPlatform.postgresPort(), database),
                EmbeddedPostgres.USER,
                TestPlatform.postgresPassword());
    }
}
