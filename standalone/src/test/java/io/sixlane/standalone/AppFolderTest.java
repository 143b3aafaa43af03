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
import java.util.Map;
import java.util.jar.JarFile;
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

    @Test
    void anAppIsUnpackedOnceWithItsLibrariesBesideItInTheOrderOfTheClassPath(@TempDir Path home)
            throws IOException {
        var built = Files.createDirectories(home.resolve("gateway/target")).resolve("gateway.jar");
        write(
                built,
                Map.of(
                        "META-INF/MANIFEST.MF",
                        """
                        Manifest-Version: 1.0
                        Enable-Native-Access: ALL-UNNAMED
                        Main-Class: Loader
                        Start-Class: io.sixlane.App
                        """,
                        "org/springframework/boot/loader/Loader.class",
                        "loader",
                        "BOOT-INF/classes/io/sixlane/App.class",
                        "app",
                        "BOOT-INF/classes/META-INF/spring.factories",
                        "factories",
                        "BOOT-INF/lib/b.jar",
                        "b",
                        "BOOT-INF/lib/a.jar",
                        "a",
                        "BOOT-INF/classpath.idx",
                        """
                        - "BOOT-INF/lib/b.jar"
                        - "BOOT-INF/lib/a.jar"
                        """));

        var folder = AppFolder.prepare(home, home.resolve("unpacked"), "gateway", SILENT);

        assertThat(folder.path().resolve("lib/a.jar")).hasContent("a");
        assertThat(folder.path().resolve("lib/b.jar")).hasContent("b");
        try (var jar = new JarFile(folder.path().resolve("gateway.jar").toFile())) {
            var attributes = jar.getManifest().getMainAttributes();
            assertThat(attributes.getValue("Main-Class")).isEqualTo("io.sixlane.App");
            assertThat(attributes.getValue("Class-Path")).isEqualTo("lib/b.jar lib/a.jar");
            assertThat(attributes.getValue("Enable-Native-Access")).isEqualTo("ALL-UNNAMED");
            assertThat(jar.stream().map(ZipEntry::getName))
                    .containsExactlyInAnyOrder(
                            "META-INF/MANIFEST.MF",
                            "io/sixlane/App.class",
                            "META-INF/spring.factories");
        }
        Files.writeString(folder.path().resolve("lib/a.jar"), "kept");
        var _ = AppFolder.prepare(home, home.resolve("unpacked"), "gateway", SILENT);
        assertThat(folder.path().resolve("lib/a.jar")).hasContent("kept");
    }

    private static void write(Path file, Map<String, String> entries) throws IOException {
        try (var zip = new ZipOutputStream(Files.newOutputStream(file))) {
            for (var entry : entries.entrySet()) {
                zip.putNextEntry(new ZipEntry(entry.getKey()));
                zip.write(entry.getValue().getBytes(UTF_8));
            }
        }
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
