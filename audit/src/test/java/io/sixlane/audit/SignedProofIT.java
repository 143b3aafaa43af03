package io.sixlane.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.sixlane.audit.AuditFixture.Ran;
import io.sixlane.configuration.json.ConfigurationJson;
import io.sixlane.configuration.log.RecordedEvent;
import io.sixlane.configuration.log.SignedCheckpoint;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** With a key, verify proves the whole log or finds why it cannot. */
class SignedProofIT {
    private static final List<RecordedEvent> TRUE = SampleLog.events();
    private static final List<RecordedEvent> COVERED = TRUE.subList(0, SampleLog.COVERED);
    private static final List<SignedCheckpoint> CHECKPOINTS =
            SampleLog.checkpoints(TRUE, SampleLog.KEYS);
    private static final String KEY =
            AuditFixture.publicKey(SampleLog.KEYS.getPublic().getEncoded()).toString();

    private final AuditFixture fixture = AuditFixture.shared();
    private final Path folder = AuditFixture.folder("proof");

    @Test
    void a_covered_log_is_proven() throws IOException {
        assertThat(verify(COVERED, CHECKPOINTS, "--public-key", KEY).code()).isZero();
    }

    @Test
    void without_a_checkpoint_nothing_is_proven() throws IOException {
        var ran = verify(COVERED, List.of(), "--public-key", KEY);

        assertThat(ran.code()).isEqualTo(Audit.FOUND);
        assertThat(sentences(ran))
                .anyMatch(found -> found.contains("no checkpoint that is signed"));
        var none = run("verify", "--file", file("events", COVERED), "--public-key", KEY, "--json");
        assertThat(none.code()).isEqualTo(Audit.FOUND);
    }

    @Test
    void checkpoints_of_another_key_prove_nothing() throws IOException {
        var other = SampleLog.checkpoints(TRUE, SampleLog.newKeys());

        var ran = verify(COVERED, other, "--public-key", KEY);

        assertThat(ran.code()).isEqualTo(Audit.FOUND);
        assertThat(sentences(ran))
                .anyMatch(found -> found.contains("no checkpoint that is signed"));
    }

    @Test
    void a_gap_is_found() throws IOException {
        var ran = verify(COVERED, CHECKPOINTS.subList(1, 2), "--public-key", KEY);

        assertThat(ran.code()).isEqualTo(Audit.FOUND);
        assertThat(sentences(ran))
                .anyMatch(found -> found.contains("checkpoints 1 to 1 are missing"));
    }

    @Test
    void an_end_before_the_end_of_the_log_is_found() throws IOException {
        var ran = verify(COVERED, CHECKPOINTS.subList(0, 1), "--public-key", KEY);

        assertThat(ran.code()).isEqualTo(Audit.FOUND);
        assertThat(sentences(ran))
                .anyMatch(found -> found.startsWith("5 events that are older than PT5M"));
    }

    @Test
    void an_event_of_this_minute_may_wait_for_its_checkpoint() throws IOException {
        var log = new ArrayList<>(COVERED);
        SampleLog.add(log, "ga-b", SampleLog.weight(1), Instant.now());

        assertThat(verify(log, CHECKPOINTS, "--public-key", KEY).code()).isZero();
    }

    @Test
    void a_fork_is_found_however_far_back_it_is() throws IOException {
        var forged = SampleLog.checkpoints(SampleLog.forged(TRUE, "ga-a", 2), SampleLog.KEYS);
        var both = Stream.concat(CHECKPOINTS.stream(), Stream.of(forged.getFirst())).toList();

        var ran = verify(COVERED, both, "--public-key", KEY);

        assertThat(ran.code()).isEqualTo(Audit.FOUND);
        assertThat(sentences(ran)).anyMatch(found -> found.contains("the history forks here"));
    }

    @Test
    void a_fork_between_topic_and_table_is_found() throws Exception {
        var table = fixture.table(SampleLog.json(COVERED));
        var other = SampleLog.checkpoints(TRUE, SampleLog.KEYS, SampleLog.newKeys());
        fixture.tamper(
                table,
                "update signed_checkpoint set record = '%s' where number = 2"
                        .formatted(text(other.getLast())));

        var ran = verify(COVERED, CHECKPOINTS, "--jdbc", table);

        assertThat(ran.code()).isEqualTo(Audit.FOUND);
        assertThat(sentences(ran))
                .anyMatch(found -> found.startsWith("checkpoint 2 is another one than in file"));
    }

    @Test
    void a_table_whose_checkpoints_were_deleted_is_found() throws Exception {
        var table = fixture.table(SampleLog.json(COVERED));
        fixture.tamper(table, "delete from signed_checkpoint");

        var ran = verify(COVERED, CHECKPOINTS, "--jdbc", table);

        assertThat(ran.code()).isEqualTo(Audit.FOUND);
        assertThat(sentences(ran))
                .anyMatch(found -> found.startsWith("checkpoints 1 to 2 of file"));
    }

    @Test
    void the_newest_checkpoint_may_not_be_older_than_asked_for() throws IOException {
        var ran = verify(COVERED, CHECKPOINTS, "--public-key", KEY, "--max-age", "1s");

        if (CHECKPOINTS.getLast().at().isBefore(Instant.now())) {
            assertThat(ran.code()).isEqualTo(Audit.FOUND);
            assertThat(sentences(ran)).anyMatch(found -> found.contains("older than PT1S"));
        }
        assertThat(verify(COVERED, CHECKPOINTS, "--public-key", KEY, "--max-age", "99999d").code())
                .isZero();
    }

