package io.sixlane.standalone;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AppFolderTest {

    private static final Narrator SILENT =
            new Narrator(new PrintStream(OutputStream.nullOutputStream()));

    @Test
    void aChangedJarOfTheSameSizeAndDateIsAnotherJar(@TempDir Path folder) throws IOException {
        var before = jar(folder.resolve("before.jar"), "text 1");
        var same = jar(folder.resolve("same.jar"), "text 1");
        var after = jar(folder.resolve("after.jar"), "text 2");

        assertThat(Files.size(before)).isEqualTo(Files.size(after));
        assertThat(AppJar.fingerprint(before)).isEqualTo(AppJar.fingerprint(same));
        assertThat(AppJar.fingerprint(before)).isNotEqualTo(AppJar.fingerprint(after));
    }

    @Test
    void whatAnOlderBuildLeftGoesUnlessAStackRunsFromIt(@TempDir Path apps) throws IOException {
        var current = new AppFolder("gateway", Files.createDirectory(apps.resolve("gateway-1")));
        var old = Files.createDirectory(apps.resolve("gateway-0"));
        Files.createFile(old.resolve("in-use"));

        AppFolder.removeOthers(apps, List.of(current));

        assertThat(old).doesNotExist();
        assertThat(current.path()).exists();
    }

    @Test
    void aJarThatWasNotBuiltIsNamed(@TempDir Path home) {
        assertThatThrownBy(
                        () -> AppFolder.prepare(home, home.resolve("unpacked"), "gateway", SILENT))
                .isInstanceOf(StackException.class)
                .hasMessageContaining("gateway.jar is missing");
    }

    private static Path jar(Path file, String text) throws IOException {
        try (var zip = new ZipOutputStream(Files.newOutputStream(file))) {
            var entry = new ZipEntry("entry");
            entry.setTime(0);
            zip.putNextEntry(entry);
            zip.write(text.getBytes(UTF_8));
        }
        return file;
    }
}
