package io.sixlane.provisioning;

import static io.sixlane.provisioning.TestPlatform.await;
import static io.sixlane.provisioning.eventstore.StoreFixture.created;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sixlane.configuration.catalog.CatalogEntry.RegionEntry;
import io.sixlane.configuration.log.Topics;
import io.sixlane.platform.EmbeddedKafka;
import io.sixlane.platform.FreePorts;
import io.sixlane.provisioning.catalogcopy.CatalogCopy;
import io.sixlane.provisioning.eventstore.Append;
import io.sixlane.provisioning.eventstore.Change;
import io.sixlane.provisioning.eventstore.EventStore;
import io.sixlane.provisioning.eventstore.StoreFixture;
import io.sixlane.provisioning.publication.TopicReader;
import io.sixlane.topics.BusRights;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** In a class of its own: two applications in one JVM share the event loops that one closes. */
class KafkaAwayIT {
    @Test
    void takes_changes_while_kafka_is_away_and_publishes_them_when_it_comes() throws Exception {
        var port = FreePorts.next();
        var id = StoreFixture.newAccelerator();
        var region = new RegionEntry("cn-hongkong", 1, "Hong Kong", "ASIA_PACIFIC", false, true);
        var folder = TestPlatform.folder("late-kafka");
        var secrets = EmbeddedKafka.secrets(folder);
        try (var application =
                new RunningApplication(
                        EmbeddedKafka.beforeStart(secrets, port, "provisioning"),
                        EmbeddedKafka.beforeStart(secrets, port, BusRights.OPERATOR))) {
            assertThat(application.get("/actuator/health/readiness").statusCode()).isEqualTo(200);
            assertThat(application.get("/actuator/health/liveness").statusCode()).isEqualTo(200);
            var change =
                    new Change(
                            StoreFixture.ACTOR,
                            StoreFixture.AT,
                            List.of(new Append(id, 0, List.of(created(id)))));
            var recorded = await(application.bean(EventStore.class).append(change));

            try (var kafka = EmbeddedKafka.start(folder, port);
                    var topics = new TopicReader(kafka.operator())) {
                kafka.admit(List.of(BusRights.ofService("provisioning")));
                await().atMost(Duration.ofSeconds(60))
                        .untilAsserted(
                                () -> assertThat(topics.events(List.of(id))).isEqualTo(recorded));
                await().atMost(Duration.ofSeconds(60))
                        .ignoreExceptions()
                        .until(
                                () -> {
                                    application.send(Topics.CATALOG, region.key(), region);
                                    return true;
                                });
                var copy = application.bean(CatalogCopy.class);
                await().atMost(Duration.ofSeconds(60))
                        .until(() -> await(copy.regions().collectList()).equals(List.of(region)));
            }
        }
    }
}
