package io.sixlane.provisioning.relaystatus;

import static io.sixlane.provisioning.TestPlatform.await;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sixlane.configuration.accelerator.AcceleratorId;
import io.sixlane.configuration.json.ConfigurationJson;
import io.sixlane.configuration.log.RecordedEvent;
import io.sixlane.configuration.log.Topics;
import io.sixlane.configuration.relay.RelayStatus;
import io.sixlane.configuration.relay.RelayStatus.AcceleratorApplied;
import io.sixlane.configuration.relay.RelayStatus.Heartbeat;
import io.sixlane.fleet.Secrets;
import io.sixlane.fleet.SigningKeys;
import io.sixlane.provisioning.RunningApplication;
import io.sixlane.provisioning.TestPlatform;
import io.sixlane.provisioning.eventstore.StoreFixture;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.CloseOptions.GroupMembershipOperation;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/** Hand-over of the topic between instances, on a real broker. */
class RelayStatusConsumerIT {
    private static final Instant STARTED = Instant.parse("2026-01-01T00:00:00Z");

    private static RunningApplication application;

    private final AcceleratorId id = new AcceleratorId(StoreFixture.newAccelerator());
    private final String relay =
            "relay-" + Long.toString(ThreadLocalRandom.current().nextLong(1L << 60), 36);

    @BeforeAll
    static void start() {
        application = new RunningApplication(TestPlatform.kafka());
        application.bean(RelayStatusConsumer.class).stop();
    }

    @AfterAll
    static void stop() {
        application.close();
    }

    @Test
    void takes_the_topic_over_soon_after_its_reader_was_killed() throws Exception {
        var survivor = instance();
        readAndDie(survivor);

        survivor.start();
        try {
            publish(heartbeat());
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> application.get("/v1/relays").body().contains(relay));
        } finally {
            survivor.stop();
        }
    }

    /** As a restore to an earlier moment leaves it, while the topic and its readers continue. */
    @Test
    void reads_again_what_a_restored_database_lacks() throws Exception {
        var before = instance();
        before.start();
        publish(heartbeat());
        publish(applied(7));
        soon().until(() -> revisions().equals(List.of(7L)));
        soon().until(() -> await(nextOffset().map(_ -> true).defaultIfEmpty(false)));
        var nextOffset = await(nextOffset());
        publish(applied(9));
        soon().until(() -> revisions().equals(List.of(9L)));
        before.stop();

        sql("update relay_applied set revision = 7 where relay_id = '%s'".formatted(relay));
        sql("update status_offset set next_offset = %s".formatted(nextOffset));
        var after = instance();
        after.start();
        try {
            soon().until(() -> revisions().equals(List.of(9L)));
        } finally {
            after.stop();
        }
    }

    @Test
    void ignores_what_its_relay_did_not_sign() throws Exception {
        var folder = TestPlatform.folder("signers");
        var keys = new SigningKeys(new Secrets(folder), folder.resolve("signers"));
        keys.prepare(relay);
        keys.prepare("relay-thief");
        var configured = application.bean(RelayStatusProperties.class);
        var checking = configured.kafka().signed("", keys.signers().toAbsolutePath().toString());
        var instance = instance(new RelayStatusProperties(checking, configured.batch()));
        instance.start();
        try {
            publish(applied(8));
            publish(applied(9), keys.keyOf("relay-thief"));
            publish(heartbeat(), keys.keyOf(relay));
            publish(applied(7), keys.keyOf(relay));
            soon().until(() -> revisions().equals(List.of(7L)));
            // Others write to the topic, too.
            assertThat(checking.signers().refused()).isGreaterThanOrEqualTo(2);
        } finally {
            instance.stop();
        }
    }

    private static void publish(RelayStatus status, Path key) throws Exception {
        var access = TestPlatform.kafka().operator().signed(key.toString(), "");
        var message =
                new ProducerRecord<>(
                        Topics.RELAY_STATUS,
                        status.relayId().getBytes(UTF_8),
                        ConfigurationJson.write(status));
        access.signer().sign(message.topic(), message.key(), message.value(), message.headers());
        try (var producer =
                new KafkaProducer<>(
                        access.settings(), new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.send(message).get();
        }
    }

    private static RelayStatusConsumer instance() {
        return instance(application.bean(RelayStatusProperties.class));
    }

    private static RelayStatusConsumer instance(RelayStatusProperties properties) {
        return new RelayStatusConsumer(
                properties,
                application.bean(StatusStore.class),
                application.bean(RefusedStatusRepository.class),
                application.bean(StatusOffsetRepository.class));
    }

    private Heartbeat heartbeat() {
        return new Heartbeat(
                relay,
                "hk",
                STARTED,
                Instant.now(),
                "p",
                0,
                0,
                0,
                "kafka",
                List.of(),
                List.of(),
                null);
    }

    private AcceleratorApplied applied(long revision) {
        return new AcceleratorApplied(
                relay,
                "hk",
                STARTED,
                Instant.now(),
                id,
                revision,
                RecordedEvent.NO_HASH,
                List.of(),
                revision,
                null);
    }

    private static void publish(RelayStatus status) throws Exception {
        application.send(Topics.RELAY_STATUS, status.relayId(), status);
    }

    private List<Long> revisions() {
        return await(
                application
                        .bean(RelayStatuses.class)
                        .standings(id, List.of())
                        .filter(standing -> standing.appliedRevision() > 0)
                        .map(RelayStanding::appliedRevision)
                        .collectList());
    }

    private static Mono<Long> nextOffset() {
        return application.bean(StatusOffsetRepository.class).nextOffset(0);
    }

    private static void sql(String statement) {
        application.bean(DatabaseClient.class).sql(statement).then().block(Duration.ofSeconds(30));
    }

    private static ConditionFactory soon() {
        return await().atMost(Duration.ofSeconds(30)).pollInterval(Duration.ofMillis(20));
    }

    /** Ends like a process that is killed: the group does not hear of it. */
    private static void readAndDie(RelayStatusConsumer instance) {
        var reading =
                new KafkaConsumer<>(
                        TestPlatform.service().settings(instance.settings()),
                        new ByteArrayDeserializer(),
                        new ByteArrayDeserializer());
        reading.subscribe(List.of(Topics.RELAY_STATUS));
        await().atMost(Duration.ofSeconds(60))
                .until(
                        () -> {
                            reading.poll(Duration.ofMillis(100)).forEach(_ -> {});
                            return !reading.assignment().isEmpty();
                        });
        reading.close(
                CloseOptions.groupMembershipOperation(GroupMembershipOperation.REMAIN_IN_GROUP));
    }
}
