package io.sixlane.provisioning.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointKeyTest {
    private final Path folder;

    CheckpointKeyTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void is_made_once_for_its_owner_alone() throws IOException {
        var file = folder.resolve("new/key.pem");

        var made = CheckpointKey.at(file, true);
        var read = CheckpointKey.at(file, true);

        assertThat(read.id()).isEqualTo(made.id());
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        try (var files = Files.list(folder.resolve("new"))) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void a_lost_key_is_not_replaced() {
        var file = folder.resolve("key.pem");

        assertThatThrownBy(() -> CheckpointKey.at(file, false))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("is missing")
                .hasMessageContaining("sixlane audit new-key");
        assertThat(file).doesNotExist();
    }

    /** As a process with the same id left it, which in a container every one has. */
    @Test
    void a_file_that_a_dead_process_left_behind_does_no_harm() throws IOException {
        var file = folder.resolve("key.pem");
        Files.createFile(folder.resolve("key.pem." + ProcessHandle.current().pid()));
        Files.createFile(folder.resolve("key.pem.tmp"));

        assertThat(CheckpointKey.at(file, true).id()).hasSize(64);
    }

    @Test
    void shows_the_public_half_only() {
        var key = CheckpointKey.at(folder.resolve("key.pem"), true);

        assertThat(key.publicPem())
                .startsWith("-----BEGIN PUBLIC KEY-----")
                .doesNotContain("PRIVATE");
    }

    @Test
    void refuses_an_invalid_key_file() throws IOException {
        var file = Files.writeString(folder.resolve("key.pem"), "hello");

        assertThatThrownBy(() -> CheckpointKey.at(file, true))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("key.pem")
                .hasMessageContaining("PRIVATE KEY");
        assertThat(file).hasContent("hello");
    }
}
