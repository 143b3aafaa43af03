package io.sixlane.provisioning.checkpoint;

import static io.sixlane.provisioning.eventstore.StoreFixture.created;
import static io.sixlane.provisioning.eventstore.StoreFixture.listenerAdded;
import static io.sixlane.provisioning.eventstore.StoreFixture.newAccelerator;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.sixlane.configuration.json.ConfigurationJson;
import io.sixlane.configuration.log.Actor;
import io.sixlane.configuration.log.CheckpointSeal;
import io.sixlane.configuration.log.EventHash;
import io.sixlane.configuration.log.RecordedEvent;
import io.sixlane.configuration.log.SignedCheckpoint;
import io.sixlane.configuration.log.StreamHead;
import io.sixlane.configuration.log.Topics;
import io.sixlane.platform.EmbeddedKafka;
import io.sixlane.platform.EmbeddedPostgres;
import io.sixlane.provisioning.TestPlatform;
import io.sixlane.provisioning.eventstore.StoreFixture;
import io.sixlane.topics.KafkaAccess;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.health.contributor.Status;

class CheckpointWriterIT {
    private final StoreFixture fixture = new StoreFixture();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final CheckpointState state = new CheckpointState();
    private final Path keyFile = TestPlatform.folder("key").resolve("key.pem");
    private final CheckpointKey key = CheckpointKey.at(keyFile, true);
    private Clock clock = Clock.systemUTC();

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void signs_what_was_appended_and_goes_on_after_a_restart() throws SQLException {
        var id = newAccelerator();
        var other = newAccelerator();
        var first = fixture.append(id, 0, created(id), listenerAdded());
        try (var writer = writer(500, Duration.ofMillis(100))) {
            writer.start();
            soon().until(() -> covered() == 2);
        }
        var second = fixture.append(other, 0, created(other));
        var third = fixture.append(id, 2, listenerAdded());
        try (var writer = writer(500, Duration.ofMillis(100))) {
            writer.start();
            soon().until(() -> covered() == 4);
            eventsArePublished();
            soon().untilAsserted(() -> assertThat(published()).containsAll(stored()));
        }

        var stored = stored();
        assertThat(stored.getFirst().previousHash()).isEqualTo(RecordedEvent.NO_HASH);
        assertThat(stored.get(1).previousHash()).isEqualTo(stored.getFirst().hash());
        assertThat(stored.getFirst().heads()).containsExactly(head(first));
        assertThat(stored.stream().skip(1).flatMap(checkpoint -> checkpoint.heads().stream()))
                .containsExactlyInAnyOrder(head(second), head(third));
        assertThat(stored)
                .allSatisfy(
                        checkpoint -> {
                            var json = ConfigurationJson.write(checkpoint);
                            assertThat(CheckpointSeal.hashOf(json)).isEqualTo(checkpoint.hash());
                            assertThat(
                                            CheckpointSeal.isSigned(
                                                    json, checkpoint.signature(), key.publicKey()))
                                    .isTrue();
                            assertThat(checkpoint.keyId()).isEqualTo(key.id());
                        });
    }

    @Test
    void signs_after_so_many_events_without_waiting_for_the_time() throws SQLException {
        var id = newAccelerator();
        fixture.append(id, 0, created(id), listenerAdded(), listenerAdded(), listenerAdded());
        fixture.append(id, 4, listenerAdded());

        try (var writer = writer(2, Duration.ofHours(1))) {
            writer.start();
            soon().until(() -> covered() == 4);
        }

        assertThat(stored()).extracting(SignedCheckpoint::events).containsExactly(2L, 4L);
    }

    @Test
    void signs_nothing_over_an_event_that_was_tampered_with() throws SQLException {
        var id = newAccelerator();
        fixture.append(id, 0, created(id), listenerAdded());
        try (var connection = fixture.connect();
                var statement = connection.createStatement()) {
            statement.execute(
                    """
                    update event set record = jsonb_set(record, '{actor,user}', '"eve"')
                     where revision = 2
                    """);
        }

        try (var writer = writer(500, Duration.ofMillis(100))) {
            writer.start();
            soon().until(() -> meters.counter("sixlane.checkpoint.refused").count() > 0);
        }

        assertThat(stored().stream().flatMap(checkpoint -> checkpoint.heads().stream()))
                .allSatisfy(head -> assertThat(head.revision()).isEqualTo(1));
    }

