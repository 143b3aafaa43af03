package io.sixlane.provisioning.publication;

import static io.sixlane.provisioning.TestPlatform.await;
import static io.sixlane.provisioning.eventstore.StoreFixture.created;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.sixlane.configuration.log.RecordedEvent;
import io.sixlane.configuration.log.Topics;
import io.sixlane.platform.EmbeddedKafka;
import io.sixlane.provisioning.RunningApplication;
import io.sixlane.provisioning.TestPlatform;
import io.sixlane.provisioning.eventstore.Append;
import io.sixlane.provisioning.eventstore.Change;
import io.sixlane.provisioning.eventstore.EventStore;
import io.sixlane.provisioning.eventstore.StoreFixture;
import io.sixlane.topics.TopicWatch;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

/** The beginning of the log is gone from Kafka, as retention or an operator removes it. */
class LostBeginningIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Test
    void it_is_noticed_while_running_and_the_log_is_whole_again_in_a_new_topic() throws Exception {
        try (var kafka = EmbeddedKafka.start(TestPlatform.folder("beginning-kafka"), 0);
                var admin = Admin.create(kafka.operator().settings());
                var topics = new TopicReader(kafka.operator());
                var application = new RunningApplication(kafka)) {
            var ids = Stream.generate(StoreFixture::newAccelerator).limit(3).toList();
            var events = ids.stream().flatMap(id -> append(application, id).stream()).toList();
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(topics.events(ids)).isEqualTo(events));
            assertThat(health(application)).isEqualTo("UP");
            assertThat(lost(application)).isZero();

            admin.deleteRecords(
                            Map.of(
                                    new TopicPartition(Topics.EVENTS, 0),
                                    RecordsToDelete.beforeOffset(2)))
                    .all()
                    .get();

            await().atMost(PATIENCE).until(() -> health(application).equals("DOWN"));
            assertThat(lost(application)).isEqualTo(2);
            assertThat(application.get("/actuator/prometheus").body())
                    .contains("sixlane_publication_lost 2.0");
            assertThat(application.get("/actuator/health/readiness").statusCode()).isEqualTo(200);
            var late = StoreFixture.newAccelerator();
            append(application, late);

            admin.deleteTopics(List.of(Topics.EVENTS)).all().get();

            await().atMost(PATIENCE).until(() -> health(application).equals("UP"));
            await().atMost(PATIENCE)
                    .ignoreExceptions()
                    .untilAsserted(
                            () -> {
                                try (var again = new TopicReader(kafka.operator())) {
                                    assertThat(again.events(ids)).isEqualTo(events);
                                }
                            });
            assertThat(lost(application)).isZero();
        }
    }

    private static List<RecordedEvent> append(RunningApplication application, String id) {
        return await(
                application
                        .bean(EventStore.class)
                        .append(
                                new Change(
                                        StoreFixture.ACTOR,
                                        StoreFixture.AT,
                                        List.of(new Append(id, 0, List.of(created(id)))))));
    }

    /** The health of the topics. */
    private static String health(RunningApplication application) {
        var indicator =
                application
                        .bean(PublicationConfiguration.class)
                        .topicsHealthIndicator(application.bean(TopicWatch.class));
        return Objects.requireNonNull(indicator.health()).getStatus().getCode();
    }

    private static double lost(RunningApplication application) {
        return application.bean(MeterRegistry.class).get(PublicationMeters.LOST).gauge().value();
    }
}
