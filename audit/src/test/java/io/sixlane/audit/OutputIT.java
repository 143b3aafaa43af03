package io.sixlane.audit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.sixlane.configuration.log.Topics;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Outputs that cannot be written, and places that must stay untouched. */
class OutputIT {
    private static final AuditFixture FIXTURE = AuditFixture.shared();
    private static final List<byte[]> EVENTS = SampleLog.json(SampleLog.events());
    private static final String LOG = file();

    static Stream<List<String>> commands() {
        var export = AuditFixture.folder("export").resolve("events.jsonl").toString();
        return Stream.of(
                List.of("--help"),
                List.of("verify", "--help"),
                List.of("verify", "--file", LOG),
                List.of("verify", "--file", LOG, "--json"),
                List.of("replay", "--file", LOG),
                List.of("replay", "--file", LOG, "--json"),
                List.of("diff", "--file", LOG, "--from", "2026-11-23", "--to", "2026-11-24"),
                List.of("export", "--file", LOG, "--to", export),
                List.of(
                        "restore",
                        "--file",
                        LOG,
                        "--dry-run",
                        "--images-topic",
                        "images-full",
                        "--bootstrap",
                        FIXTURE.bootstrap(),
                        "--command-config",
                        FIXTURE.kafka().settingsFile()));
    }

    @ParameterizedTest
    @MethodSource("commands")
    void a_full_disk_is_a_failure(List<String> command) throws IOException {
        var err = new StringWriter();
        try (var full = new PrintWriter(new FileOutputStream("/dev/full"), false, UTF_8)) {
            var code =
                    Audit.commandLine()
                            .setOut(full)
                            .setErr(new PrintWriter(err))
                            .execute(command.toArray(String[]::new));

            assertThat(code).isNotZero();
        }
        assertThat(err.toString()).contains("Cannot write to standard output.");
    }

    @Test
    void an_unwritable_file_is_reported_in_one_sentence() {
        for (var file : List.of("/nope/x", "/proc/x", "/dev/full", "/")) {
            var ran = FIXTURE.run("export", "--file", LOG, "--to", file);

            assertThat(ran.code()).as(file).isEqualTo(Audit.UNREADABLE);
            assertThat(sentence(ran.err())).as(file).hasSize(1);
            assertThat(sentence(ran.err()).getFirst()).startsWith("Cannot ");
        }
        var replayed = FIXTURE.run("replay", "--file", LOG, "--export", "/dev/null/x");
        assertThat(replayed.code()).isEqualTo(Audit.UNREADABLE);
        assertThat(sentence(replayed.err())).hasSize(1);
    }

    @Test
    void restore_writes_to_no_topic_but_one_of_images() throws Exception {
        var events = FIXTURE.topic(EVENTS);
        var kept = "kept-" + events;
        FIXTURE.publish(kept, List.of(), List.of());
        var compacted = "compacted-" + events;
        FIXTURE.create(
                new NewTopic(compacted, 1, (short) 1).configs(Map.of("cleanup.policy", "compact")));
        FIXTURE.publish(compacted, EVENTS.stream().map(_ -> "k").toList(), EVENTS);

        for (var topic :
                List.of(
                        events,
                        kept,
                        compacted,
                        Topics.EVENTS,
                        Topics.CHECKPOINTS,
                        Topics.RELAY_STATUS,
                        Topics.RELAY_REPORTS,
                        Topics.RELAY_FLOWS,
                        Topics.CATALOG)) {
            var before = FIXTURE.end(topic);

            var ran =
                    FIXTURE.run(
                            "restore",
                            "--topic",
                            events,
                            "--force",
                            "--images-topic",
                            topic,
                            "--bootstrap",
                            FIXTURE.bootstrap());

            assertThat(ran.code()).as(topic).isNotZero();
            assertThat(ran.err()).as(topic).contains("nothing is written to it");
            assertThat(FIXTURE.end(topic)).as(topic).isEqualTo(before);
        }
    }

    @Test
    void a_new_key_replaces_none() throws IOException {
        var file = AuditFixture.folder("new-key").resolve("key.pem");

        var created = FIXTURE.run("new-key", file.toString());

        assertThat(created.code()).isZero();
        assertThat(Files.readString(file)).contains("BEGIN PRIVATE KEY", "BEGIN PUBLIC KEY");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        var again = FIXTURE.run("new-key", file.toString());
        assertThat(again.code()).isNotZero();
        assertThat(again.err()).contains("a file is there already");
    }

    /** Without the lines of progress. */
    private static List<String> sentence(String err) {
        return err.lines().filter(line -> !line.contains("%")).toList();
    }

    private static String file() {
        try {
            return Files.write(
                            AuditFixture.folder("log").resolve("events.jsonl"),
                            EVENTS.stream().map(json -> new String(json, UTF_8)).toList())
                    .toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