    @Test
    void a_stream_that_was_tampered_with_stops_no_other_and_is_signed_when_it_is_restored()
            throws SQLException {
        clock = new FastClock();
        var tampered = newAccelerator();
        var other = newAccelerator();
        fixture.append(tampered, 0, created(tampered), listenerAdded());
        execute(
                """
                update event set record = jsonb_set(record, '{actor,user}', '"eve"')
                 where revision = 2
                """);
        var first = fixture.append(other, 0, created(other));

        try (var writer = writer(500, Duration.ofMillis(100))) {
            writer.start();
            soon().until(() -> covered() == 2);
            var second = fixture.append(other, 1, listenerAdded());
            soon().until(() -> covered() == 3);

            assertThat(stored().getFirst().heads()).contains(head(first));
            assertThat(stored().getLast().heads()).containsExactly(head(second));
            assertThat(state.health().getStatus()).isEqualTo(Status.DOWN);
            assertThat(state.problems())
                    .singleElement()
                    .asString()
                    .contains("revision 2 of " + tampered);
        }
        fixture.append(other, 2, listenerAdded());
        try (var writer = writer(500, Duration.ofMillis(100))) {
            writer.start();
            soon().until(() -> covered() == 4);
            soon().until(() -> state.health().getStatus().equals(Status.DOWN));

            execute("update event set record = jsonb_set(record, '{actor,user}', '\"ann\"')");

            soon().until(() -> covered() == 5);
            soon().until(() -> state.health().getStatus().equals(Status.UP));
        }
    }

    /** As an attacker who may write to the database and to Kafka forges a history. */
    @Test
    void signs_no_history_that_does_not_follow_the_last_signature() throws SQLException {
        var id = newAccelerator();
        fixture.append(id, 0, created(id), listenerAdded());
        try (var writer = writer(500, Duration.ofMillis(100))) {
            writer.start();
            soon().until(() -> covered() == 2);
        }

        execute("delete from signed_checkpoint");

        try (var writer = writer(500, Duration.ofMillis(100))) {
            writer.start();
            // The last signature was not lost, so one checkpoint is stored again as it was.
            soon().until(() -> covered() == 2);
        }
        fixture.append(id, 2, listenerAdded());
        try (var writer = writer(500, Duration.ofMillis(100))) {
            writer.start();
            soon().until(() -> covered() == 3);
        }
        execute("delete from signed_checkpoint");
        fixture.append(id, 3, listenerAdded());
        try (var writer = writer(500, Duration.ofMillis(100))) {
            writer.start();
            soon().until(() -> meters.counter("sixlane.checkpoint.refused").count() > 0);

            assertThat(state.problems())
                    .singleElement()
                    .asString()
                    .contains("checkpoint 2 was signed");
            assertThat(state.health().getStatus()).isEqualTo(Status.DOWN);
        }
        assertThat(stored()).isEmpty();
    }

    @Test
    void signs_nothing_after_a_checkpoint_that_was_replaced() throws SQLException {
        var id = newAccelerator();
        fixture.append(id, 0, created(id));
        try (var writer = writer(500, Duration.ofMillis(100))) {
            writer.start();
            soon().until(() -> covered() == 1);
        }
        execute("update signed_checkpoint set record = jsonb_set(record, '{events}', '7')");
        fixture.append(id, 1, listenerAdded());

        try (var writer = writer(500, Duration.ofMillis(100))) {
            writer.start();
            soon().until(() -> meters.counter("sixlane.checkpoint.refused").count() > 0);
        }

        assertThat(stored()).hasSize(1);
    }

    @Test
    void signs_no_event_that_follows_a_history_written_and_hashed_again() throws SQLException {
        var id = newAccelerator();
        fixture.append(id, 0, created(id), listenerAdded());
        try (var writer = writer(500, Duration.ofMillis(100))) {
            writer.start();
            soon().until(() -> covered() == 2);
        }
        var forged =
                EventHash.chain(
                        id,
                        2,
                        "forged",
                        Instant.now(),
                        new Actor("acme", "eve", "", "r"),
                        listenerAdded(),
                        fixture.load(id).getFirst().hash());
        var json = new String(ConfigurationJson.write(forged), StandardCharsets.UTF_8);
        execute("update event set record = '%s' where revision = 2".formatted(json));
        execute("update stream set head = '%s'".formatted(forged.hash()));
        fixture.append(id, 2, listenerAdded());

        try (var writer = writer(500, Duration.ofMillis(100))) {
            writer.start();
            soon().until(() -> meters.counter("sixlane.checkpoint.refused").count() > 0);
        }

        assertThat(covered()).isEqualTo(2);
    }

