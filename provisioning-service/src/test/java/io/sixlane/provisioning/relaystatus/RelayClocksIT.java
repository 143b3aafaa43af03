package io.sixlane.provisioning.relaystatus;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import io.sixlane.configuration.accelerator.AcceleratorId;
import io.sixlane.configuration.accelerator.EndpointGroupId;
import io.sixlane.configuration.accelerator.EndpointId;
import io.sixlane.configuration.accelerator.ListenerId;
import io.sixlane.configuration.json.ConfigurationJson;
import io.sixlane.configuration.log.RecordedEvent;
import io.sixlane.configuration.log.Topics;
import io.sixlane.configuration.relay.RelayStatus;
import io.sixlane.configuration.relay.RelayStatus.AcceleratorApplied;
import io.sixlane.configuration.relay.RelayStatus.AcceleratorHealth;
import io.sixlane.configuration.relay.RelayStatus.EndpointHealth;
import io.sixlane.configuration.relay.RelayStatus.Heartbeat;
import io.sixlane.provisioning.RunningApplication;
import io.sixlane.provisioning.TestPlatform;
import io.sixlane.provisioning.eventstore.StoreFixture;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/** The test is relays with wrong clocks, and the broker that store when they said something. */
class RelayClocksIT {
    private static RunningApplication application;

    private final Instant now = Instant.now();
    private final String relay =
            "relay-" + Long.toString(ThreadLocalRandom.current().nextLong(1L << 60), 36);
    private final AcceleratorId id = new AcceleratorId(StoreFixture.newAccelerator());

    @BeforeAll
    static void start() {
        application = new RunningApplication(TestPlatform.kafka());
    }

    @AfterAll
    static void stop() {
        application.close();
    }

    @Test
    void a_relay_whose_clock_is_behind_lives() throws Exception {
        application.send(Topics.RELAY_STATUS, relay, beat(now, now.minusSeconds(300), 1));

        await().atMost(Duration.ofSeconds(30)).until(() -> shown().isPresent());

        assertThat(shown().orElseThrow().alive()).isTrue();
        assertThat(Duration.ofMillis(shown().orElseThrow().clockSkewMillis()))
                .isBetween(Duration.ofSeconds(-360), Duration.ofSeconds(-299));
    }

    @Test
    void a_relay_whose_clock_is_ahead_is_dead_when_it_is_silent() throws Exception {
        application.send(Topics.RELAY_STATUS, relay, beat(now, now.plusSeconds(600), 1));
        await().atMost(Duration.ofSeconds(30)).until(() -> shown().isPresent());
        assertThat(Duration.ofMillis(shown().orElseThrow().clockSkewMillis()))
                .isBetween(Duration.ofSeconds(500), Duration.ofSeconds(600));

        await().atMost(Duration.ofSeconds(60)).until(() -> !shown().orElseThrow().alive());
    }

    @Test
    void statuses_of_an_outage_that_are_read_after_it_make_no_relay_alive() {
        save(received(now.minusSeconds(60), beat(now, now, 1)));
        assertThat(shown().orElseThrow().alive()).isFalse();

        save(received(now.minusSeconds(1), beat(now, now, 1)));
        assertThat(shown().orElseThrow().alive()).isTrue();
    }

    @Test
    void a_relay_stays_alive_when_its_clock_is_set_back() {
        save(received(now.minusSeconds(60), beat(now, now.plusSeconds(600), 1)));

        save(received(now, beat(now, now.minusSeconds(600), 2)));

        assertThat(shown().orElseThrow().alive()).isTrue();
        assertThat(shown().orElseThrow().connectionsActive()).isEqualTo(2);
    }

    @Test
    void a_process_that_starts_by_a_clock_that_was_set_back_is_the_newest() {
        var first = now;
        var second = now.minusSeconds(3_600);
        save(received(now.minusSeconds(3), beat(first, now, 1)));
        save(received(now.minusSeconds(3), applied(first, 7)));

        save(
                received(now.minusSeconds(2), applied(second, 6)),
                received(now.minusSeconds(2), found(second)),
                received(now.minusSeconds(2), beat(second, second, 2)));

        assertThat(shown().orElseThrow().connectionsActive()).isEqualTo(2);
        assertThat(standings())
                .extracting(RelayStanding::appliedRevision, RelayStanding::alive)
                .containsExactly(tuple(6L, true));
        assertThat(healths()).hasSize(1);
    }

    @Test
    void late_statuses_of_an_earlier_process_are_ignored_after_a_restart_of_the_service() {
        var first = now;
        var second = now.minusSeconds(3_600);
        save(received(now.minusSeconds(4), beat(first, now, 1)));
        save(received(now.minusSeconds(3), beat(second, second, 2)));
        save(received(now.minusSeconds(3), applied(second, 6)));

        var restarted =
                new StatusStore(
                        new RelayProcessRepository(application.bean(DatabaseClient.class)),
                        application.bean(RelayStatusViewWriter.class),
                        application.bean(EndpointHealthViewRepository.class),
                        _ -> Mono.empty(),
                        application.bean(RefusedStatusRepository.class));
        save(
                restarted,
                received(now.minusSeconds(2), beat(first, now, 3)),
                received(now.minusSeconds(2), applied(first, 9)),
                received(now.minusSeconds(2), found(first)));

        assertThat(shown().orElseThrow().connectionsActive()).isEqualTo(2);
        assertThat(standings()).extracting(RelayStanding::appliedRevision).containsExactly(6L);
        assertThat(healths()).isEmpty();
    }

