package io.sixlane.standalone;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Archives of a jar with one class: real JVMs list and dump, in about a second. */
class StartArchivesTest {
    private static final Part PART = new Part("part", "app", 1, Map.of());

    private final ByteArrayOutputStream output = new ByteArrayOutputStream();

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @SuppressWarnings("NullAway.Init")
    private AppJar app;

    @SuppressWarnings("NullAway.Init")
    private StartArchives archives;

    @BeforeEach
    void make_a_jar() throws IOException {
        app = jar("app");
        archives = archives();
    }

    private AppJar jar(String name) throws IOException {
        var app = new AppJar(name, folder.resolve(name + ".jar"), folder.resolve(name + ".jsa"));
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
        return app;
    }

    private StartArchives archives() {
        return new StartArchives(new Narrator(new PrintStream(output, true, UTF_8)));
    }

    @Test
    void a_stack_that_was_ready_and_ended_makes_the_next_start_faster() throws Exception {
        archives.record(folder, List.of(app));
        runRecorded();
        archives.stackIsReady();
        archives.close();

        assertThat(app.archive()).isNotEmptyFile();
        assertThat(output.toString(UTF_8)).contains("Ctrl-C skips it");
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
        assertThat(output.toString(UTF_8)).isEmpty();
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
    void a_class_list_not_written_by_a_jvm_makes_no_archive() throws Exception {
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

    @Test
    void an_archive_that_is_given_up_skips_those_that_are_left() throws Exception {
        var apps = List.of(app, jar("second"), jar("third"), jar("fourth"));
        archives.record(folder, apps);
        for (var each : apps) {
            runRecorded(new Part(each.app(), each.app(), 1, Map.of()), each);
        }
        archives.stackIsReady();

        var ending = Thread.ofVirtual().start(this::close);
        // A JVM that writes its archive already finishes it in spite of an interrupt.
        await().pollInterval(Duration.ofMillis(5))
                .until(
                        () -> {
                            archiving().forEach(jvm -> signal("KILL", jvm));
                            return !ending.isAlive();
                        });

        assertThat(apps.subList(2, 4)).noneMatch(AppJar::hasArchive);
        assertThat(folder).isDirectoryNotContaining("glob:**.{part,whole,classes}");
    }

    /** A JVM that is stopped for longer than the limit, as on a machine with much else to do. */
    @Test
    void an_archive_may_take_long_but_not_much_cpu_time() throws Exception {
        var limit = Duration.ofSeconds(4);
        archives = new StartArchives(new Narrator(new PrintStream(output, true, UTF_8)), limit);
        archives.record(folder, List.of(app));
        runRecorded();
        archives.stackIsReady();

        var ending = Thread.ofVirtual().start(this::close);
        // At its start: one that was found late may have ended before it is stopped.
        var jvm =
                await().pollDelay(Duration.ZERO)
                        .pollInterval(Duration.ofMillis(2))
                        .until(() -> archiving().findAny(), Optional::isPresent)
                        .orElseThrow();
        signal("STOP", jvm);
        assertThat(ending.join(limit.plusMillis(500))).isFalse();
        signal("CONT", jvm);
        ending.join();

        assertThat(app.archive()).isNotEmptyFile();
    }

    @Test
    void an_archive_that_takes_too_much_cpu_time_is_given_up() throws Exception {
        archives =
                new StartArchives(
                        new Narrator(new PrintStream(output, true, UTF_8)), Duration.ofMillis(1));
        archives.record(folder, List.of(app));
        runRecorded();
        archives.stackIsReady();
        archives.close();

        assertThat(app.archive()).doesNotExist();
        await().untilAsserted(() -> assertThat(archiving()).isEmpty()); // killed, then reaped
    }

    private void close() {
        try {
            archives.close();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The JVMs that make archives in this test's folder. */
    private Stream<ProcessHandle> archiving() {
        return ProcessHandle.current()
                .children()
                .filter(
                        child ->
                                child.info()
                                        .commandLine()
                                        .filter(line -> line.contains("-Xshare:dump"))
                                        .filter(line -> line.contains(folder.toString()))
                                        .isPresent());
    }

    private static void signal(String name, ProcessHandle process) {
        try {
            new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid())).start().waitFor();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean records(String flag) {
        return flag.contains("ClassList");
    }

    private void runRecorded() throws Exception {
        runRecorded(PART, app);
    }

    private void runRecorded(Part part, AppJar app) throws Exception {
        var code =
                archives.process(part, app)
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