    @Test
    void signs_nothing_that_contradicts_a_relay() throws SQLException {
        var id = newAccelerator();
        var other = newAccelerator();
        fixture.append(id, 0, created(id), listenerAdded());
        fixture.append(other, 0, created(other));
        execute(
                """
                insert into relay_applied (relay_id, accelerator_id, region, incarnation, revision,
                                           applied_at, head, failures, effective_revision)
                values ('relay-hk', '%s', 'hk', now(), 2, now(), '%s', '[]', 2)
                """
                        .formatted(id, "ab".repeat(32)));

        try (var writer = writer(500, Duration.ofMillis(100))) {
            writer.start();
            soon().until(() -> covered() == 1);
            soon().until(() -> !state.problems().isEmpty());
        }

        assertThat(state.problems())
                .singleElement()
                .asString()
                .contains("relay relay-hk applied revision 2");
        assertThat(stored().getFirst().heads())
                .extracting(StreamHead::streamId)
                .containsExactly(other);
    }

    @Test
    void an_event_of_a_transaction_that_has_not_begun_is_reported_after_a_minute()
            throws SQLException {
        clock = new FastClock();
        var id = newAccelerator();
        fixture.append(id, 0, created(id), listenerAdded());
        execute("update event set xid = '4611686018427387904' where revision = 2");

        try (var writer = writer(500, Duration.ofMillis(100))) {
            writer.start();
            soon().until(() -> !state.problems().isEmpty());
        }

        assertThat(state.problems())
                .singleElement()
                .asString()
                .contains("revision 2 of " + id, "has not begun");
    }

    /** A hundred times as fast as the system's. */
    private static final class FastClock extends Clock {
        private final Instant began = Instant.now();