    @Test
    void a_relay_silent_for_a_day_is_deleted_with_its_statuses() {
        save(
                received(now, beat(now, now, 1)),
                received(now, applied(now, 7)),
                received(now, found(now)));
        var other = relay + "-other";
        save(
                received(
                        now,
                        new Heartbeat(
                                other, "hk", now, now, "p", 1, 1, 0, "kafka", List.of(), List.of(),
                                null)));
        var timer = new SilentRelayTimer(application.bean(SilentRelayRepository.class));

        look(timer);
        look(timer);
        assertThat(shown()).isPresent();
        sql(
                "update relay set received_at = received_at - interval '25 hours' where relay_id ="
                        + " :relay");
        look(timer);
        assertThat(shown()).isPresent();
        look(timer);

        assertThat(shown()).isEmpty();
        assertThat(standings()).isEmpty();
        assertThat(healths()).isEmpty();
        assertThat(relays()).extracting(RelayView::id).contains(other);
    }

    private Heartbeat beat(Instant incarnation, Instant at, long connections) {
        return new Heartbeat(
                relay,
                "hk",
                incarnation,
                at,
                "p",
                1,
                1,
                connections,
                "kafka",
                List.of(),
                List.of(),
                null);
    }

    private AcceleratorApplied applied(Instant incarnation, long revision) {
        return new AcceleratorApplied(
                relay,
                "hk",
                incarnation,
                incarnation,
                id,
                revision,
                RecordedEvent.NO_HASH,
                List.of(),
                revision,
                null);
    }

    @Test
    void health_in_several_records_is_shown_whole() {
        save(received(now, beat(now, now, 1)));
        var parts = health(now, 2_500).inParts();
        assertThat(parts).hasSize(3);
        parts.forEach(part -> save(received(now, part)));
        assertThat(healths().getFirst().endpoints()).isEqualTo(health(now, 2_500).endpoints());
        save(received(now, health(now.plusSeconds(1), 3)));
        assertThat(healths())
                .singleElement()
                .satisfies(one -> assertThat(one.endpoints()).hasSize(3));
    }

    private AcceleratorHealth health(Instant at, int endpoints) {
        return new AcceleratorHealth(
                relay,
                "hk",
                now,
                at,
                id,
                IntStream.range(0, endpoints)
                        .mapToObj(
                                number ->
                                        new EndpointHealth(
                                                new ListenerId("lsr-1"),
                                                new EndpointGroupId("epg-1"),
                                                new EndpointId("ep-" + number),
                                                EndpointHealth.State.HEALTHY,
                                                null,
                                                now,
                                                false,
                                                null,
                                                null))
                        .toList());
    }

    private AcceleratorHealth found(Instant incarnation) {
        return new AcceleratorHealth(relay, "hk", incarnation, incarnation, id, List.of());
    }

    /** As the broker noted it at that time. */
    private static StatusMessage received(Instant at, RelayStatus status) {
        var record =
                new ConsumerRecord<>(
                        Topics.RELAY_STATUS,
                        0,
                        0L,
                        at.toEpochMilli(),
                        TimestampType.LOG_APPEND_TIME,
                        0,
                        0,
                        status.relayId().getBytes(UTF_8),
                        ConfigurationJson.write(status),
                        new RecordHeaders(),
                        Optional.empty());
        return new StatusMessage(record, status);
    }

    private static void save(StatusMessage... messages) {
        save(application.bean(StatusStore.class), messages);
    }

    private static void save(StatusStore store, StatusMessage... messages) {
        store.save(Arrays.asList(messages)).block(Duration.ofSeconds(30));
    }

    private static void look(SilentRelayTimer timer) {
        timer.look().block(Duration.ofSeconds(30));
    }

    private void sql(String statement) {
        application
                .bean(DatabaseClient.class)
                .sql(statement)
                .bind("relay", relay)
                .then()
                .block(Duration.ofSeconds(30));
    }

    private Optional<RelayView> shown() {
        return relays().stream().filter(shown -> shown.id().equals(relay)).findFirst();
    }

    private static List<RelayView> relays() {
        return TestPlatform.await(
                application.bean(RelayViewRepository.class).ofAll("", 1_000).collectList());
    }

    /** The standing of this test's relay on this test's accelerator. */
    private List<RelayStanding> standings() {
        return TestPlatform.await(
                application
                        .bean(RelayStatuses.class)
                        .standings(id, List.of())
                        .filter(standing -> standing.appliedRevision() > 0)
                        .collectList());
    }

    private List<EndpointHealths.Found> healths() {
        return TestPlatform.await(application.bean(EndpointHealths.class).found(id).collectList());
    }
}
