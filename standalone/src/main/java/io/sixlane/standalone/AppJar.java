package io.sixlane.standalone;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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
 * @param jar started with {@code -jar}; names its libraries in its manifest
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
     * The command that runs the app, from its archive when there is one.
     *
     * @param part shown by {@code ps}, so that a person can tell the processes apart
     */
    List<String> command(String part) {
        return command(
                part,
                hasArchive()
                        ? List.of(
                                "-XX:SharedArchiveFile=" + archive,
                                "-Xlog:cds=off",
                                "-Xlog:aot=off")
                        : List.of());
    }

    /** As {@link #command}, without archive; the process lists its classes. */
    List<String> recordingCommand(String part) {
        return command(part, List.of("-XX:DumpLoadedClassList=" + classList()));
    }

    private List<String> command(String part, List<String> extra) {
        var command = new ArrayList<String>();
        if (Files.isExecutable(Path.of("/usr/bin/setsid"))) {
            // A session of its own: Ctrl-C at the terminal reaches the supervisor alone, which ends
            // all in order.
            command.add("/usr/bin/setsid");
        }
        command.add(java());
        command.addAll(flags());
        command.addAll(extra);
        command.addAll(List.of("-Dsixlane.part=" + part, "-jar", jar.toString()));
        return command;
    }

    /**
     * The command that makes an archive; its flags must be those of {@link #command}.
     *
     * @param classes what to archive
     * @param output the archive
     */
    List<String> archivingCommand(Path classes, Path output) {
        var command = new ArrayList<>(List.of(java()));
        command.addAll(flags());
        command.addAll(
                List.of(
                        "-Xshare:dump",
                        "-XX:+AOTClassLinking",
                        "-XX:SharedClassListFile=" + classes,
                        "-XX:SharedArchiveFile=" + output,
                        "-jar",
                        jar.toString()));
        return command;
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
     * Differs between jars of different content and between JVMs. Size and date of a jar say
     * little, since builds are reproducible.
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