        @Override
        public Instant instant() {
            return began.plus(Duration.between(began, Instant.now()).multipliedBy(100));
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    private void execute(String sql) throws SQLException {
        try (var connection = fixture.connect();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Test
    void publishes_no_checkpoint_before_its_events() throws SQLException {
        var id = newAccelerator();
        fixture.append(id, 0, created(id));
        eventsArePublished();
        fixture.append(id, 1, listenerAdded(), listenerAdded());
        try (var writer = writer(1, Duration.ofHours(1))) {
            writer.start();
            soon().until(() -> covered() == 3);
            var stored = stored();

            soon().untilAsserted(() -> assertThat(published()).contains(stored.getFirst()));
            await().during(Duration.ofMillis(1_500))
                    .atMost(Duration.ofSeconds(20))
                    .until(() -> published().stream().noneMatch(stored.get(1)::equals));

            eventsArePublished();
            soon().untilAsserted(() -> assertThat(published()).containsAll(stored));
        }
    }

    @Test
    void fills_a_topic_that_another_process_recreated_while_it_runs() throws Exception {
        var id = newAccelerator();
        fixture.append(id, 0, created(id), listenerAdded());
        eventsArePublished();
        var kafka = EmbeddedKafka.start(TestPlatform.folder("checkpoint-kafka"), 0);
        try (kafka;
                var writer = writer(kafka.service("provisioning"), 1, Duration.ofHours(1))) {
            writer.start();
            soon().until(() -> published(kafka.operator()).size() == 2);

            makeAnew(kafka);

            soon().until(() -> published(kafka.operator()).size() == 2);
            assertThat(published(kafka.operator())).isEqualTo(stored());
        }
    }

    /** As after a death between making the topic and filling it. */
    @Test
    void fills_a_topic_that_was_recreated_while_no_instance_ran() throws Exception {
        var id = newAccelerator();
        fixture.append(id, 0, created(id), listenerAdded());
        eventsArePublished();
        var kafka = EmbeddedKafka.start(TestPlatform.folder("checkpoint-kafka"), 0);
        try (kafka) {
            try (var writer = writer(kafka.service("provisioning"), 1, Duration.ofHours(1))) {
                writer.start();
                soon().until(() -> published(kafka.operator()).size() == 2);
            }
            makeAnew(kafka);

            try (var writer = writer(kafka.service("provisioning"), 1, Duration.ofHours(1))) {
                writer.start();
                soon().until(() -> published(kafka.operator()).size() == 2);
            }
            assertThat(published(kafka.operator())).isEqualTo(stored());
        }
    }

    /** See Renumbering: what the newest checkpoint says of its place is then of another cluster. */
    @Test
    void continues_at_the_position_of_the_table_when_transactions_were_renumbered()
            throws SQLException {
        var id = newAccelerator();
        fixture.append(id, 0, created(id), listenerAdded());
        try (var writer = writer(500, Duration.ofMillis(100))) {
            writer.start();
            soon().until(() -> covered() == 2);
        }
        fixture.append(id, 2, listenerAdded());
        try (var connection = fixture.connect();
                var statement = connection.createStatement()) {
            statement.execute(
                    """
                    update event
                       set xid = case when revision < 3 then '3' else '5' end::xid8
                    """);
            statement.execute(
                    """
                    update signed_checkpoint
                       set (xid, position) = (select '3'::xid8, max(position) from event)
                    """);
        }

        try (var writer = writer(500, Duration.ofMillis(100))) {
            writer.start();
            soon().until(() -> covered() == 3);
        }

        assertThat(stored()).extracting(SignedCheckpoint::events).containsExactly(2L, 3L);
    }

    private static void makeAnew(EmbeddedKafka kafka) throws Exception {
        try (var admin = Admin.create(kafka.operator().settings())) {
            admin.deleteTopics(List.of(Topics.CHECKPOINTS)).all().get();
            soon().ignoreExceptions()
                    .until(
                            () -> {
                                var topic = new NewTopic(Topics.CHECKPOINTS, 1, (short) 1);
                                var made = admin.createTopics(List.of(topic));
                                made.all().get();
                                return true;
                            });
        }
    }

    private void eventsArePublished() throws SQLException {
        try (var connection = fixture.connect();
                var statement = connection.createStatement()) {
            statement.execute(
                    """
                    update publication_position
                       set (xid, position) = (select xid, position
                                                from event
                                               order by event.xid desc, position desc
                                               limit 1)
                    """);
        }
    }

    private CheckpointWriter writer(int everyEvents, Duration every) {
        return writer(TestPlatform.service(), everyEvents, every);
    }

    private CheckpointWriter writer(KafkaAccess kafka, int everyEvents, Duration every) {
        return new CheckpointWriter(
                new CheckpointProperties(
                        kafka,
                        fixture.jdbcUrl(),
                        EmbeddedPostgres.USER,
                        TestPlatform.postgresPassword(),
                        keyFile,
                        everyEvents,
                        every),
                key,
                state,
                clock,
                meters);
    }

    private static StreamHead head(List<RecordedEvent> recorded) {
        var last = recorded.getLast();
        return new StreamHead(last.streamId(), last.revision(), last.hash());
    }

    private long covered() throws SQLException {
        var stored = stored();
        return stored.isEmpty() ? 0 : stored.getLast().events();
    }

    private List<SignedCheckpoint> stored() throws SQLException {
        try (var connection = fixture.connect();
                var statement = connection.createStatement();
                var rows =
                        statement.executeQuery(
                                "select record::text from signed_checkpoint order by number")) {
            var stored = new ArrayList<SignedCheckpoint>();
            while (rows.next()) {
                stored.add(read(rows.getString(1).getBytes(UTF_8)));
            }
            return stored;
        }
    }

    private static List<SignedCheckpoint> published() {
        return published(TestPlatform.kafka().operator());
    }

    private static List<SignedCheckpoint> published(KafkaAccess kafka) {
        try (var consumer =
                new KafkaConsumer<>(
                        kafka.settings(),
                        new ByteArrayDeserializer(),
                        new ByteArrayDeserializer())) {
            var partition = new TopicPartition(Topics.CHECKPOINTS, 0);
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            var end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
            var published = new ArrayList<SignedCheckpoint>();
            while (consumer.position(partition) < end) {
                consumer.poll(Duration.ofMillis(100))
                        .forEach(message -> published.add(read(message.value())));
            }
            return published;
        }
    }

    private static SignedCheckpoint read(byte[] json) {
        return ConfigurationJson.read(json, SignedCheckpoint.class);
    }

    private static ConditionFactory soon() {
        return await().atMost(Duration.ofSeconds(60)).pollInterval(Duration.ofMillis(20));
    }
}
