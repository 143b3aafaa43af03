package io.sixlane.audit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.sixlane.audit.AuditFixture.Ran;
import io.sixlane.audit.source.KafkaSource;
import io.sixlane.audit.source.Progress;
import io.sixlane.audit.source.RawMessage;
import io.sixlane.configuration.json.ConfigurationJson;
import io.sixlane.configuration.log.RecordedEvent;
import io.sixlane.configuration.relay.RelayStatus.Heartbeat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;

/** Tampers with a real topic and a real table, as an attacker who may write to them. */
class AuditIT {
    private static final List<RecordedEvent> TRUE = SampleLog.events();

    private static AuditFixture fixture;
    private static String key;

    private final List<byte[]> events = new ArrayList<>(SampleLog.json(TRUE));

    /** The sample is of one day, whenever the test runs. */
    private static final String AGES = "99999d";

    @BeforeAll
    static void open() {
        fixture = AuditFixture.shared();
        fixture.witnesses(
                SampleLog.checkpoints(TRUE, SampleLog.KEYS), SampleLog.relayStatuses(TRUE));
        key = AuditFixture.publicKey(SampleLog.KEYS.getPublic().getEncoded()).toString();
    }

    @Test
    void a_true_history_holds_against_every_witness() throws Exception {
        var ran = verifyWithTable(fixture.topic(events), fixture.table(events));

        assertThat(ran.out()).contains("\"findings\":[]");
        assertThat(ran.code()).isZero();
        assertThat(ran.json().path("events").asInt()).isEqualTo(16);
        assertThat(ran.json().path("coveredEvents").asInt()).isEqualTo(SampleLog.COVERED);
        assertThat(ran.json().path("relayHeads").asInt()).isEqualTo(2);
        assertThat(ran.json().path("tableRows").asInt()).isEqualTo(16);
    }

    @Test
    void events_published_twice_are_not_a_finding() {
        events.addAll(7, events.subList(3, 7));

        var ran = verify(fixture.topic(events));

        assertThat(ran.code()).isZero();
        assertThat(ran.json().path("duplicates").asInt()).isEqualTo(4);
    }

    @Test
    void a_changed_byte_in_the_topic() {
        events.set(5, SampleLog.oneByteChanged(events.get(5)));

        var ran = verify(fixture.topic(events));

        assertFirst(ran, "CHANGED", TRUE.get(5), 5);
        assertThat(first(ran).path("expected").asString()).isEqualTo(TRUE.get(5).hash());
        assertThat(ran.json().path("findings")).hasSize(1);
    }

    @Test
    void a_message_dropped_from_the_topic() {
        events.remove(6);

        var ran = verify(fixture.topic(events));

        assertFirst(ran, "DROPPED", TRUE.get(6), -1);
        assertThat(first(ran).path("expected").asString()).isEqualTo(TRUE.get(6).hash());
    }

    @Test
    void two_messages_swapped_in_the_topic() {
        Collections.swap(events, 5, 6);

        var ran = verify(fixture.topic(events));

        assertFirst(ran, "REORDERED", TRUE.get(5), 6);
        assertThat(ran.json().path("findings")).hasSize(1);
    }

    @Test
    void one_event_hashed_again_shows_in_the_event_after_it() {
        var forged = new ArrayList<>(TRUE);
        forged.set(9, SampleLog.forged(TRUE, "ga-a", 5).get(9));

        var ran = verify(fixture.topic(SampleLog.json(forged)));

        assertFirst(ran, "REPLACED", TRUE.get(9), 9);
        assertThat(first(ran).path("expected").asString()).isEqualTo(TRUE.get(9).hash());
        assertThat(first(ran).path("found").asString()).isEqualTo(forged.get(9).hash());
    }

    @Test
    void a_forged_tail_shows_in_a_checkpoint() {
        var forged = SampleLog.forged(TRUE, "ga-a", 5);

        var ran = verify(fixture.topic(SampleLog.json(forged)));

        assertFirst(ran, "REPLACED", TRUE.get(11), 11);
        assertThat(first(ran).path("sentence").asString())
                .contains("checkpoint 2", "revisions 5 to 6");
    }

    @Test
    void relay_statuses_expose_a_forged_tail_after_the_last_checkpoint() {
        var forged = SampleLog.forged(TRUE, "ga-a", 8);

        var ran = verify(fixture.topic(SampleLog.json(forged)));

        assertFirst(ran, "REPLACED", TRUE.get(14), 14);
        assertThat(first(ran).path("sentence").asString()).contains("relay-hk");
    }

