package io.sixlane.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.sixlane.audit.AuditFixture.Ran;
import io.sixlane.configuration.accelerator.AcceleratorEvent.AcceleratorDeleted;
import io.sixlane.configuration.image.AcceleratorEvolution;
import io.sixlane.configuration.image.AcceleratorRecord;
import io.sixlane.configuration.json.ConfigurationJson;
import io.sixlane.configuration.log.RecordedEvent;
import java.nio.file.Files;
import java.util.ArrayList;
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
    void tells_people_the_same() {
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

        assertThat(run("export", "--topic", topic, "--to", file).out())
                .contains("16 messages of topic " + topic);

        assertThat(run("replay", "--file", file, "--json").out())
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
        assertThat(changed.at("/0/fields/0/field").asString())
                .isEqualTo("listeners/lsr-1/endpointGroups/epg-1/endpoints/ep-7/weight");
        assertThat(changed.at("/0/fields/0/before").asString()).isEqualTo("100");
        assertThat(changed.at("/0/fields/0/after").asString()).isEqualTo("25");
        assertThat(changed.at("/1/fields").valueStream().map(f -> f.path("field").asString()))
                .contains("suspension/reason");
    }

    @Test
    void restores_a_lost_images_topic() {
        SampleLog.add(log, "ga-b", new AcceleratorDeleted());
        var topic = fixture.topic(SampleLog.json(log));

        var dry = restore(topic, "images-lost", "--dry-run");
        var ran = restore(topic, "images-lost");
        var again = restore(topic, "images-lost");

        assertThat(dry.out()).contains("2 missing", "Nothing was published");
        assertThat(ran.code()).isZero();
        assertThat(ran.out()).contains("2 missing", "Published 2 records");
        assertThat(again.out()).contains("2 the same", "Published 0 records");
    }

    @Test
    void repairs_what_is_older_or_another_and_refuses_what_is_newer() {
        var first = evolve(log.subList(0, 5), "ga-a");
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
    void says_what_is_wrong_with_a_command_line_or_a_source() {
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
        return run("replay", "--topic", topic, "--at", at, "--json");
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
