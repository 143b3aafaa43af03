package io.sixlane.provisioning.publication;

import static io.sixlane.provisioning.eventstore.StoreFixture.created;
import static io.sixlane.provisioning.eventstore.StoreFixture.listenerAdded;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.sixlane.configuration.log.Topics;
import io.sixlane.platform.EmbeddedKafka;
import io.sixlane.platform.EmbeddedPostgres;
import io.sixlane.provisioning.TestPlatform;
import io.sixlane.provisioning.eventstore.StoreFixture;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A publisher is killed -9 after each of its steps, and another process continues. Then the topics
 * say what the table says.
 */
@Timeout(60)
class PublicationKillsIT {
    private static final int ACCELERATORS = 4;
    private static final int EVENTS_OF_EACH = 8;

    private static EmbeddedKafka kafka;

    private final List<String> ids =
            Stream.generate(StoreFixture::newAccelerator).limit(ACCELERATORS).toList();
    private StoreFixture fixture;

    @BeforeAll
    static void startKafka() {
        kafka = EmbeddedKafka.start(TestPlatform.folder("kills-kafka"), 0);
    }

    @AfterAll
    static void stopKafka() {
        kafka.close();
    }

    @BeforeEach
    void open() {
        fixture = new StoreFixture();
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    /** The second batch, which is in the middle. */
    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.MATCH_ANY, names = "READ|.*SENT|ACKNOWLEDGED|STORED")
    void no_kill_loses_a_batch(PublicationStep step) throws Exception {
        appendToEach(EVENTS_OF_EACH);

        killAt(step, 2);

        appendToEach(1);
        try (var publisher = publisher();
                var topics = new TopicReader(kafka.operator())) {
            publisher.start();
            awaitTopicsLikeTable(topics);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"LOCKED", "TOPICS_ARE_OTHERS", "STARTED_OVER"})
    void lost_topics_are_filled_again_although_publishers_are_killed_meanwhile(PublicationStep step)
            throws Exception {
        appendToEach(EVENTS_OF_EACH);
        try (var publisher = publisher();
                var topics = new TopicReader(kafka.operator())) {
            publisher.start();
            awaitTopicsLikeTable(topics);
        }
        deleteTopics(Topics.EVENTS, Topics.IMAGES);

        killAt(step, 1);

        appendToEach(1);
        try (var publisher = publisher()) {
            publisher.start();
            awaitNewTopicsLikeTable();
        }
    }

    /** As a relay that starts first would: only the id of the topic shows the change. */
    @Test
    void a_topic_that_another_process_recreated_is_filled_while_the_publisher_runs()
            throws Exception {
        appendToEach(EVENTS_OF_EACH);
        try (var publisher = publisher();
                var topics = new TopicReader(kafka.operator())) {
            publisher.start();
            awaitTopicsLikeTable(topics);

            deleteTopics(Topics.IMAGES);

            awaitNewTopicsLikeTable();
        }
    }

    /** The one that was killed stays dead. */
    @Test
    void a_standby_publishes_within_seconds_when_the_publisher_is_killed() throws Exception {
        var log = TestPlatform.folder("kills-log").resolve("publisher.log");
        var process =
                PublisherProcess.start(
                        kafka.service("provisioning"),
                        fixture.jdbcUrl(),
                        PublicationStep.STORED,
                        Integer.MAX_VALUE,
                        log);
        var meters = new SimpleMeterRegistry();
        var active = PublicationMeters.ACTIVE;
        try (var standby = publisher(meters);
                var topics = new TopicReader(kafka.operator())) {
            appendToEach(1);
            awaitTopicsLikeTable(topics);
            standby.start();
            await().until(() -> connections() == 2);
            assertThat(meters.get(active).gauge().value()).isZero();

            process.destroyForcibly();

            awaitKilled(process, log);
            appendToEach(1);
            awaitTopicsLikeTable(topics, Duration.ofSeconds(10));
            assertThat(meters.get(active).gauge().value()).isEqualTo(1);
        } finally {
            process.destroyForcibly();
        }
    }

    private void killAt(PublicationStep step, int time) throws Exception {
        var log = TestPlatform.folder("kills-log").resolve("publisher.log");
        var process =
                PublisherProcess.start(
                        kafka.service("provisioning"), fixture.jdbcUrl(), step, time, log);
        try {
            awaitKilled(process, log);
        } finally {
            process.destroyForcibly();
        }
    }

    private static void awaitKilled(Process process, Path log) throws InterruptedException {
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).as("log in %s", log).isTrue();
        assertThat(process.exitValue()).as("log in %s", log).isEqualTo(PublisherProcess.KILLED);
    }

    private long connections() throws SQLException {
        try (var connection = fixture.connect();
                var statement = connection.createStatement();
                var rows =
                        statement.executeQuery(
                                """
                                select count(*)
                                  from pg_stat_activity
                                 where application_name = 'sixlane-publication'
                                   and datname = current_database()
                                """)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private void appendToEach(int times) {
        for (var time = 0; time < times; time++) {
            for (var id : ids) {
                var revision = fixture.load(id).size();
                fixture.append(id, revision, revision == 0 ? created(id) : listenerAdded());
            }
        }
    }

    /** A reader of lost topics continues where it was; this one has read nothing. */
    private void awaitNewTopicsLikeTable() {
        await().atMost(Duration.ofSeconds(30))
                .ignoreExceptions()
                .untilAsserted(
                        () -> {
                            try (var topics = new TopicReader(kafka.operator())) {
                                awaitTopicsLikeTable(topics, Duration.ofSeconds(2));
                            }
                        });
    }

    private void awaitTopicsLikeTable(TopicReader topics) {
        awaitTopicsLikeTable(topics, Duration.ofSeconds(30));
    }

    private void awaitTopicsLikeTable(TopicReader topics, Duration atMost) {
        await().atMost(atMost)
                .untilAsserted(
                        () -> {
                            for (var id : ids) {
                                topics.assertLike(
                                        fixture.load(id), fixture.records(List.of(id)).getFirst());
                            }
                        });
    }

    private static void deleteTopics(String... names) throws Exception {
        try (var admin = Admin.create(kafka.operator().settings())) {
            admin.deleteTopics(List.of(names)).all().get(10, TimeUnit.SECONDS);
        }
    }

    private RecordPublisher publisher() {
        return publisher(new SimpleMeterRegistry());
    }

    private RecordPublisher publisher(SimpleMeterRegistry meters) {
        return new RecordPublisher(
                new PublicationProperties(
                        kafka.service("provisioning"),
                        fixture.jdbcUrl(),
                        EmbeddedPostgres.USER,
                        TestPlatform.postgresPassword(),
                        PublisherProcess.BATCH,
                        Duration.ofMillis(200),
                        Duration.ofDays(7)),
                meters,
                _ -> {});
    }
}