    @Test
    void a_topic_without_its_end() {
        var ran = verify(fixture.topic(events.subList(0, 14)));

        assertFirst(ran, "DROPPED", TRUE.get(14), -1);
        assertThat(first(ran).path("expected").asString()).isEqualTo(TRUE.get(14).hash());
    }

    @Test
    void a_topic_without_its_beginning() {
        var topic = fixture.topic(events);
        fixture.deleteBefore(topic, 4);

        var ran = verify(topic);

        assertThat(ran.code()).isEqualTo(Audit.FOUND);
        assertThat(first(ran).path("sentence").asString()).contains("first 4 messages are gone");
        assertThat(findings(ran))
                .anySatisfy(
                        finding -> {
                            assertThat(finding.path("streamId").asString()).isEqualTo("ga-b");
                            assertThat(finding.path("revision").asInt()).isEqualTo(1);
                            assertThat(finding.path("expected").asString())
                                    .isEqualTo(TRUE.get(2).hash());
                        });
    }

    @Test
    void a_history_that_was_signed_again_with_another_key() {
        var forged = SampleLog.forged(TRUE, "ga-b", 1);
        var checkpoints = SampleLog.checkpoints(forged, SampleLog.newKeys());
        fixture.publish(
                "other-checkpoints",
                List.of("1", "2"),
                checkpoints.stream().map(ConfigurationJson::write).toList());
        var folder = AuditFixture.folder("forged");
        var topic = fixture.topic(SampleLog.json(forged));
        var exported = folder.resolve("checkpoints.jsonl").toString();
        assertThat(run("export", "--topic", "other-checkpoints", "--to", exported).code()).isZero();

        var ran =
                run(
                        "verify",
                        "--topic",
                        topic,
                        "--checkpoints-file",
                        exported,
                        "--public-key",
                        key);

        assertThat(ran.code()).isEqualTo(Audit.FOUND);
        assertThat(ran.out()).contains("checkpoint 1 was not signed with this key");
    }

    @Test
    void a_history_that_was_signed_with_one_key_after_the_other() throws IOException {
        var next = SampleLog.newKeys();
        fixture.publish(
                "rotated-checkpoints",
                List.of("1", "2"),
                SampleLog.checkpoints(TRUE, SampleLog.KEYS, next).stream()
                        .map(ConfigurationJson::write)
                        .toList());
        var folder = AuditFixture.folder("rotated");
        var topic = fixture.topic(events);
        var exported = folder.resolve("checkpoints.jsonl").toString();
        assertThat(run("export", "--topic", "rotated-checkpoints", "--to", exported).code())
                .isZero();
        var nextKey = AuditFixture.publicKey(next.getPublic().getEncoded()).toString();
        var both =
                Files.writeString(
                        folder.resolve("both.pem"),
                        Files.readString(Path.of(key)) + Files.readString(Path.of(nextKey)));
        var verify =
                List.of(
                        "verify",
                        "--topic",
                        topic,
                        "--checkpoints-file",
                        exported,
                        "--max-age",
                        AGES,
                        "--public-key");

        var twice = run(verify, key, "--public-key", nextKey);
        var inOneFile = run(verify, both.toString());
        var oldAlone = run(verify, key);

        assertThat(twice.code()).as(twice.out()).isZero();
        assertThat(inOneFile.code()).as(inOneFile.out()).isZero();
        assertThat(oldAlone.code()).isEqualTo(Audit.FOUND);
        assertThat(oldAlone.out()).contains("checkpoint 2 was not signed with this key");
        var otherAlone = run(verify, nextKey);
        assertThat(otherAlone.out()).contains("checkpoint 1 was not signed with this key");
    }

    private static Ran run(List<String> arguments, String... more) {
        return run(Stream.concat(arguments.stream(), Stream.of(more)).toArray(String[]::new));
    }

    @Test
    void a_changed_byte_in_a_row() throws Exception {
        var table = fixture.table(events);
        fixture.tamper(
                table,
                """
                update event set record = jsonb_set(record, '{actor,account}', '"acne"')
                 where stream_id = 'ga-a' and revision = 3
                """);

        var ran = verifyWithTable(fixture.topic(events), table);

        assertFirst(ran, "CHANGED", TRUE.get(5), 6);
        assertThat(first(ran).path("source").asString()).isEqualTo("table event");
        assertThat(first(ran).path("expected").asString()).isEqualTo(TRUE.get(5).hash());
    }