    @Test
    void a_checkpoint_that_was_written_down_must_be_there() throws IOException {
        var first = CHECKPOINTS.getFirst();
        assertThat(verify(COVERED, CHECKPOINTS, expect(1, first.hash())).code()).isZero();

        var another = verify(COVERED, CHECKPOINTS, expect(2, first.hash()));
        assertThat(another.code()).isEqualTo(Audit.FOUND);
        assertThat(sentences(another)).contains("checkpoint 2 is another one than expected");
        var missing = verify(COVERED, CHECKPOINTS, expect(3, first.hash()));
        assertThat(sentences(missing)).contains("checkpoint 3, which is expected, is missing");
        var noCheckpoints =
                run(
                        "verify",
                        "--file",
                        file("events", COVERED),
                        "--expect-checkpoint",
                        "1:" + first.hash(),
                        "--json");
        assertThat(noCheckpoints.code()).isEqualTo(Audit.FOUND);
        assertThat(run("verify", "--expect-checkpoint", "1:abc").code()).isEqualTo(2);
    }

    /** The pool stands for orders, payments and plans, which relays do not see either. */
    @Test
    void a_stream_that_no_relay_applies_and_that_was_signed_again_is_found() throws IOException {
        var witness = folder.resolve("witness.txt").toString();
        assertThat(witness(COVERED, CHECKPOINTS.subList(0, 1), witness).code())
                .isEqualTo(Audit.FOUND); // 5 old events are not covered yet
        assertThat(Path.of(witness)).doesNotExist();
        assertThat(witness(COVERED.subList(0, 7), CHECKPOINTS.subList(0, 1), witness).code())
                .isZero();
        assertThat(witness(COVERED, CHECKPOINTS, witness).code()).isZero();
        assertThat(witness(COVERED, CHECKPOINTS, witness).code()).isZero();
        assertThat(Files.readAllLines(Path.of(witness)))
                .containsExactlyElementsOf(
                        CHECKPOINTS.stream()
                                .map(checkpoint -> checkpoint.number() + ":" + checkpoint.hash())
                                .toList());

        var forged = SampleLog.forged(COVERED, "pool-hk", 2);
        var signed = SampleLog.checkpoints(forged, SampleLog.KEYS);
        assertThat(verify(forged, signed, "--public-key", KEY).code()).isZero();

        var ran = verify(forged, signed, "--public-key", KEY, "--witness", witness);
        assertThat(ran.code()).isEqualTo(Audit.FOUND);
        assertThat(sentences(ran)).containsExactly("checkpoint 2 is another one than expected");
        assertThat(witness(forged, signed, witness).code()).isEqualTo(Audit.FOUND);
        assertThat(Files.readAllLines(Path.of(witness))).hasSize(2);
        assertThat(verify(COVERED, CHECKPOINTS, "--witness", witness).code()).isZero();
    }

    @Test
    void an_unreadable_witness_is_a_failure() throws IOException {
        var empty = file("empty", List.of());
        var torn =
                Files.writeString(
                                folder.resolve("torn.txt"),
                                "1:" + CHECKPOINTS.getFirst().hash().substring(9))
                        .toString();

        for (var witness : List.of(empty, torn, "/nowhere/witness.txt")) {
            assertThat(verify(COVERED, CHECKPOINTS, "--witness", witness).code())
                    .isEqualTo(Audit.UNREADABLE);
        }
        assertThat(witness(COVERED, CHECKPOINTS, torn).code()).isEqualTo(Audit.UNREADABLE);
        assertThat(witness(COVERED, CHECKPOINTS, "/nowhere/witness.txt").code())
                .isEqualTo(Audit.UNREADABLE);
    }

    private Ran witness(List<RecordedEvent> log, List<SignedCheckpoint> checkpoints, String to)
            throws IOException {
        return run(
                "witness",
                "--file",
                file("events", log),
                "--checkpoints-file",
                file("checkpoints", checkpoints),
                "--public-key",
                KEY,
                "--to",
                to);
    }

    @Test
    void an_empty_log_is_not_a_success() {
        var ran = run("verify", "--file", "/dev/null", "--json");

        assertThat(ran.code()).isEqualTo(Audit.FOUND);
        assertThat(ran.json().at("/findings/0/kind").asString()).isEqualTo("NOTHING");
    }

    private Ran verify(List<RecordedEvent> log, List<SignedCheckpoint> checkpoints, String... more)
            throws IOException {
        var fixed =
                Stream.of(
                        "verify",
                        "--file",
                        file("events", log),
                        "--checkpoints-file",
                        file("checkpoints", checkpoints),
                        "--json");
        return run(Stream.concat(fixed, Stream.of(more)).toArray(String[]::new));
    }

    private static String[] expect(long number, String hash) {
        return new String[] {"--expect-checkpoint", number + ":" + hash};
    }

    private Ran run(String... arguments) {
        return fixture.run(arguments);
    }

    private String file(String name, List<?> messages) throws IOException {
        return Files.write(
                        folder.resolve(name + ".jsonl"),
                        messages.stream().map(SignedProofIT::text).toList())
                .toString();
    }

    private static String text(Object message) {
        return new String(ConfigurationJson.write(message), StandardCharsets.UTF_8);
    }

    private static List<String> sentences(Ran ran) {
        return ran.json()
                .path("findings")
                .valueStream()
                .map(finding -> finding.path("sentence").asString())
                .toList();
    }
}
