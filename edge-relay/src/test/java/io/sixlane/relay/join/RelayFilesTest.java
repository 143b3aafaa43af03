package io.sixlane.relay.join;

import static org.assertj.core.api.Assertions.assertThat;

import io.sixlane.configuration.fleet.JoinAnswer.Admitted;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The files of a relay that joined, and the look at its host before that. */
class RelayFilesTest {
    @SuppressWarnings("NullAway.Init")
    @TempDir
    private Path folder;

    private static Admitted admitted(String password) {
        return new Admitted(
                "relay-1",
                "rack-9",
                List.of(),
                "192.0.2.1:9094",
                password,
                "certificate",
                "authority",
                Map.of("provisioning.pem", "key", "../../escape.pem", "key"));
    }

    @Test
    void its_owner_alone_reads_them_and_they_come_all_at_once() throws Exception {
        var files = new RelayFiles(folder.resolve("etc/relay"));
        var draft = files.draft();
        draft.create();
        var keys = RelayKeys.in(draft);
        assertThat(files.exist()).isFalse();
        assertThat(RelayKeys.in(draft).signingPublic()).isEqualTo(keys.signingPublic());

        draft.admit(files, admitted("first"), Map.of("SIXLANE_HTTP_PORT", "8111"));

        assertThat(files.read())
                .containsEntry("SIXLANE_RELAY_ID", "relay-1")
                .containsEntry("SIXLANE_HTTP_PORT", "8111")
                .containsEntry(
                        "SIXLANE_SIGNING_KEY", files.signingKey().toAbsolutePath().toString());
        assertThat(RelayKeys.read(files).signingPublic()).isEqualTo(keys.signingPublic());
        assertThat(folder.resolve("etc"))
                .isDirectoryContaining(found -> found.equals(files.folder()));
        try (var all = Files.walk(folder.resolve("etc"))) {
            assertThat(all.filter(found -> !found.equals(folder.resolve("etc"))))
                    .allSatisfy(
                            found ->
                                    assertThat(
                                                    PosixFilePermissions.toString(
                                                            Files.getPosixFilePermissions(found)))
                                            .isEqualTo(
                                                    Files.isDirectory(found)
                                                            ? "rwx------"
                                                            : "rw-------"))
                    .allMatch(found -> found.startsWith(files.folder()));
        }
    }

    @Test
    void other_keys_replace_those_before_at_once_and_leave_nothing_of_them() throws Exception {
        var files = new RelayFiles(folder.resolve("relay"));
        for (var password : List.of("first", "second")) {
            var draft = files.draft();
            draft.create();
            var keys = RelayKeys.in(draft);
            draft.admit(files, admitted(password), Map.of());
            assertThat(RelayKeys.read(files).signingPublic()).isEqualTo(keys.signingPublic());
        }
        assertThat(files.folder().resolve("kafka.properties")).hasContent("second");
        assertThat(folder).isDirectoryNotContaining("glob:**.{new,old}");
        files.delete();
        assertThat(files.folder()).doesNotExist();
    }

    @Test
    void the_host_is_told_what_to_mend() throws Exception {
        var few = limits("1024");
        assertThat(few.isBad()).isTrue();
        assertThat(few.mend()).contains("LimitNOFILE");
        assertThat(limits("20000").level()).isEqualTo(Finding.Level.POOR);
        assertThat(limits("1048576").level()).isEqualTo(Finding.Level.GOOD);
        assertThat(limits("unlimited").level()).isEqualTo(Finding.Level.GOOD);

        var now = Instant.EPOCH;
        var late = HostCheck.clock(now, now.minus(Duration.ofMinutes(2)));
        assertThat(late.isBad()).isTrue();
        assertThat(late.line()).contains("120 s behind the server's", "timedatectl");
        assertThat(HostCheck.clock(now, now.plusSeconds(5)).isBad()).isFalse();
    }

    private Finding limits(String openFiles) throws Exception {
        var self = Files.createDirectories(folder.resolve("proc/self"));
        Files.writeString(
                self.resolve("limits"),
                "Limit                     Soft Limit           Hard Limit           Units\n"
                        + "Max open files            %s                 1048576              files\n"
                                .formatted(openFiles));
        return new HostCheck(folder.resolve("proc")).files();
    }
}
