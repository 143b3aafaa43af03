package io.sixlane.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.sixlane.audit.AuditFixture.Ran;
import io.sixlane.configuration.accelerator.AcceleratorEvent.AcceleratorDeleted;
import io.sixlane.configuration.accelerator.AcceleratorEvent.AcceleratorRenamed;
import io.sixlane.configuration.accelerator.AcceleratorId;
import io.sixlane.configuration.image.AcceleratorEvolution;
import io.sixlane.configuration.image.AcceleratorRecord;
import io.sixlane.configuration.json.ConfigurationJson;
import io.sixlane.configuration.log.RecordedEvent;
import io.sixlane.configuration.log.Topics;
import io.sixlane.configuration.relay.RelayStatus.AcceleratorApplied;
import io.sixlane.topics.TopicLayout;
import java.nio.file.Files;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** From a real topic to what was forwarded, and back to the images topic. */
class ReplayIT {
    private static AuditFixture fixture;

    private final List<RecordedEvent> log = SampleLog.events();
    private final List<byte[]> events = new ArrayList<>(SampleLog.json(log));

    @BeforeAll
    static void open() {
        fixture = AuditFixture.shared();
        var log = SampleLog.events();
        fixture.witnesses(SampleLog.checkpoints(log, SampleLog.KEYS), SampleLog.relayStatuses(log));
    }

    @Test
    void shows_what_a_region_forwarded_at_a_moment() {
        var ran = replay(fixture.topic(events), "2026-11-23T10:11:30Z");

        assertThat(ran.code()).as(ran.err()).isZero();
        var first = ran.json().at("/regions/hk/0");
        assertThat(first.path("address").asString()).isEqualTo("2001:db8::a");
        assertThat(first.path("fromPort").asInt()).isEqualTo(80);
        assertThat(first.path("toPort").asInt()).isEqualTo(80);
        assertThat(first.path("revision").asInt()).isEqualTo(6);
        assertThat(first.at("/to/0/address").asString()).isEqualTo("198.51.100.7");
        assertThat(first.at("/to/0/weight").asInt()).isEqualTo(50);
        var overridden = ran.json().at("/regions/hk/1");
        assertThat(overridden.path("fromPort").asInt()).isEqualTo(81);
        assertThat(overridden.at("/to/0/port").asInt()).isEqualTo(8081);
    }

    @Test
    void forgets_what_came_later_and_forwards_nothing_for_the_suspended() {
        var topic = fixture.topic(events);

        assertThat(weightOf(replay(topic, "2026-11-23T10:09:00Z"))).isEqualTo(100);
        assertThat(weightOf(replay(topic, "end"))).isEqualTo(10);
        assertThat(accelerators(replay(topic, "2026-11-23T10:13:30Z"))).containsOnly("ga-a");
        assertThat(accelerators(replay(topic, "end"))).containsOnly("ga-a", "ga-b");
        assertThat(accelerators(replay(topic, "2026-11-22"))).isEmpty();
    }

    @Test
    void prints_the_same_for_people() {
        var ran = run("replay", "--topic", fixture.topic(events));

        assertThat(ran.out())
                .contains("At the end of the log, after 16 events: 2 accelerators.")
                .contains("TCP [2001:db8::a]:80 -> 198.51.100.7:80 weight 10");
        assertThat(ran.err()).contains("100 %");
    }

    @Test
    void leaves_out_the_accelerator_alone_whose_event_is_of_an_unknown_type() {
        events.set(9, SampleLog.withUnknown(log.get(9), true));

        var ran = replay(fixture.topic(events), "end");

        assertThat(ran.code()).isEqualTo(Audit.FOUND);
        assertThat(ran.json().at("/leftOut/ga-a").asString())
                .contains("revision 5", "SomethingLater", "offset 9");
        assertThat(accelerators(ran)).containsOnly("ga-b");
    }

    @Test
    void reads_and_proves_an_event_with_a_member_of_a_later_version() {
        var last = log.size() - 1;
        events.set(last, SampleLog.withUnknown(log.get(last), false));
        var topic = fixture.topic(events);

        var file = AuditFixture.folder("later").resolve("events.jsonl").toString();
        assertThat(run("export", "--topic", topic, "--to", file).code()).isZero();

        assertThat(replay(topic, "end").code()).isZero();
        assertThat(run("verify", "--file", file).out()).contains("Nothing was changed");
    }

    @Test
    void leaves_out_an_accelerator_with_a_gap() {
        events.remove(6);

        var ran = replay(fixture.topic(events), "end");

        assertThat(ran.json().at("/leftOut/ga-a").asString()).contains("revision 5 came after 3");
        assertThat(accelerators(ran)).containsOnly("ga-b");
    }