    @Test
    void a_row_removed() throws Exception {
        var table = fixture.table(events);
        fixture.tamper(table, "delete from event where stream_id = 'ga-a' and revision = 4");

        var ran = verifyWithTable(fixture.topic(events), table);

        assertFirst(ran, "DROPPED", TRUE.get(6), -1);
    }

    @Test
    void the_last_row_removed_and_the_head_set_back() throws Exception {
        var table = fixture.table(events);
        fixture.tamper(
                table,
                """
                delete from event where stream_id = 'ga-a' and revision = 8;
                update stream set revision = 7 where stream_id = 'ga-a'
                """);
        fixture.tamper(
                table,
                "update stream set head = '%s' where stream_id = 'ga-a'"
                        .formatted(TRUE.get(12).hash()));

        var ran = verifyWithTable(fixture.topic(events), table);

        assertFirst(ran, "DROPPED", TRUE.get(14), -1);
        assertThat(first(ran).path("source").asString()).isEqualTo("table event");
    }

    @Test
    void two_rows_swapped() throws Exception {
        var table = fixture.table(events);
        fixture.tamper(
                table,
                """
                update event as one set record = other.record
                  from event as other
                 where one.stream_id = 'ga-a' and other.stream_id = 'ga-a'
                   and (one.revision, other.revision) in ((3, 4), (4, 3))
                """);

        var ran = verifyWithTable(fixture.topic(events), table);

        assertFirst(ran, "REORDERED", TRUE.get(6), 6);
        assertThat(first(ran).path("sentence").asString()).contains("in the place of revision 3");
    }

    @Test
    void a_tail_forged_in_the_table() throws Exception {
        var table = fixture.table(SampleLog.json(SampleLog.forged(TRUE, "ga-a", 7)));

        var ran = verifyWithTable(fixture.topic(events), table);

        assertFirst(ran, "REPLACED", TRUE.get(12), 13);
        assertThat(first(ran).path("expected").asString()).isEqualTo(TRUE.get(12).hash());
    }

    @Test
    void an_unpublished_row_is_not_a_finding() throws Exception {
        var table = fixture.table(events);
        var all = new ArrayList<>(TRUE);
        SampleLog.add(all, "ga-b", SampleLog.weight(1), Instant.now());
        insert(table, all.getLast());

        assertThat(verifyWithTable(fixture.topic(events), table).code()).isZero();
    }

    @Test
    void a_row_that_waits_for_longer_than_a_minute_is_a_finding() throws Exception {
        for (var occurredAt :
                List.of(Instant.now().minusSeconds(90), Instant.now().plusSeconds(9_000))) {
            var table = fixture.table(events);
            var all = new ArrayList<>(TRUE);
            SampleLog.add(all, "ga-b", SampleLog.weight(1), occurredAt);
            insert(table, all.getLast());

            var ran = verifyWithTable(fixture.topic(events), table);

            assertFirst(ran, "DROPPED", all.getLast(), 17);
        }
    }

    /** Such a row is neither published nor signed, for ever. */
    @Test
    void a_row_of_a_transaction_that_has_not_begun_is_a_finding() throws Exception {
        var table = fixture.table(events);
        var all = new ArrayList<>(TRUE);
        SampleLog.add(all, "ga-b", SampleLog.weight(1), Instant.now());
        insert(table, all.getLast());
        fixture.tamper(
                table,
                "update event set xid = '4611686018427387904' where stream_id = 'ga-b' and revision = %s"
                        .formatted(all.getLast().revision()));

        var ran = verifyWithTable(fixture.topic(events), table);

        assertFirst(ran, "DROPPED", all.getLast(), 17);
    }

    private static void insert(String table, RecordedEvent event) throws Exception {
        fixture.tamper(
                table,
                "insert into event (stream_id, revision, record) values ('ga-b', %s, '%s')"
                        .formatted(
                                event.revision(),
                                new String(SampleLog.json(List.of(event)).getFirst(), UTF_8)));
    }

    @Test
    void relay_statuses_prove_the_log_offline_too() {
        var forged = SampleLog.json(SampleLog.forged(TRUE, "ga-a", 8));
        var folder = AuditFixture.folder("offline");
        var exported = folder.resolve("events.jsonl").toString();
        var relays = folder.resolve("relays.jsonl").toString();
        assertThat(
                        run(
                                        "export",
                                        "--topic",
                                        fixture.topic(forged),
                                        "--to",
                                        exported,
                                        "--relays-to",
                                        relays)
                                .out())
                .contains("2 messages of topic sixlane.relay.status.v1 are in " + relays);

        var ran = fixture.run("verify", "--file", exported, "--relays-file", relays, "--json");

        assertFirst(ran, "REPLACED", TRUE.get(14), 15);
        assertThat(first(ran).path("sentence").asString()).contains("relay-hk");
        assertThat(ran.json().path("relayHeads").asInt()).isEqualTo(2);
    }

