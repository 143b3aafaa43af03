package io.sixlane.standalone;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Archives of a jar with one class: real JVMs list and dump, in about a second. */
class StartArchivesTest {
    private static final Part PART = new Part("part", "app", 1, Map.of());

    private final ByteArrayOutputStream said = new ByteArrayOutputStream();

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @SuppressWarnings("NullAway.Init")
    private AppJar app;

    @SuppressWarnings("NullAway.Init")
    private StartArchives archives;

    @BeforeEach
    void make_a_jar() throws IOException {
        app = new AppJar("app", folder.resolve("app.jar"), folder.resolve("app.jsa"));
        var manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, Hello.class.getName());
        try (var jar = new JarOutputStream(Files.newOutputStream(app.jar()), manifest)) {
            var file = Hello.class.getName().replace('.', '/') + ".class";
            jar.putNextEntry(new ZipEntry(file));
            try (var bytes = Objects.requireNonNull(ClassLoader.getSystemResourceAsStream(file))) {
                bytes.transferTo(jar);
            }
        }
        archives = archives();
    }

    private StartArchives archives() {
        return new StartArchives(new Narrator(new PrintStream(said, true, UTF_8)));
    }

    @Test
    void a_stack_that_was_ready_and_ended_makes_the_next_start_faster() throws Exception {
        archives.record(folder, List.of(app));
        runRecorded();
        archives.stackIsReady();
        archives.close();

        assertThat(app.archive()).isNotEmptyFile();
        assertThat(said.toString(UTF_8)).contains("Ctrl-C skips it");
        assertThat(archives().process(PART, app).command())
                .contains("-XX:SharedArchiveFile=" + app.archive());
        assertThat(folder).isDirectoryNotContaining("glob:**.{part,whole,classes}");
    }

    /** As when a distribution is unpacked: another folder, the same size and date of each file. */
    @Test
    void an_archive_serves_where_its_folder_is_moved_to(@TempDir Path elsewhere) throws Exception {
        archives.record(folder, List.of(app));
        runRecorded();
        archives.stackIsReady();
        archives.close();
        var moved = new AppJar("app", elsewhere.resolve("app.jar"), elsewhere.resolve("app.jsa"));
        Files.copy(app.jar(), moved.jar(), StandardCopyOption.COPY_ATTRIBUTES);
        Files.delete(app.jar());
        Files.move(app.archive(), moved.archive());

        var builder = archives().process(PART, moved).redirectErrorStream(true);
        var command = new ArrayList<>(builder.command());
        command.addAll(command.indexOf("-jar"), List.of("-Xshare:on", "-Xlog:class+load"));
        var process = builder.command(command).start();
        var output = new String(process.getInputStream().readAllBytes(), UTF_8);

        assertThat(process.waitFor()).as(output).isZero();
        assertThat(output).contains("I am in file:" + moved.jar());
        assertThat(output.lines())
                .filteredOn(line -> line.contains(Hello.class.getName() + " source:"))
                .singleElement()
                .asString()
                .contains("shared objects file");
    }

    @Test
    void a_stack_that_was_never_ready_leaves_nothing_and_is_silent() throws Exception {
        archives.record(folder, List.of(app));
        runRecorded();
        archives.close();

        assertThat(app.archive()).doesNotExist();
        assertThat(said.toString(UTF_8)).isEmpty();
    }

    @Test
    void a_list_cut_in_the_middle_of_a_line_is_used_up_to_that_line() throws Exception {
        archives.record(folder, List.of(app));
        runRecorded();
        Files.writeString(
                app.classList(),
                Files.readString(app.classList(), UTF_8) + "java/lang/Obj\u0001 id:",
                UTF_8);
        archives.stackIsReady();
        archives.close();

        assertThat(app.archive()).isNotEmptyFile();
    }

    @Test
    void a_list_that_no_jvm_wrote_gives_no_archive() throws Exception {
        archives.record(folder, List.of(app));
        Files.writeString(app.classList(), "@no-such-directive\n", UTF_8);
        archives.stackIsReady();
        archives.close();

        assertThat(app.archive()).doesNotExist();
    }

    @Test
    void one_of_two_stacks_records_and_one_part_of_an_app() throws Exception {
        var beside = archives();
        archives.record(folder, List.of(app));
        beside.record(folder, List.of(app));
        var twin = new Part("twin", "app", 2, Map.of());

        assertThat(archives.process(PART, app).command()).anyMatch(StartArchivesTest::records);
        assertThat(archives.process(twin, app).command()).noneMatch(StartArchivesTest::records);
        assertThat(beside.process(PART, app).command()).noneMatch(StartArchivesTest::records);
        beside.close();
        archives.close();
    }

    @Test
    void an_archive_whose_process_never_got_ready_is_removed() throws Exception {
        Files.writeString(app.archive(), "half", UTF_8);
        archives.distrust(app);
        assertThat(app.archive()).doesNotExist();
    }

    private static boolean records(String flag) {
        return flag.contains("ClassList");
    }

    private void runRecorded() throws Exception {
        var code =
                archives.process(PART, app)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start()
                        .waitFor();
        assertThat(code).isZero();
        assertThat(app.classList()).isNotEmptyFile();
    }

    /** The program in the jar. */
    static final class Hello {
        private Hello() {}

        public static void main(String[] arguments) {
            System.out.println(
                    "I am in " + Hello.class.getProtectionDomain().getCodeSource().getLocation());
        }
    }
}
