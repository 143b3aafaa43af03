package io.sixlane.provisioning.publication;

import static io.sixlane.provisioning.eventstore.StoreFixture.created;
import static io.sixlane.provisioning.eventstore.StoreFixture.listenerAdded;
import static io.sixlane.provisioning.eventstore.StoreFixture.newAccelerator;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.sixlane.configuration.accelerator.AcceleratorEvent.AcceleratorDeleted;
import io.sixlane.configuration.accelerator.AcceleratorEvent.ListenerAdded;
import io.sixlane.configuration.accelerator.AcceleratorId;
import io.sixlane.configuration.accelerator.ClientAffinity;
import io.sixlane.configuration.accelerator.Listener;
import io.sixlane.configuration.accelerator.ListenerId;
import io.sixlane.configuration.accelerator.PortRange;
import io.sixlane.configuration.accelerator.Protocol;
import io.sixlane.configuration.image.AcceleratorRecord;
import io.sixlane.configuration.image.AcceleratorRemoved;
import io.sixlane.configuration.image.ConfigurationDelta;
import io.sixlane.configuration.image.ConfigurationImage;
import io.sixlane.configuration.json.ConfigurationJson;
import io.sixlane.configuration.log.Actor;
import io.sixlane.configuration.log.EventHash;
import io.sixlane.configuration.log.RecordedEvent;
import io.sixlane.configuration.log.StreamEvent;
import io.sixlane.configuration.log.Topics;
import io.sixlane.platform.EmbeddedKafka;
import io.sixlane.platform.EmbeddedPostgres;
import io.sixlane.provisioning.TestPlatform;
import io.sixlane.provisioning.eventstore.Append;
import io.sixlane.provisioning.eventstore.StoreFixture;
import io.sixlane.provisioning.eventstore.VersionConflictException;
import io.sixlane.topics.KafkaAccess;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecordPublisherIT {
    private static final String TRACE = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private StoreFixture fixture;
    private TopicReader topics;

    @BeforeEach
    void open() {
        fixture = new StoreFixture();
        topics = new TopicReader(TestPlatform.kafka().operator());
    }

    @AfterEach
    void close() {
        topics.close();
        fixture.close();
    }

    @Test
    void publishes_every_event_and_the_newest_record() {
        var id = newAccelerator();
        try (var publisher = publisher(500)) {
            publisher.start();

            var recorded = fixture.append(id, 0, created(id), listenerAdded(), listenerAdded());

            soon().untilAsserted(() -> assertThat(topics.events(List.of(id))).isEqualTo(recorded));
            soon().untilAsserted(
                            () ->
                                    assertThat(topics.records(List.of(id)))
                                            .containsExactly(view(id)));
            var headers = topics.messages(Topics.EVENTS, List.of(id)).getFirst().headers();
            assertThat(header(headers, "ce_specversion")).isEqualTo("1.0");
            assertThat(header(headers, "ce_id")).isEqualTo(recorded.getFirst().eventId());
            assertThat(header(headers, "ce_type")).isEqualTo("io.sixlane.AcceleratorCreated");
            assertThat(header(headers, "ce_subject")).isEqualTo(id);
            assertThat(header(headers, "ce_source")).isEqualTo("/provisioning");
            assertThat(header(headers, "ce_time")).isEqualTo("2026-11-23T10:15:30.123456Z");
            assertThat(headers.lastHeader("traceparent")).isNull();
            var image = topics.messages(Topics.IMAGES, List.of(id)).getLast().headers();
            assertThat(header(image, "ce_id")).isEqualTo(id + "/3");
            assertThat(header(image, "ce_type")).isEqualTo("io.sixlane.AcceleratorImage");
        }
    }

    @Test
    void event_and_image_carry_the_trace_of_the_request() {
        var id = newAccelerator();
        var traced = new Actor("acme", "ann", "::1", "req-2", null, TRACE);
        fixture.append(id, 0, created(id));
        fixture.append(traced, new Append(id, 1, List.of(listenerAdded())));
        try (var publisher = publisher(500)) {
            publisher.start();

            soon().until(() -> !topics.records(List.of(id)).isEmpty());

            var events = topics.messages(Topics.EVENTS, List.of(id));
            assertThat(events.getFirst().headers().lastHeader("traceparent")).isNull();
            assertThat(header(events.getLast().headers(), "traceparent")).isEqualTo(TRACE);
            var image = topics.messages(Topics.IMAGES, List.of(id)).getLast().headers();
            assertThat(header(image, "traceparent")).isEqualTo(TRACE);
        }
    }

    /** As text, 10 comes before 9. */
    @Test
    void keeps_the_order_of_transactions_whose_numbers_have_more_digits() throws SQLException {
        var ids = Stream.generate(StoreFixture::newAccelerator).limit(15).toList();
        ids.forEach(id -> fixture.append(id, 0, created(id)));
        try (var connection = fixture.connect();
                var later =
                        connection.prepareStatement(
                                "update event set xid = position::text::xid8")) {
            later.executeUpdate();
        }
        try (var publisher = publisher(3)) {
            publisher.start();
            soon().untilAsserted(
                            () ->
                                    assertThat(topics.events(ids))
                                            .extracting(RecordedEvent::streamId)
                                            .containsExactlyElementsOf(ids));
        }
    }

    /** As a later version would write them; other streams do not wait. */
    @Test
    void publishes_unknown_events_as_stored() throws SQLException {
        var later = newAccelerator();
        var other = newAccelerator();
        fixture.append(later, 0, created(later));
        var unknownType =
                json(fixture.load(later).getFirst())
                        .replace("AcceleratorCreated", "AcceleratorTeleported")
                        .replace("\"revision\":1", "\"revision\":2");
        try (var connection = fixture.connect();
                var insert =
                        connection.prepareStatement(
                                "insert into event (stream_id, revision, record)"
                                        + " values (?, 2, ?::jsonb)")) {
            insert.setString(1, later);
            insert.setString(2, unknownType);
            insert.executeUpdate();
        }
        fixture.append(other, 0, created(other));
        try (var publisher = publisher(500)) {
            publisher.start();

            soon().until(() -> topics.events(List.of(other)).size() == 1);

            var stored = topics.messages(Topics.EVENTS, List.of(later)).getLast();
            assertThat(header(stored.headers(), "ce_type"))
                    .isEqualTo("io.sixlane.AcceleratorTeleported");
            assertThat(ConfigurationJson.mapper().readTree(stored.value()))
                    .isEqualTo(ConfigurationJson.mapper().readTree(unknownType));
            soon().until(() -> meters.counter(PublicationMeters.UNREADABLE).count() == 1);
            assertThat(meters.get(PublicationMeters.ACTIVE).gauge().value()).isEqualTo(1);
        }
    }

    @Test
    void shows_that_an_accelerator_was_removed() {
        var id = newAccelerator();
        try (var publisher = publisher(500)) {
            publisher.start();
            fixture.append(id, 0, created(id));

            var deleted = fixture.append(id, 1, new AcceleratorDeleted()).getFirst();

            soon().untilAsserted(
                            () ->
                                    assertThat(topics.records(List.of(id)))
                                            .last()
                                            .isEqualTo(
                                                    new AcceleratorRemoved(
                                                            new AcceleratorId(id),
                                                            2,
                                                            deleted.hash(),
                                                            deleted.occurredAt())));
        }
    }

    /** Also when topics that were lost are filled again. */
    @Test
    void forgets_an_accelerator_that_was_removed_long_ago_and_no_other() throws SQLException {
        var removed = newAccelerator();
        var kept = newAccelerator();
        fixture.append(removed, 0, created(removed));
        fixture.append(removed, 1, new AcceleratorDeleted());
        fixture.append(kept, 0, created(kept));
        try (var connection = fixture.connect();
                var longAgo = connection.createStatement()) {
            longAgo.execute(
                    """
                    update accelerator_view
                       set body = jsonb_set(body, '{occurredAt}', '"2020-01-01T00:00:00Z"')
                     where account is null
                    """);
        }
        try (var publisher = publisher(TestPlatform.service(), 500, Duration.ofMillis(100))) {
            publisher.start();

            soon().untilAsserted(
                            () ->
                                    assertThat(topics.messages(Topics.IMAGES, List.of(removed)))
                                            .last()
                                            .extracting(ConsumerRecord::value)
                                            .isNull());
            soon().until(() -> isForgotten(removed));
        }
        assertThat(topics.messages(Topics.IMAGES, List.of(removed)))
                .extracting(message -> message.value() == null)
                .as("it was said first that it is gone, and one tombstone is enough")
                .containsExactly(false, true);
        assertThat(topics.records(List.of(kept))).containsExactly(view(kept));

        var empty = EmbeddedKafka.start(TestPlatform.folder("empty-kafka"), 0);
        try (empty;
                var publisher = publisher(empty.service("provisioning"), 500);
                var reader = new TopicReader(empty.operator())) {
            publisher.start();
            soon().until(() -> reader.records(List.of(kept)).size() == 1);
            soon().untilAsserted(() -> assertThat(reader.events(List.of(removed))).hasSize(2));
            assertThat(reader.messages(Topics.IMAGES, List.of(removed))).isEmpty();
        }
    }

    private boolean isForgotten(String accelerator) throws SQLException {
        try (var connection = fixture.connect();
                var query =
                        connection.prepareStatement(
                                "select forgotten from accelerator_view where accelerator_id ="
                                        + " ?")) {
            query.setString(1, accelerator);
            try (var rows = query.executeQuery()) {
                return rows.next() && rows.getBoolean(1);
            }
        }
    }

    /** Small batches, so that their borders fall between transactions that touch one stream. */
    @Test
    void keeps_the_order_of_every_stream_when_many_append_to_many() throws Exception {
        var ids = Stream.generate(StoreFixture::newAccelerator).limit(6).toList();
        try (var publisher = publisher(2)) {
            publisher.start();

            var seed = System.nanoTime();
            atOnce(8, writer -> appendToPairs(ids, 20, new Random(seed + writer)));

            var total = ids.stream().mapToInt(id -> fixture.load(id).size()).sum();
            assertThat(total).isEqualTo(8 * 20 * 2);
            soon().untilAsserted(() -> assertThat(topics.events(ids)).hasSize(total));
            for (var id : ids) {
                var stream = topics.events(List.of(id));
                assertThat(stream).as("seed %d", seed).isEqualTo(fixture.load(id));
                assertThat(EventHash.verify(stream)).isTrue();
            }
            for (var id : ids) {
                soon().untilAsserted(
                                () ->
                                        assertThat(topics.records(List.of(id)))
                                                .last()
                                                .isEqualTo(view(id)));
            }
        }
    }

    @Test
    void loses_nothing_behind_a_transaction_that_stays_open() throws SQLException {
        var early = newAccelerator();
        var late = newAccelerator();
        fixture.append(early, 0, created(early));
        try (var publisher = publisher(500);
                var open = fixture.connect()) {
            publisher.start();
            soon().until(() -> topics.events(List.of(early)).size() == 1);
            var second = listenerAdded();
            var recorded =
                    EventHash.chain(
                            early,
                            2,
                            "open-" + early,
                            StoreFixture.AT,
                            StoreFixture.ACTOR,
                            second,
                            fixture.load(early).getFirst().hash());
            open.setAutoCommit(false);
            try (var insert =
                    open.prepareStatement(
                            "insert into event (stream_id, revision, record)"
                                    + " values (?, 2, ?::jsonb)")) {
                insert.setString(1, early);
                insert.setString(2, json(recorded));
                insert.executeUpdate();
            }

            fixture.append(late, 0, created(late));

            await().during(Duration.ofMillis(1500))
                    .atMost(Duration.ofSeconds(5))
                    .until(() -> topics.events(List.of(late)).isEmpty());
            open.commit();
            soon().untilAsserted(
                            () ->
                                    assertThat(topics.events(List.of(early, late)))
                                            .extracting(RecordedEvent::streamId)
                                            .containsExactly(early, early, late));
        }
    }

    @Test
    void publishes_what_was_committed_while_no_publisher_ran() {
        var id = newAccelerator();
        try (var publisher = publisher(500)) {
            publisher.start();
            fixture.append(id, 0, created(id));
            soon().until(() -> topics.events(List.of(id)).size() == 1);
        }
        fixture.append(id, 1, listenerAdded());

        try (var publisher = publisher(500)) {
            publisher.start();

            soon().untilAsserted(
                            () ->
                                    assertThat(topics.events(List.of(id)))
                                            .isEqualTo(fixture.load(id)));
        }
    }

    @Test
    void one_of_two_goes_on_when_the_connection_that_has_the_lock_ends() throws SQLException {
        var id = newAccelerator();
        try (var first = publisher(500);
                var second = publisher(500)) {
            first.start();
            fixture.append(id, 0, created(id));
            soon().until(() -> topics.events(List.of(id)).size() == 1);
            second.start();
            soon().until(() -> connections() == 2);

            var before = holder();
            terminate(before);

            soon().until(() -> holder() != 0 && holder() != before);
            fixture.append(id, 1, listenerAdded());
            soon().untilAsserted(
                            () ->
                                    assertThat(topics.events(List.of(id)))
                                            .isEqualTo(fixture.load(id)));
            soon().until(() -> connections() == 2);
        }
    }

    /** The driver keeps notifications until they are read, and a standby does not read them. */
    @Test
    void a_standby_keeps_no_notifications() throws SQLException {
        var id = newAccelerator();
        try (var first = Outbox.open(properties(TestPlatform.service(), 500));
                var second = Outbox.open(properties(TestPlatform.service(), 500))) {
            assertThat(first.lock()).isTrue();
            assertThat(second.lock()).isFalse();

            fixture.append(id, 0, created(id));

            assertThat(first.awaitNotification(Duration.ofSeconds(10))).isTrue();
            assertThat(second.lock()).isFalse();
            terminate(holder());
            soon().until(second::lock);
            assertThat(second.awaitNotification(Duration.ofMillis(200))).isFalse();
            fixture.append(id, 1, listenerAdded());
            assertThat(second.awaitNotification(Duration.ofSeconds(10))).isTrue();
        }
    }

    @Test
    void publishes_what_is_larger_than_kafka_takes_by_default() throws Exception {
        var id = newAccelerator();
        var ports = Stream.generate(() -> new PortRange(80, 80)).limit(60_000).toList();
        var kafka = EmbeddedKafka.start(TestPlatform.folder("large-kafka"), 0);
        try (kafka;
                var admin = admin(kafka);
                var reader = new TopicReader(kafka.operator())) {
            // As a relay makes it that comes first.
            admin.createTopics(List.of(new NewTopic(Topics.IMAGES, 1, (short) 1))).all().get();
            fixture.append(id, 0, created(id), largeListenerAdded(ports));
            assertThat(ConfigurationJson.write(view(id))).hasSizeGreaterThan(1 << 20);
            try (var publisher = publisher(kafka.service("provisioning"), 500)) {
                publisher.start();

                soon().untilAsserted(
                                () -> {
                                    assertThat(reader.events(List.of(id)))
                                            .isEqualTo(fixture.load(id));
                                    assertThat(reader.records(List.of(id)))
                                            .containsExactly(view(id));
                                });
            }
        }
    }

    /** As where the operator of Kafka sets lower limits for topics. */
    @Test
    void skips_records_that_exceed_the_topics_limit_and_publishes_the_others() throws Exception {
        var large = newAccelerator();
        var other = newAccelerator();
        var ports = Stream.generate(() -> new PortRange(80, 80)).limit(2_000).toList();
        var kafka = EmbeddedKafka.start(TestPlatform.folder("narrow-kafka"), 0);
        try (kafka;
                var admin = admin(kafka);
                var reader = new TopicReader(kafka.operator());
                var publisher = publisher(kafka.service("provisioning"), 500)) {
            publisher.start();
            fixture.append(large, 0, created(large));
            soon().until(() -> reader.records(List.of(large)).size() == 1);
            narrow(admin, Topics.IMAGES, 10_000);

            fixture.append(large, 1, largeListenerAdded(ports));
            fixture.append(other, 0, created(other));

            soon().untilAsserted(
                            () ->
                                    assertThat(reader.records(List.of(other)))
                                            .containsExactly(view(other)));
            assertThat(reader.events(List.of(large))).isEqualTo(fixture.load(large));
            assertThat(reader.records(List.of(large))).hasSize(1);
            soon().until(() -> meters.counter(PublicationMeters.REFUSED).count() == 1);
        }
    }

    /** As of a publisher that was frozen, and whose last batch arrives when another has gone on. */
    @Test
    void an_old_image_that_comes_late_is_not_the_last_one_of_its_accelerator() throws Exception {
        var id = newAccelerator();
        fixture.append(id, 0, created(id));
        try (var publisher = publisher(500)) {
            publisher.start();
            soon().until(() -> topics.records(List.of(id)).size() == 1);
        }
        var old = topics.messages(Topics.IMAGES, List.of(id)).getFirst();
        fixture.append(id, 1, listenerAdded());
        var nanos = new AtomicLong();
        try (var publisher =
                        new RecordPublisher(
                                properties(TestPlatform.service(), 500),
                                meters,
                                _ -> {},
                                nanos::get);
                var frozen = producer()) {
            publisher.start();
            soon().untilAsserted(
                            () ->
                                    assertThat(topics.records(List.of(id)))
                                            .last()
                                            .isEqualTo(view(id)));
            frozen.send(new ProducerRecord<>(Topics.IMAGES, id, old.value())).get();
            soon().until(() -> topics.records(List.of(id)).getLast().revision() == 1);

            nanos.set(Duration.ofSeconds(30).toNanos());

            soon().untilAsserted(
                            () ->
                                    assertThat(topics.records(List.of(id)))
                                            .last()
                                            .isEqualTo(view(id)));
        }
    }

    private static KafkaProducer<String, byte[]> producer() {
        return new KafkaProducer<>(
                TestPlatform.kafka().operator().settings(),
                new StringSerializer(),
                new ByteArraySerializer());
    }

    /** Ids of transactions far above those that the cluster gives out. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3})
    void goes_on_with_a_log_that_was_restored_from_another_cluster(int signed) throws SQLException {
        var published = newAccelerator();
        var waiting = newAccelerator();
        var later = newAccelerator();
        var all = List.of(published, waiting, later);
        fixture.append(published, 0, created(published), listenerAdded());
        try (var publisher = publisher(500)) {
            publisher.start();
            soon().until(() -> topics.events(all).size() == 2);
            soon().until(this::allIsPublished);
        }
        fixture.append(waiting, 0, created(waiting));
        try (var connection = fixture.connect();
                var statement = connection.createStatement()) {
            statement.execute(
                    """
                    insert into signed_checkpoint (number, xid, position, events, record)
                    select 1, xid, position, 0, '{}'
                      from event
                     where position = %s
                    """
                            .formatted(signed));
            for (var table : List.of("event", "publication_position", "signed_checkpoint")) {
                statement.execute(
                        "update %s set xid = (xid::text::bigint + 1000000000)::text::xid8"
                                .formatted(table));
            }
        }
        fixture.append(later, 0, created(later));
        fixture.append(published, 2, listenerAdded());

        try (var publisher = publisher(500)) {
            publisher.start();

            soon().until(() -> topics.events(all).size() >= 5);
        }
        assertThat(topics.events(all))
                .extracting(RecordedEvent::streamId)
                .as("nothing twice, and in order")
                .containsExactly(published, published, waiting, later, published);
        for (var id : all) {
            assertThat(topics.events(List.of(id))).isEqualTo(fixture.load(id));
        }
        assertThat(
                        number(
                                """
                                select count(*)
                                  from event e
                                  join signed_checkpoint s
                                         on (e.xid, e.position) <= (s.xid, s.position)
                                """))
                .isEqualTo(signed);
    }

    private boolean allIsPublished() throws SQLException {
        return number(
                        """
                        select count(*)
                          from event e
                          join publication_position c
                                 on (e.xid, e.position) > (c.xid, c.position)
                        """)
                == 0;
    }

    private static Admin admin(EmbeddedKafka kafka) {
        return Admin.create(kafka.operator().settings());
    }

    private static void narrow(Admin admin, String topic, int bytes) throws Exception {
        var resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        var setting = new ConfigEntry("max.message.bytes", Integer.toString(bytes));
        admin.incrementalAlterConfigs(
                        Map.of(
                                resource,
                                List.of(new AlterConfigOp(setting, AlterConfigOp.OpType.SET))))
                .all()
                .get();
    }

    private static StreamEvent largeListenerAdded(List<PortRange> ports) {
        return new ListenerAdded(
                new Listener(
                        new ListenerId("lsr-large"),
                        "large",
                        Protocol.TCP,
                        ports,
                        ClientAffinity.NONE,
                        List.of()));
    }

    @Test
    void waits_for_kafka_and_goes_on() {
        var folder = TestPlatform.folder("restarted-kafka");
        var kafka = EmbeddedKafka.start(folder, 0);
        var service = kafka.service("provisioning");
        var operator = kafka.operator();
        var port = Integer.parseInt(kafka.bootstrapServers().replaceFirst(".*:", ""));
        var id = newAccelerator();
        kafka.close();
        try (var publisher = publisher(service, 500)) {
            publisher.start();
            fixture.append(id, 0, created(id));
            fixture.append(id, 1, listenerAdded());
            soon().until(() -> meters.counter(PublicationMeters.FAILURES).count() > 0);

            kafka = EmbeddedKafka.start(folder, port);

            try (var restarted = new TopicReader(operator)) {
                soon().untilAsserted(
                                () ->
                                        assertThat(restarted.events(List.of(id)))
                                                .isEqualTo(fixture.load(id)));
                kafka.close();
                fixture.append(id, 2, listenerAdded());
                kafka = EmbeddedKafka.start(folder, port);
                soon().untilAsserted(
                                () ->
                                        assertThat(restarted.events(List.of(id)).getLast())
                                                .isEqualTo(fixture.load(id).getLast()));
            }
        } finally {
            kafka.close();
        }
    }

    @Test
    void publishes_everything_again_to_topics_that_are_new() {
        var id = newAccelerator();
        try (var publisher = publisher(500)) {
            publisher.start();
            fixture.append(id, 0, created(id));
            soon().until(() -> topics.events(List.of(id)).size() == 1);
        }
        var empty = EmbeddedKafka.start(TestPlatform.folder("empty-kafka"), 0);
        try (empty;
                var publisher = publisher(empty.service("provisioning"), 500);
                var reader = new TopicReader(empty.operator())) {
            publisher.start();

            soon().untilAsserted(
                            () -> {
                                assertThat(reader.events(List.of(id))).isEqualTo(fixture.load(id));
                                assertThat(reader.records(List.of(id))).containsExactly(view(id));
                            });
        }
    }

    @Test
    void changes_nothing_for_readers_by_publishing_twice() throws SQLException {
        var id = newAccelerator();
        fixture.append(id, 0, created(id));
        fixture.append(id, 1, listenerAdded());
        try (var publisher = publisher(1)) {
            publisher.start();
            soon().until(() -> topics.events(List.of(id)).size() == 2);
            soon().until(() -> !topics.records(List.of(id)).isEmpty());
        }
        var once = image(id);
        try (var connection = fixture.connect();
                var statement = connection.createStatement()) {
            statement.execute("update publication_position set xid = '0', position = 0");
        }

        try (var publisher = publisher(1)) {
            publisher.start();
            soon().until(() -> topics.events(List.of(id)).size() == 4);
        }

        assertThat(image(id)).isEqualTo(once);
        assertThat(topics.events(List.of(id)).stream().distinct().toList())
                .isEqualTo(fixture.load(id));
    }

    private ConfigurationImage image(String id) {
        var delta = new ConfigurationDelta(ConfigurationImage.EMPTY);
        topics.records(List.of(id)).forEach(delta::replay);
        return delta.apply();
    }

    private RecordPublisher publisher(int batch) {
        return publisher(TestPlatform.service(), batch);
    }

    private RecordPublisher publisher(KafkaAccess kafka, int batch) {
        return publisher(kafka, batch, Duration.ofDays(7));
    }

    private RecordPublisher publisher(KafkaAccess kafka, int batch, Duration removedKept) {
        return new RecordPublisher(properties(kafka, batch, removedKept), meters, _ -> {});
    }

    private PublicationProperties properties(KafkaAccess kafka, int batch) {
        return properties(kafka, batch, Duration.ofDays(7));
    }

    private PublicationProperties properties(KafkaAccess kafka, int batch, Duration removedKept) {
        return new PublicationProperties(
                kafka,
                fixture.jdbcUrl(),
                EmbeddedPostgres.USER,
                TestPlatform.postgresPassword(),
                batch,
                Duration.ofMillis(200),
                removedKept);
    }

    private AcceleratorRecord view(String id) {
        return TestPlatform.await(fixture.views().find(new AcceleratorId(id)));
    }

    private void appendToPairs(List<String> ids, int times, Random random) {
        for (int i = 0; i < times; i++) {
            var one = random.nextInt(ids.size());
            var other = (one + 1 + random.nextInt(ids.size() - 1)) % ids.size();
            appendToBoth(ids.get(one), ids.get(other));
        }
    }

    private void appendToBoth(String one, String other) {
        while (true) {
            try {
                fixture.append(next(one), next(other));
                return;
            } catch (VersionConflictException e) {
                Thread.onSpinWait();
            }
        }
    }

    private Append next(String id) {
        long revision = fixture.load(id).size();
        return new Append(id, revision, List.of(revision == 0 ? created(id) : listenerAdded()));
    }

    private int holder() throws SQLException {
        return (int)
                number(
                        """
                        select coalesce(max(pid), 0)
                          from pg_locks
                         where locktype = 'advisory' and granted and objsubid = 1
                           and database = (select oid from pg_database
                                            where datname = current_database())
                        """);
    }

    private long connections() throws SQLException {
        return number(
                """
                select count(*)
                  from pg_stat_activity
                 where application_name = 'sixlane-publication' and datname = current_database()
                """);
    }

    private void terminate(int pid) throws SQLException {
        assertThat(number("select pg_terminate_backend(%s)::int".formatted(pid))).isEqualTo(1);
    }

    private long number(String sql) throws SQLException {
        try (var connection = fixture.connect();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private static String json(RecordedEvent recorded) {
        return new String(ConfigurationJson.write(recorded), UTF_8);
    }

    private static String header(Headers headers, String name) {
        return new String(headers.lastHeader(name).value(), UTF_8);
    }

    private static ConditionFactory soon() {
        return await().atMost(Duration.ofSeconds(60)).pollInterval(Duration.ofMillis(20));
    }

    private interface Writer {
        void write(int number);
    }

    private static void atOnce(int writers, Writer writer) throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var tasks = new ArrayList<Callable<Integer>>();
            for (int i = 0; i < writers; i++) {
                var number = i;
                tasks.add(
                        () -> {
                            writer.write(number);
                            return number;
                        });
            }
            for (var done : threads.invokeAll(tasks)) {
                assertThat(done.get()).isNotNegative();
            }
        }
    }
}
