package io.sixlane.standalone;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.jar.JarFile;
import java.util.zip.CRC32;

/**
 * One service's jar with its libraries beside it, and the archive of classes with which it starts
 * faster (JEP 310, linked ahead of time as in JEP 483).
 *
 * <p>The JVM itself compares the archive with its own version, its flags, and the size and date of
 * each jar, and starts without it when they differ.
 *
 * @param app module name
 * @param jar absolute; started with {@code -jar} in its folder; names its libraries in its manifest
 * @param archive may be missing
 */
record AppJar(String app, Path jar, Path archive) {

    boolean hasArchive() {
        return Files.exists(archive);
    }

    /** Where a recording process lists the classes that it loads. */
    Path classList() {
        return archive.resolveSibling(app + ".classes");
    }

    /**
     * Runs the app, from its archive when there is one.
     *
     * @param part shown by {@code ps}, so that a person can tell the processes apart
     */
    ProcessBuilder process(String part) {
        return process(
                part,
                hasArchive()
                        ? List.of(
                                "-XX:SharedArchiveFile=" + archive,
                                "-Xlog:cds=off",
                                "-Xlog:aot=off")
                        : List.of());
    }

    /** Like {@link #process}, without archive; the process lists its classes. */
    ProcessBuilder recordingProcess(String part) {
        return process(part, List.of("-XX:DumpLoadedClassList=" + classList()));
    }

    private ProcessBuilder process(String part, List<String> extra) {
        var command = new ArrayList<String>();
        if (Files.isExecutable(Path.of("/usr/bin/setsid"))) {
            // A session of its own: Ctrl-C at the terminal reaches the supervisor alone, which ends
            // all in order.
            command.add("/usr/bin/setsid");
        }
        command.add(java());
        command.addAll(flags());
        command.addAll(extra);
        command.addAll(List.of("-Dsixlane.part=" + part, "-jar", nameOfJar()));
        return inFolderOfJar(command);
    }

    /**
     * Makes an archive; the flags must be those of {@link #process}.
     *
     * @param prefix what the command is started by, for example {@code nice}
     * @param classes what to archive
     * @param output the archive
     */
    ProcessBuilder archivingProcess(List<String> prefix, Path classes, Path output) {
        var command = new ArrayList<>(prefix);
        command.add(java());
        command.addAll(flags());
        command.addAll(
                List.of(
                        "-Xshare:dump",
                        "-XX:+AOTClassLinking",
                        "-XX:SharedClassListFile=" + classes,
                        "-XX:SharedArchiveFile=" + output,
                        "-jar",
                        nameOfJar()));
        return inFolderOfJar(command);
    }

    /**
     * Archived classes give the path of their jar as it was when they were archived, and a JVM that
     * does not find it gives none. A relative path is found wherever the folder is moved to.
     */
    private ProcessBuilder inFolderOfJar(List<String> command) {
        return new ProcessBuilder(command)
                .directory(Objects.requireNonNull(jar.getParent()).toFile());
    }

    private String nameOfJar() {
        return Objects.requireNonNull(jar.getFileName()).toString();
    }

    private List<String> flags() {
        var flags =
                new ArrayList<>(
                        List.of(
                                "-XX:+UseSerialGC",
                                "-XX:+UseCompactObjectHeaders",
                                "-XX:+ExitOnOutOfMemoryError",
                                "-Xmx192m",
                                "-Dfile.encoding=UTF-8",
                                "--enable-native-access=ALL-UNNAMED",
                                "--sun-misc-unsafe-memory-access=allow"));
        if (!app.equals("edge-relay")) {
            flags.add("-XX:TieredStopAtLevel=1");
        }
        return flags;
    }

    /**
     * Differs between jars of different content and between JVMs. Size and date of a jar do not,
     * since builds are reproducible.
     */
    static String fingerprint(Path jar) throws IOException {
        var crc = new CRC32();
        crc.update(jvm().getBytes(UTF_8));
        try (var contents = new JarFile(jar.toFile(), false)) {
            contents.stream()
                    .map(entry -> entry.getName() + " " + entry.getCrc() + "\n")
                    .sorted()
                    .forEach(line -> crc.update(line.getBytes(UTF_8)));
        }
        return Long.toHexString(crc.getValue());
    }

    /** The JVM that archives are made for: no other build of it reads them. */
    static String jvm() {
        return String.join(
                " ",
                System.getProperty("java.vm.vendor"),
                System.getProperty("java.vm.version"),
                System.getProperty("os.name"),
                System.getProperty("os.arch"));
    }

    static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }
}