    @Test
    void reads_an_exported_file_as_it_reads_the_topic() throws Exception {
        var topic = fixture.topic(events);
        var folder = AuditFixture.folder("export");
        var file = folder.resolve("events.jsonl").toString();

        var relays = folder.resolve("relays.jsonl").toString();
        assertThat(run("export", "--topic", topic, "--to", file, "--relays-to", relays).out())
                .contains("16 messages of topic " + topic);

        assertThat(run("replay", "--file", file, "--relays-file", relays, "--json").out())
                .isEqualTo(replay(topic, "end").out());
        assertThat(run("verify", "--file", file).code()).isZero();
        var images = folder.resolve("images");
        assertThat(run("replay", "--file", file, "--export", images.toString()).code()).isZero();
        assertThat(images.resolve("hk.json")).exists();
        assertThat(Files.readAllLines(images.resolve("images.jsonl")))
                .containsExactly(json(image("ga-a")), json(image("ga-b")));
    }

    @Test
    void compares_two_moments_field_by_field() {
        var ran =
                run(
                        "diff",
                        "--topic",
                        fixture.topic(events),
                        "--from",
                        "2026-11-23T10:09:00Z",
                        "--to",
                        "2026-11-23T10:13:30Z",
                        "--json");

        assertThat(ran.code()).isZero();
        var changed = ran.json().path("accelerators");
        assertThat(changed).hasSize(2);
        assertThat(changed.at("/0/acceleratorId").asString()).isEqualTo("ga-a");
        assertThat(changed.at("/0/fromRevision").asInt()).isEqualTo(5);
        assertThat(changed.at("/0/toRevision").asInt()).isEqualTo(7);
        assertThat(changed.at("/0/fields")).hasSize(1);
        assertThat(changed.at("/0/fields/0/path").asString())
                .isEqualTo("/listeners/lsr-1/endpointGroups/epg-1/endpoints/ep-7/weight");
        assertThat(changed.at("/0/fields/0/before").asString()).isEqualTo("100");
        assertThat(changed.at("/0/fields/0/after").asString()).isEqualTo("25");
        assertThat(changed.at("/1/fields").valueStream().map(f -> f.path("path").asString()))
                .contains("/suspension");
    }

    @Test
    void restores_a_lost_images_topic() {
        SampleLog.add(log, "ga-b", new AcceleratorDeleted());
        var topic = fixture.topic(SampleLog.json(log));

        var kept = "--removed-kept=36500d";
        var dry = restore(topic, "images-lost", "--dry-run", kept);
        var ran = restore(topic, "images-lost", kept);
        var again = restore(topic, "images-lost", kept);

        assertThat(dry.out()).contains("2 missing", "Nothing was published");
        assertThat(ran.code()).isZero();
        assertThat(ran.out()).contains("2 missing", "Published 2 records");
        assertThat(again.out()).contains("2 the same", "Published 0 records");
    }

    @Test
    void repairs_what_is_older_or_another_and_refuses_what_is_newer() {
        var first = evolve(log.subList(0, 5), "ga-a");
        fixture.create(TopicLayout.IMAGES.named("images-old").toNewTopic());
        fixture.publish("images-old", List.of("ga-a"), List.of(ConfigurationJson.write(first)));
        assertThat(restore(fixture.topic(events), "images-old").out())
                .contains("1 missing", "1 older", "Published 2 records");

        var shorter = fixture.topic(events.subList(0, 14));
        var refused = restore(shorter, "images-old");
        assertThat(refused.code()).isEqualTo(Audit.FOUND);
        assertThat(refused.out()).contains("2 newer", "ga-a revision 7", "Refused");
        assertThat(restore(shorter, "images-old", "--force").out()).contains("Published 2 records");

        assertThat(restore(shorter, "images-old").out()).contains("2 the same");
    }

    @Test
    void restores_an_accelerator_of_more_than_a_megabyte() {
        var half = "x".repeat(600_000);
        SampleLog.add(log, "ga-a", new AcceleratorRenamed(half));
        SampleLog.add(log, "ga-a", SampleLog.listener("lsr-2", half, 90));

        var ran = restore(fixture.topic(SampleLog.json(log)), "images-large");

        assertThat(ran.code()).isZero();
        assertThat(ran.out()).contains("2 missing", "Published 2 records");
    }

    @Test
    void leaves_out_a_removal_that_a_tombstone_has_followed() {
        SampleLog.add(log, "ga-b", new AcceleratorDeleted(), Instant.EPOCH);
        var topic = fixture.topic(SampleLog.json(log));
        fixture.create(TopicLayout.IMAGES.named("images-tombstone").toNewTopic());
        fixture.publish(
                "images-tombstone",
                List.of("ga-a", "ga-b", "ga-b"),
                Arrays.asList(
                        ConfigurationJson.write(image("ga-a")),
                        ConfigurationJson.write(image("ga-b")),
                        null));

        var ran = restore(topic, "images-tombstone");

        assertThat(ran.out())
                .contains("0 missing", "1 the same", "1 removed too long ago")
                .contains("Published 0 records");
        assertThat(restore(topic, "images-tombstone", "--dry-run", "--removed-kept=36500d").out())
                .contains("1 missing", "0 removed too long ago");
    }

