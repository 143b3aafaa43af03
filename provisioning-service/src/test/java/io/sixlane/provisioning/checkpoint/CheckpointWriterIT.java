package io.sixlane.provisioning.checkpoint;

import static io.sixlane.provisioning.eventstore.StoreFixture.created;
import static io.sixlane.provisioning.eventstore.StoreFixture.listenerAdded;
import static io.sixlane.provisioning.eventstore.StoreFixture.newAccelerator;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.sixlane.configuration.json.ConfigurationJson;
import io.sixlane.configuration.log.CheckpointSeal;
import io.sixlane.configuration.log.RecordedEvent;
import io.sixlane.configuration.log.SignedCheckpoint;
import io.sixlane.configuration.log.StreamHead;
import io.sixlane.configuration.log.Topics;
import io.sixlane.platform.EmbeddedKafka;
import io.sixlane.platform.EmbeddedPostgres;
import io.sixlane.provisioning.TestPlatform;
import io.sixlane.provisioning.eventstore.StoreFixture;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CheckpointWriterIT {
    private final StoreFixture fixture = new StoreFixture();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final CheckpointKey key =
            CheckpointKey.at(TestPlatform.folder("key").resolve("key.pem"));

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

        assertThat(stored()).isEmpty();
    }

    @Test
    void publishes_none_before_the_events_that_it_speaks_of() throws SQLException {
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
    void fills_a_topic_that_somebody_else_made_anew_while_it_runs() throws Exception {
        var id = newAccelerator();
        fixture.append(id, 0, created(id), listenerAdded());
        eventsArePublished();
        var kafka = EmbeddedKafka.start(TestPlatform.folder("checkpoint-kafka"), 0);
        try (kafka;
                var writer = writer(kafka.bootstrapServers(), 1, Duration.ofHours(1))) {
            writer.start();
            soon().until(() -> published(kafka.bootstrapServers()).size() == 2);

            makeAnew(kafka);

            soon().until(() -> published(kafka.bootstrapServers()).size() == 2);
            assertThat(published(kafka.bootstrapServers())).isEqualTo(stored());
        }
    }

    /** As after a death between making the topic and filling it. */
    @Test
    void fills_a_topic_that_was_made_anew_while_nobody_ran() throws Exception {
        var id = newAccelerator();
        fixture.append(id, 0, created(id), listenerAdded());
        eventsArePublished();
        var kafka = EmbeddedKafka.start(TestPlatform.folder("checkpoint-kafka"), 0);
        try (kafka) {
            try (var writer = writer(kafka.bootstrapServers(), 1, Duration.ofHours(1))) {
                writer.start();
                soon().until(() -> published(kafka.bootstrapServers()).size() == 2);
            }
            makeAnew(kafka);

            try (var writer = writer(kafka.bootstrapServers(), 1, Duration.ofHours(1))) {
                writer.start();
                soon().until(() -> published(kafka.bootstrapServers()).size() == 2);
            }
            assertThat(published(kafka.bootstrapServers())).isEqualTo(stored());
        }
    }

    /** See Renumbering: what the newest checkpoint says of its place is then of another cluster. */
    @Test
    void goes_on_where_the_table_says_when_transactions_were_numbered_anew() throws SQLException {
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
        try (var admin =
                Admin.create(
                        Map.<String, Object>of("bootstrap.servers", kafka.bootstrapServers()))) {
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
                    update publication_checkpoint
                       set (xid, position) = (select xid, position
                                                from event
                                               order by event.xid desc, position desc
                                               limit 1)
                    """);
        }
    }

    private CheckpointWriter writer(int everyEvents, Duration every) {
        return writer(TestPlatform.bootstrapServers(), everyEvents, every);
    }

    private CheckpointWriter writer(String bootstrapServers, int everyEvents, Duration every) {
        return new CheckpointWriter(
                new CheckpointProperties(
                        bootstrapServers,
                        fixture.jdbcUrl(),
                        EmbeddedPostgres.USER,
                        EmbeddedPostgres.PASSWORD,
                        TestPlatform.folder("unused"),
                        everyEvents,
                        every),
                key,
                Clock.systemUTC(),
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
        return published(TestPlatform.bootstrapServers());
    }

    private static List<SignedCheckpoint> published(String bootstrapServers) {
        try (var consumer =
                new KafkaConsumer<>(
                        Map.<String, Object>of("bootstrap.servers", bootstrapServers),
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
