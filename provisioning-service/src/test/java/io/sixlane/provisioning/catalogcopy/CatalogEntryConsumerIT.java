package io.sixlane.provisioning.catalogcopy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.sixlane.configuration.catalog.CatalogEntry.RegionEntry;
import io.sixlane.configuration.catalog.CatalogEvent;
import io.sixlane.configuration.catalog.CatalogEvent.CatalogEntryDeleted;
import io.sixlane.configuration.catalog.CatalogEvent.CatalogEntryPut;
import io.sixlane.configuration.catalog.CatalogTombstone;
import io.sixlane.configuration.json.ConfigurationJson;
import io.sixlane.configuration.log.Actor;
import io.sixlane.configuration.log.EventHash;
import io.sixlane.configuration.log.RecordedEvent;
import io.sixlane.configuration.log.Topics;
import io.sixlane.provisioning.RunningApplication;
import io.sixlane.provisioning.TestPlatform;
import io.sixlane.provisioning.eventstore.EventStore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class CatalogEntryConsumerIT {
    private static RunningApplication application;

    @BeforeAll
    static void start() {
        application = new RunningApplication(TestPlatform.kafka());
    }

    @AfterAll
    static void stop() {
        application.close();
    }

    /** The group's member lives on for 45 s when its process is killed. */
    @Test
    void a_killed_instance_keeps_no_entry_from_its_successor() throws Exception {
        try (var killed = memberOf("provisioning-catalog-copy")) {
            var added = new RegionEntry("after-a-kill", 1, "Added", "ASIA", false, true);
            application.send(Topics.CATALOG, added.key(), added);

            var copy = application.bean(CatalogCopy.class);
            await().atMost(Duration.ofSeconds(10))
                    .until(() -> copy.regions().any(it -> it.code().equals(added.code())).block());
            assertThat(killed.assignment()).isNotEmpty();
        }
    }

    private static KafkaConsumer<byte[], byte[]> memberOf(String group) {
        var member =
                new KafkaConsumer<>(
                        TestPlatform.kafka()
                                .service("provisioning")
                                .settings(Map.of(ConsumerConfig.GROUP_ID_CONFIG, group)),
                        new ByteArrayDeserializer(),
                        new ByteArrayDeserializer());
        member.subscribe(List.of(Topics.CATALOG));
        await().until(
                        () -> {
                            var _ = member.poll(Duration.ofMillis(100));
                            return !member.assignment().isEmpty();
                        });
        return member;
    }

    @Test
    void records_of_a_key_change_the_copy_in_their_order_alone() {
        keep(5, "topic", 0, 10, "fifth");
        keep(6, "topic", 0, 11, null);
        assertThat(kept()).as("deleted").isEmpty();
        keep(5, "topic", 0, 10, "fifth");
        assertThat(kept()).as("an entry that another instance reads late").isEmpty();
        keep(1, "topic", 0, 12, "first");
        assertThat(kept()).as("the first version of a catalog made again").contains("first");
        keep(6, "topic", 0, 11, null);
        assertThat(kept()).as("a deletion that another instance reads late").contains("first");
        keep(1, "topic", 1, 99, "other");
        assertThat(kept()).as("no higher version of another partition").contains("first");
        keep(2, "topic", 1, 3, "second");
        assertThat(kept()).as("a higher version of another partition").contains("second");
        keep(1, "topic made again", 0, 0, "first");
        assertThat(kept()).as("a topic made again").contains("first");
    }

    private static void keep(
            long version, String topic, int partition, long position, @Nullable String name) {
        var entry =
                name == null ? null : new RegionEntry("kept", version, name, "ASIA", false, true);
        application
                .bean(CatalogViewRepository.class)
                .save(new CatalogRecord("region/kept", version, topic, partition, position, entry))
                .block();
    }

    private static Optional<String> kept() {
        return application
                .bean(CatalogCopy.class)
                .regions()
                .filter(region -> region.code().equals("kept"))
                .map(RegionEntry::name)
                .next()
                .blockOptional();
    }

    @Test
    void an_entry_that_can_never_be_stored_stops_nothing() throws Exception {
        var good = new RegionEntry("poison-1", 1, "Good", "ASIA", false, true);
        var nul = new String(ConfigurationJson.write(good), UTF_8).replace("poison-1", "x\\u0000");
        var surrogate = new String(ConfigurationJson.write(good), UTF_8).replace("Good", "\\ud800");
        application.send(Topics.CATALOG, "a", nul.getBytes(UTF_8));
        application.send(Topics.CATALOG, "b", surrogate.getBytes(UTF_8));
        application.send(
                Topics.CATALOG,
                "long",
                new RegionEntry("x".repeat(900_000), 1, "Good", "ASIA", false, true));
        application.send(Topics.CATALOG, "c", "not json".getBytes(UTF_8));
        application.send(Topics.CATALOG, "d", "{}".getBytes(UTF_8));
        application.send(Topics.CATALOG, "deep", "[".repeat(900_000).getBytes(UTF_8));
        var gone = new RegionEntry("gone-1", 1, "Gone", "ASIA", false, true);
        application.send(Topics.CATALOG, gone.key(), gone);
        application.send(deletion(gone.key(), 2));
        application.send(Topics.CATALOG, good.key(), good);

        var copy = application.bean(CatalogCopy.class);
        await().atMost(Duration.ofSeconds(30))
                .until(() -> copy.regions().any(it -> it.code().equals("poison-1")).block());

        assertThat(copy.regions().any(it -> it.code().equals("gone-1")).block()).isFalse();
        var refused = application.bean(MeterRegistry.class).counter(CatalogEntryConsumer.REFUSED);
        assertThat(refused.count()).isGreaterThanOrEqualTo(6);
    }

    /**
     * With the hashes that the catalog service gave them, so that its file ends as the log does.
     */
    @Test
    void events_of_the_catalog_join_the_log_each_once() throws Exception {
        var actor = new Actor("acme", "usr-1", "", "req-1", "dearer", null);
        var region = new RegionEntry("logged", 1, "Logged", "ASIA", false, true);
        var first = event(1, actor, new CatalogEntryPut(region, null), RecordedEvent.NO_HASH);
        var second = event(2, actor, new CatalogEntryDeleted(region), first.hash());
        for (var event : List.of(first, first, second, first, second)) {
            application.send(Topics.CATALOG, CatalogEvent.KEY_PREFIX + event.revision(), event);
        }

        var store = application.bean(EventStore.class);
        await().atMost(Duration.ofSeconds(15))
                .untilAsserted(
                        () ->
                                assertThat(store.load("catalog").collectList().block())
                                        .containsExactly(first, second));
        await().atMost(Duration.ofSeconds(15))
                .untilAsserted(
                        () ->
                                assertThat(application.json("/v1/audit/checkpoints").toString())
                                        .contains(second.hash()));
    }

    private static RecordedEvent event(
            long revision, Actor actor, CatalogEvent event, String previousHash) {
        return EventHash.chain(
                CatalogEvent.STREAM,
                revision,
                "catalog-event-" + revision,
                Instant.parse("2026-11-30T10:00:00Z"),
                actor,
                event,
                previousHash);
    }

    private static ProducerRecord<String, byte[]> deletion(String key, long version) {
        var record = new ProducerRecord<String, byte[]>(Topics.CATALOG, key, null);
        record.headers().add(CatalogTombstone.VERSION, CatalogTombstone.header(version));
        return record;
    }
}