    @Test
    void exports_the_applied_revisions_of_relay_statuses() {
        var start = SampleLog.START;
        var beat =
                new Heartbeat(
                        "relay-hk",
                        "hk",
                        start,
                        start,
                        "native",
                        1,
                        1,
                        0,
                        "kafka",
                        List.of(),
                        List.of(),
                        null);
        var applied = SampleLog.relayStatuses(TRUE).getFirst();

        assertThat(ExportCommand.isAppliedRevision(message(ConfigurationJson.write(applied))))
                .isTrue();
        assertThat(ExportCommand.isAppliedRevision(message(ConfigurationJson.write(beat))))
                .isFalse();
        assertThat(ExportCommand.isAppliedRevision(message(new byte[0]))).isFalse();
    }

    private static RawMessage message(byte[] json) {
        return new RawMessage(0, 0, null, 0, json);
    }

    @Test
    void a_log_without_witnesses_is_a_warning() {
        var folder = AuditFixture.folder("alone");
        var exported = folder.resolve("events.jsonl").toString();
        run("export", "--topic", fixture.topic(events), "--to", exported);

        var ran = fixture.run("verify", "--file", exported);

        assertThat(ran.code()).isZero();
        assertThat(ran.out()).contains("Warning: 0 heads of relays compared");
    }

    @Test
    void statuses_stored_by_the_service_are_witnesses_too() throws Exception {
        var forged = SampleLog.json(SampleLog.forged(TRUE, "ga-a", 8));
        var table = fixture.table(forged);
        for (var applied : SampleLog.relayStatuses(TRUE)) {
            fixture.note(table, applied);
        }
        var file = AuditFixture.folder("noted").resolve("events.jsonl").toString();
        run("export", "--topic", fixture.topic(forged), "--to", file);

        var ran = fixture.run("verify", "--file", file, "--jdbc", table, "--json");

        assertFirst(ran, "REPLACED", TRUE.get(14), 15);
        assertThat(ran.json().path("relayHeads").asInt()).isEqualTo(2);
    }

    @Test
    @Timeout(60)
    void a_topic_is_read_on_from_where_its_end_was() {
        var topic = fixture.topic(events.subList(0, 14));
        var read = new ArrayList<Long>();
        try (var source = KafkaSource.open(fixture.kafka(), topic)) {
            fixture.publish(topic, List.of("ga-a", "ga-b"), events.subList(14, 16));
            source.read(message -> read.add(message.position()), Progress.NONE);
            assertThat(read).hasSize(14);

            while (read.size() < 16) {
                assertThat(source.readOn(message -> read.add(message.position()))).isTrue();
            }
        }
        assertThat(read).endsWith(14L, 15L).doesNotHaveDuplicates();
    }

    private static Ran verify(String topic) {
        return run("verify", "--topic", topic, "--public-key", key, "--max-age", AGES, "--json");
    }

    private static Ran verifyWithTable(String topic, String url) {
        return run(
                "verify",
                "--topic",
                topic,
                "--public-key",
                key,
                "--max-age",
                AGES,
                "--jdbc",
                url,
                "--json");
    }

    private static Ran run(String... arguments) {
        var all =
                Stream.concat(Stream.of(arguments), Stream.of("--bootstrap", fixture.bootstrap()));
        return fixture.run(all.toArray(String[]::new));
    }

    private static void assertFirst(Ran ran, String kind, RecordedEvent event, long position) {
        assertThat(ran.code()).as(ran.out() + ran.err()).isEqualTo(Audit.FOUND);
        var found = first(ran);
        assertThat(found.path("kind").asString()).as(ran.out()).isEqualTo(kind);
        assertThat(found.path("streamId").asString()).isEqualTo(event.streamId());
        assertThat(found.path("revision").asLong()).as(ran.out()).isEqualTo(event.revision());
        assertThat(found.path("position").asLong()).as(ran.out()).isEqualTo(position);
    }

    private static JsonNode first(Ran ran) {
        return ran.json().at("/findings/0");
    }

    private static List<JsonNode> findings(Ran ran) {
        return ran.json().path("findings").valueStream().toList();
    }
}
