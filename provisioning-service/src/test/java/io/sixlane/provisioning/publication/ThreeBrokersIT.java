package io.sixlane.provisioning.publication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.sixlane.configuration.log.Topics;
import io.sixlane.platform.EmbeddedPostgres;
import io.sixlane.platform.KafkaCluster;
import io.sixlane.provisioning.TestPlatform;
import io.sixlane.provisioning.eventstore.StoreFixture;
import io.sixlane.testsupport.FrozenProcess;
import io.sixlane.topics.KafkaAccess;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.TopicPartitionInfo;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.Timeout;

/**
 * Three brokers with three replicas of each topic, of which one is killed and one is frozen while
 * changes are accepted. Publication goes on with two, waits with one, and loses nothing.
 */
@Timeout(600)
class ThreeBrokersIT {
    private static final Duration START = Duration.ofMinutes(4);
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final int ENOUGH = 50;

    private final List<String> ids =
            Stream.generate(StoreFixture::newAccelerator).limit(4).toList();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final AtomicInteger accepted = new AtomicInteger();
    private StoreFixture fixture;

    @BeforeEach
    void open() {
        assumeTrue(
                Boolean.getBoolean("sixlane.many"),
                "optional, takes a minute: run with -Pfull-length");
        fixture = new StoreFixture();
    }

    @AfterEach
    void close() {
        if (fixture != null) {
            fixture.close();
        }
    }

    @Test
    void nothing_accepted_is_lost(TestReporter figures) throws Exception {
        var ended = new AtomicBoolean();
        try (var cluster = KafkaCluster.start(TestPlatform.folder("three-brokers"), 3);
                var admin = Admin.create(cluster.access().settings());
                var publisher = publisher(cluster.access())) {
            awaitAllServe(admin);
            publisher.start();
            var writer = Thread.ofPlatform().start(() -> write(ended));
            awaitPublished(ENOUGH);
            assertThat(events(admin).replicas()).hasSize(3);
            assertThat(inSync(admin)).isEqualTo("2");

            var killed = events(admin).leader().id();
            cluster.kill(killed);
            figures.publishEntry("leader killed", ENOUGH + " more after " + awaitPublished(ENOUGH));
            cluster.startAgain(killed);
            awaitAllInSync(admin);

            var frozen = events(admin).leader().id();
            try (var stopped = FrozenProcess.of(cluster.process(frozen))) {
                assertThat(stopped).isNotNull();
                figures.publishEntry(
                        "leader frozen", ENOUGH + " more after " + awaitPublished(ENOUGH));

                // One of three: no majority, and fewer replicas than each record needs.
                cluster.kill(killed);
                var before = accepted.get();
                await().atMost(PATIENCE).until(() -> accepted.get() > before + ENOUGH);
                var waiting = published();
                await().during(Duration.ofSeconds(2))
                        .atMost(Duration.ofSeconds(5))
                        .until(() -> published() == waiting);
                cluster.startAgain(killed);
                figures.publishEntry(
                        "killed beside the frozen one, and back",
                        ENOUGH + " more after " + awaitPublished(ENOUGH));
            }
            awaitAllInSync(admin);
            ended.set(true);
            writer.join();
            figures.publishEntry("accepted changes, all published", accepted.toString());
            try (var topics = new TopicReader(cluster.access())) {
                await().atMost(PATIENCE)
                        .untilAsserted(
                                () -> {
                                    for (var id : ids) {
                                        topics.assertLike(
                                                fixture.load(id),
                                                fixture.records(List.of(id)).getFirst());
                                    }
                                });
            }
        } finally {
            ended.set(true);
        }
    }

    private void write(AtomicBoolean ended) {
        while (!ended.get()) {
            fixture.appendNext(ids.get(accepted.incrementAndGet() % ids.size()));
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
    }

    /** Returns how long it took. */
    private Duration awaitPublished(int more) {
        var wanted = published() + more;
        var began = System.nanoTime();
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> published() >= wanted);
        return Duration.ofMillis((System.nanoTime() - began) / 1_000_000);
    }

    private static void awaitAllServe(Admin admin) {
        await().atMost(START)
                .ignoreExceptions()
                .until(() -> admin.describeCluster().nodes().get(10, TimeUnit.SECONDS).size() == 3);
    }

    private static void awaitAllInSync(Admin admin) {
        await().atMost(PATIENCE).ignoreExceptions().until(() -> events(admin).isr().size() == 3);
    }

    /** Events that Kafka acknowledged. */
    private double published() {
        return meters.counter(PublicationMeters.PUBLISHED).count();
    }

    private static TopicPartitionInfo events(Admin admin) throws Exception {
        var topics = admin.describeTopics(List.of(Topics.EVENTS)).allTopicNames();
        return Objects.requireNonNull(topics.get(30, TimeUnit.SECONDS).get(Topics.EVENTS))
                .partitions()
                .getFirst();
    }

    private static String inSync(Admin admin) throws Exception {
        var topic = new ConfigResource(ConfigResource.Type.TOPIC, Topics.EVENTS);
        var configs = admin.describeConfigs(List.of(topic)).all().get(30, TimeUnit.SECONDS);
        return Objects.requireNonNull(configs.get(topic))
                .get(TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG)
                .value();
    }

    private RecordPublisher publisher(KafkaAccess kafka) {
        return new RecordPublisher(
                new PublicationProperties(
                        kafka,
                        fixture.jdbcUrl(),
                        EmbeddedPostgres.USER,
                        TestPlatform.postgresPassword(),
                        500,
                        Duration.ofMillis(200),
                        Duration.ofDays(7)),
                meters,
                _ -> {});
    }
}
