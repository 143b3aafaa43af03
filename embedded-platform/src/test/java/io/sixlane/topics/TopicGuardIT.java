package io.sixlane.topics;

import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;
import static org.apache.kafka.common.config.TopicConfig.CLEANUP_POLICY_CONFIG;
import static org.apache.kafka.common.config.TopicConfig.MAX_MESSAGE_BYTES_CONFIG;
import static org.apache.kafka.common.config.TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG;
import static org.apache.kafka.common.config.TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG;
import static org.apache.kafka.common.config.TopicConfig.RETENTION_BYTES_CONFIG;
import static org.apache.kafka.common.config.TopicConfig.RETENTION_MS_CONFIG;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.sixlane.platform.EmbeddedKafka;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TopicGuardIT {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static EmbeddedKafka kafka;
    private static Admin admin;
    private static int topics;

    @BeforeAll
    static void start(@TempDir Path folder) {
        kafka = EmbeddedKafka.start(folder, 0);
        admin = Admin.create(kafka.operator().settings());
    }

    @AfterAll
    static void stop() {
        admin.close(Duration.ZERO);
        kafka.close();
    }

    static List<TopicLayout> layouts() {
        return TopicLayout.all();
    }

    @ParameterizedTest
    @MethodSource("layouts")
    void a_new_topic_leaves_nothing_that_counts_to_the_broker(TopicLayout layout) throws Exception {
        var wanted = own(layout);

        ensure(wanted);

        for (var setting : wanted.settings()) {
            var entry = entry(wanted, setting.name());
            assertThat(entry.value()).as(setting.name()).isEqualTo(setting.value());
            assertThat(entry.source())
                    .as(setting.name())
                    .isEqualTo(ConfigEntry.ConfigSource.DYNAMIC_TOPIC_CONFIG);
        }
    }

    /** As a broker with its own defaults, or somebody by hand, made it. */
    @ParameterizedTest
    @MethodSource("layouts")
    void an_existing_topic_is_altered(TopicLayout layout) throws Exception {
        var wanted = own(layout);
        create(
                new NewTopic(wanted.name(), Optional.of(1), Optional.empty())
                        .configs(
                                Map.of(
                                        RETENTION_BYTES_CONFIG,
                                        "1048576",
                                        RETENTION_MS_CONFIG,
                                        "3600000",
                                        CLEANUP_POLICY_CONFIG,
                                        "compact,delete",
                                        MAX_MESSAGE_BYTES_CONFIG,
                                        "1000",
                                        MESSAGE_TIMESTAMP_TYPE_CONFIG,
                                        "CreateTime")));

        ensure(wanted);

        await().untilAsserted(
                        () -> {
                            for (var setting : wanted.settings()) {
                                assertThat(entry(wanted, setting.name()).value())
                                        .as(setting.name())
                                        .satisfies(
                                                found ->
                                                        assertThat(setting.accepts(found))
                                                                .isTrue());
                            }
                        });
    }

    @Test
    void the_log_is_kept_for_ever_and_has_room_for_the_largest_accelerator() throws Exception {
        var events = own(TopicLayout.EVENTS);

        ensure(events);

        assertThat(entry(events, RETENTION_MS_CONFIG).value()).isEqualTo("-1");
        assertThat(entry(events, RETENTION_BYTES_CONFIG).value()).isEqualTo("-1");
        assertThat(entry(events, CLEANUP_POLICY_CONFIG).value()).isEqualTo("delete");
        assertThat(entry(events, MAX_MESSAGE_BYTES_CONFIG).value()).isEqualTo("8388608");
    }

    /** Kafka deletes no records of a topic that is only compacted. */
    static List<TopicLayout> wholeLayouts() {
        return List.of(TopicLayout.EVENTS, TopicLayout.CHECKPOINTS);
    }

    @ParameterizedTest
    @MethodSource("wholeLayouts")
    void a_beginning_that_is_gone_is_noticed_at_start_and_while_running(TopicLayout layout)
            throws Exception {
        var whole = own(layout);
        try (var running = watch(whole)) {
            await().until(running::areThere);
            send(whole, 5);
            assertThat(running.problem()).isEmpty();

            deleteRecords(whole, 3);

            await().untilAsserted(() -> assertThat(running.lost()).isEqualTo(3));
            try (var started = watch(whole)) {
                await().untilAsserted(
                                () ->
                                        assertThat(started.problem())
                                                .hasValueSatisfying(
                                                        words ->
                                                                assertThat(words)
                                                                        .contains(
                                                                                whole.name(),
                                                                                "3 messages")));
            }
            assertThat(running.problem()).isPresent();

            admin.deleteTopics(List.of(whole.name())).all().get();

            await().untilAsserted(() -> assertThat(running.problem()).isEmpty());
            assertThat(running.lost()).isZero();
        }
    }

    @Test
    void reports_may_lose_their_beginning() throws Exception {
        var reports = own(TopicLayout.RELAY_REPORTS);
        ensure(reports);
        send(reports, 2);
        deleteRecords(reports, 1);

        try (var guard = TopicGuard.open(kafka.operator(), PATIENCE, List.of(reports))) {
            assertThat(guard.lost()).isEmpty();
        }
    }

    private static TopicWatch watch(TopicLayout layout) {
        var watch = new TopicWatch(kafka.operator(), Duration.ofMillis(100), List.of(layout));
        watch.start();
        return watch;
    }

    private static void send(TopicLayout layout, int messages) throws Exception {
        try (var producer =
                new KafkaProducer<>(
                        kafka.operator().settings(),
                        new ByteArraySerializer(),
                        new ByteArraySerializer())) {
            for (var i = 0; i < messages; i++) {
                var key = new byte[] {(byte) i};
                producer.send(new ProducerRecord<>(layout.name(), key, key)).get();
            }
        }
    }

    private static void deleteRecords(TopicLayout layout, long before) throws Exception {
        admin.deleteRecords(
                        Map.of(
                                new TopicPartition(layout.name(), 0),
                                RecordsToDelete.beforeOffset(before)))
                .all()
                .get();
    }

    @Test
    void settings_widened_by_an_operator_stay() throws Exception {
        var flows = own(TopicLayout.RELAY_FLOWS);
        ensure(flows);
        alter(flows, RETENTION_MS_CONFIG, "172800000");
        alter(flows, MAX_MESSAGE_BYTES_CONFIG, "9000000");

        ensure(flows);

        assertThat(entry(flows, RETENTION_MS_CONFIG).value()).isEqualTo("172800000");
        assertThat(entry(flows, MAX_MESSAGE_BYTES_CONFIG).value()).isEqualTo("9000000");
    }

    @Test
    void refuses_a_log_of_several_partitions() throws Exception {
        var events = own(TopicLayout.EVENTS);
        create(new NewTopic(events.name(), Optional.of(3), Optional.empty()));

        assertThatExceptionOfType(UnfitTopicException.class)
                .isThrownBy(() -> ensure(events))
                .withMessageContaining(events.name())
                .withMessageContaining("3 partitions");
    }

    @Test
    void reports_may_have_several_partitions() throws Exception {
        var reports = own(TopicLayout.RELAY_REPORTS);
        create(new NewTopic(reports.name(), Optional.of(3), Optional.empty()));

        assertThat(ensure(reports)).containsKey(reports.name());
    }

    /** As where the name of the broker resolves later, or the password comes. */
    @Test
    void a_watch_whose_client_cannot_be_made_begins_again(@TempDir Path folder) throws Exception {
        var events = own(TopicLayout.EVENTS);
        var settings = folder.resolve("kafka.properties");
        Files.writeString(settings, "security.protocol=NONSENSE");
        var operator = kafka.operator();
        var access = KafkaAccess.of(operator.bootstrapServers(), settings.toString());
        try (var watch = new TopicWatch(access, Duration.ofMillis(100), List.of(events))) {
            watch.start();
            await().pollDelay(Duration.ofMillis(500)).until(() -> !watch.areThere());

            Files.copy(Path.of(operator.settingsFile()), settings, REPLACE_EXISTING);
            await().until(watch::areThere);
        }
    }

    /** Both records of a key are there, in two partitions: readers judge them by their content. */
    @Test
    void a_topic_that_grows_keeps_its_messages_and_its_readers_find_the_new_ones()
            throws Exception {
        var reports = own(TopicLayout.RELAY_REPORTS);
        ensure(reports, new TopicSize(1, 1, 1));
        send(reports, 40);
        try (var consumer =
                new KafkaConsumer<>(
                        kafka.operator()
                                .settings(
                                        Map.of(
                                                ConsumerConfig.GROUP_ID_CONFIG,
                                                reports.name(),
                                                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                                                "earliest",
                                                ConsumerConfig.METADATA_MAX_AGE_CONFIG,
                                                200)),
                        new ByteArrayDeserializer(),
                        new ByteArrayDeserializer())) {
            consumer.subscribe(List.of(reports.name()));
            var before = new ArrayList<ConsumerRecord<byte[], byte[]>>();
            await().until(() -> polled(consumer, before) == 40);

            ensure(reports, new TopicSize(4, 1, 1));
            ensure(reports, new TopicSize(2, 1, 1)); // never shrinks
            send(reports, 40);

            var after = new ArrayList<ConsumerRecord<byte[], byte[]>>();
            await().atMost(Duration.ofSeconds(30)).until(() -> polled(consumer, after) >= 40);
            assertThat(after).hasSize(40);
            assertThat(after.stream().map(ConsumerRecord::partition).distinct()).hasSize(4);
            assertThat(after.stream().map(message -> message.key()[0]))
                    .doesNotHaveDuplicates()
                    .containsExactlyInAnyOrderElementsOf(
                            before.stream().map(message -> message.key()[0]).toList());
        }
    }

    private static int polled(
            KafkaConsumer<byte[], byte[]> consumer, List<ConsumerRecord<byte[], byte[]>> into) {
        consumer.poll(Duration.ofMillis(100)).forEach(into::add);
        return into.size();
    }

    @Test
    void a_topic_needs_no_more_replicas_in_sync_than_it_has() throws Exception {
        var events = own(TopicLayout.EVENTS);
        create(
                new NewTopic(events.name(), Optional.of(1), Optional.empty())
                        .configs(Map.of(MIN_IN_SYNC_REPLICAS_CONFIG, "2")));

        ensure(events, new TopicSize(0, 0, 2));

        assertThat(entry(events, MIN_IN_SYNC_REPLICAS_CONFIG).value()).isEqualTo("1");
        send(events, 1);
    }

    @Test
    void refuses_more_replicas_than_there_are_brokers() {
        assertThatExceptionOfType(UnfitTopicException.class)
                .isThrownBy(() -> ensure(own(TopicLayout.EVENTS), new TopicSize(0, 3, 2)))
                .withMessageContaining("Kafka has 1 brokers");
    }

    @Test
    void a_watch_alters_a_topic_that_is_changed_later_and_reports_what_it_cannot_mend()
            throws Exception {
        var events = own(TopicLayout.EVENTS);
        try (var watch =
                new TopicWatch(kafka.operator(), Duration.ofMillis(100), List.of(events))) {
            watch.start();
            await().until(() -> admin.listTopics().names().get().contains(events.name()));

            set(events, RETENTION_BYTES_CONFIG, "1048576");
            await().untilAsserted(
                            () ->
                                    assertThat(entry(events, RETENTION_BYTES_CONFIG).value())
                                            .isEqualTo("-1"));
            assertThat(watch.problem()).isEmpty();

            admin.createPartitions(Map.of(events.name(), NewPartitions.increaseTo(2))).all().get();
            await().untilAsserted(
                            () ->
                                    assertThat(watch.problem())
                                            .hasValueSatisfying(
                                                    problem ->
                                                            assertThat(problem)
                                                                    .contains("2 partitions")));

            admin.deleteTopics(List.of(events.name())).all().get();
            await().until(() -> watch.problem().isEmpty());
        }
    }

    private static TopicLayout own(TopicLayout layout) {
        topics++;
        return layout.named(layout.name() + "." + topics);
    }

    private static Map<String, String> ensure(TopicLayout layout) throws InterruptedException {
        return ensure(layout, TopicSize.BY_BROKERS);
    }

    private static Map<String, String> ensure(TopicLayout layout, TopicSize size)
            throws InterruptedException {
        var access = kafka.operator().sized(size);
        try (var guard = TopicGuard.open(access, PATIENCE, List.of(layout))) {
            return guard.ensure();
        }
    }

    private static void create(NewTopic topic) throws Exception {
        admin.createTopics(List.of(topic)).all().get();
    }

    private static void alter(TopicLayout layout, String name, String value) throws Exception {
        set(layout, name, value);
        await().until(() -> entry(layout, name).value().equals(value));
    }

    private static void set(TopicLayout layout, String name, String value) throws Exception {
        Collection<AlterConfigOp> change =
                List.of(new AlterConfigOp(new ConfigEntry(name, value), AlterConfigOp.OpType.SET));
        admin.incrementalAlterConfigs(Map.of(resource(layout), change)).all().get();
    }

    private static ConfigEntry entry(TopicLayout layout, String name) throws Exception {
        var found = admin.describeConfigs(List.of(resource(layout))).all().get();
        return Objects.requireNonNull(found.get(resource(layout))).get(name);
    }

    private static ConfigResource resource(TopicLayout layout) {
        return new ConfigResource(ConfigResource.Type.TOPIC, layout.name());
    }
}
