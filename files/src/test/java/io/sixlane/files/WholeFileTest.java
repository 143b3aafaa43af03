package io.sixlane.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WholeFileTest {
    private final Path folder;
    private final Path file;

    WholeFileTest(@TempDir Path temporary) {
        folder = temporary.resolve("new/folder");
        file = folder.resolve("file");
    }

    @AfterEach
    void nothing_unfinished_stays() throws IOException {
        try (var files = Files.list(folder)) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void a_secret_is_read_by_its_owner_alone_and_never_replaced() throws IOException {
        WholeFile.createSecret(file, "first");
        assertThatExceptionOfType(FileAlreadyExistsException.class)
                .isThrownBy(() -> WholeFile.createSecret(file, "second"));
        WholeFile.createUnlessThere(file, "third");
        assertThat(file).hasContent("first");
        assertThat(permissions()).isEqualTo("rw-------");
    }

    @Test
    void a_replaced_file_has_the_permissions_of_its_kind() throws IOException {
        WholeFile.replace(file, "public");
        assertThat(permissions()).isEqualTo("rw-r--r--");
        WholeFile.replaceSecret(file, new byte[] {'s', 'e', 'c'});
        assertThat(file).hasContent("sec");
        assertThat(permissions()).isEqualTo("rw-------");
    }

    @Test
    void all_who_create_a_secret_at_once_have_the_same() throws Exception {
        var texts = new HashSet<String>();
        try (var makers = Executors.newFixedThreadPool(8)) {
            var tasks = new ArrayList<Callable<String>>();
            for (var maker = 0; maker < 32; maker++) {
                var own = "secret " + maker;
                tasks.add(() -> WholeFile.readOrCreateSecret(file, () -> own));
            }
            for (var made : makers.invokeAll(tasks)) {
                texts.add(made.get());
            }
        }
        assertThat(texts).hasSize(1);
        assertThat(file).hasContent(texts.iterator().next() + "\n");
    }

    private String permissions() throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }
}