    @Test
    void reads_the_topic_of_the_service_by_its_short_name_and_without_any() {
        fixture.publish(Topics.EVENTS, log.stream().map(RecordedEvent::streamId).toList(), events);

        assertThat(run("replay", "--topic", "events").out()).contains("after 16 events");
        assertThat(run("replay").out()).contains("after 16 events");
    }

    @Test
    void shows_the_revision_that_each_relay_had_applied() {
        var topic = fixture.topic(events);
        var statuses =
                AuditFixture.statusFile(
                        List.of(
                                applied("relay-1", "ga-a", 5, "2026-11-23T10:09:01Z"),
                                applied("relay-1", "ga-a", 6, "2026-11-23T10:11:01Z"),
                                applied("relay-2", "ga-a", 5, "2026-11-23T10:09:02Z"),
                                applied("relay-2", "ga-a", 8, "2026-11-23T10:14:02Z")));

        var people = replay(topic, "2026-11-23T10:11:30Z", "--relays-file", statuses).out();
        var json = replay(topic, "2026-11-23T10:11:30Z", "--relays-file", statuses, "--json");

        assertThat(people)
                .contains("Applied by the relays of hk")
                .contains("relay-1 ga-a revision 6, reported 2026-11-23T10:11:01Z\n")
                .contains("relay-2 ga-a revision 5, reported 2026-11-23T10:09:02Z (wanted 6)\n");
        assertThat(json.json().at("/relays/hk").valueStream())
                .extracting(r -> r.path("relayId").asString(), r -> r.path("revision").asInt())
                .containsExactly(tuple("relay-1", 6), tuple("relay-2", 5));
    }

    @Test
    void shows_the_revision_that_the_service_stored_of_each_relay() throws Exception {
        var file = AuditFixture.folder("noted").resolve("events.jsonl").toString();
        run("export", "--topic", fixture.topic(events), "--to", file);
        var table = fixture.table(events);
        fixture.note(table, applied("relay-1", "ga-a", 6, "2026-11-23T10:11:01Z"));

        var ran = fixture.run("replay", "--file", file, "--jdbc", table);

        assertThat(ran.out()).contains("relay-1 ga-a revision 6, reported 2026-11-23T10:11:01Z");
    }

    @Test
    void reports_that_no_relay_status_is_known() {
        var file = AuditFixture.folder("nobody").resolve("events.jsonl").toString();
        run("export", "--topic", fixture.topic(events), "--to", file);

        assertThat(run("replay", "--file", file).out())
                .contains("Applied by the relays of hk\n  nothing is known of that moment\n");
        assertThat(run("replay", "--file", file, "--json").json().at("/relays/hk")).isEmpty();
    }

    private static AcceleratorApplied applied(String relay, String id, long revision, String at) {
        return new AcceleratorApplied(
                relay,
                "hk",
                SampleLog.START,
                Instant.parse(at),
                new AcceleratorId(id),
                revision,
                RecordedEvent.NO_HASH,
                List.of(),
                revision,
                null);
    }

    @Test
    void explains_faults_of_a_command_line_or_a_source() {
        assertThat(run("replay", "--at", "yesterday").code()).isEqualTo(2);
        var ran = run("replay", "--topic", "no-such-topic");
        assertThat(ran.code()).isEqualTo(Audit.UNREADABLE);
        assertThat(ran.err()).contains("Kafka has no topic no-such-topic.");
        assertThat(run("verify", "--help").out()).contains("--public-key");
    }

    private AcceleratorRecord image(String id) {
        return evolve(log, id);
    }

    private static AcceleratorRecord evolve(List<RecordedEvent> events, String id) {
        AcceleratorRecord record = null;
        for (var event : events) {
            if (event.streamId().equals(id)) {
                record = AcceleratorEvolution.evolve(record, event);
            }
        }
        return Objects.requireNonNull(record);
    }

    private static String json(AcceleratorRecord record) {
        return ConfigurationJson.mapper().writeValueAsString(record);
    }

    private static int weightOf(Ran ran) {
        return ran.json().at("/regions/hk/0/to/0/weight").asInt();
    }

    private static List<String> accelerators(Ran ran) {
        return ran.json()
                .at("/regions/hk")
                .valueStream()
                .map((JsonNode forwarding) -> forwarding.path("acceleratorId").asString())
                .distinct()
                .toList();
    }

    private static Ran replay(String topic, String at) {
        return replay(topic, at, "--json");
    }

    private static Ran replay(String topic, String at, String... more) {
        return run(
                Stream.concat(Stream.of("replay", "--topic", topic, "--at", at), Stream.of(more))
                        .toArray(String[]::new));
    }

    private static Ran restore(String topic, String images, String... more) {
        return run(
                Stream.concat(
                                Stream.of("restore", "--topic", topic, "--images-topic", images),
                                Stream.of(more))
                        .toArray(String[]::new));
    }

    private static Ran run(String... arguments) {
        return fixture.run(
                Stream.concat(Stream.of(arguments), Stream.of("--bootstrap", fixture.bootstrap()))
                        .toArray(String[]::new));
    }
}
