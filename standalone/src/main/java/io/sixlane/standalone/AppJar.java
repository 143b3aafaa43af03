package io.sixlane.standalone;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarFile;
import java.util.zip.CRC32;

/**
 * One shipped jar, unpacked for a fast start, with the AOT cache made for it and for this JDK (JEP
 * 514).
 *
 * @param app module name
 * @param folder named after jar and JDK, so a new build or JDK gets a new one
 */
record AppJar(String app, Path folder) {

    private static final long EXTRACT_LIMIT_SECONDS = 60;

    /**
     * Unpacks {@code <home>/<app>/target/<app>.jar} when that was not done yet.
     *
     * @param apps where unpacked jars live
     */
    static AppJar unpacked(Path home, Path apps, String app) {
        var jar = home.resolve(app).resolve("target").resolve(app + ".jar");
        if (!Files.exists(jar)) {
            throw new StackException("%s is missing: build with ./mvnw package.".formatted(jar));
        }
        try {
            var unpacked = new AppJar(app, apps.resolve(app + "-" + fingerprint(jar)));
            if (!Files.exists(unpacked.jar())) {
                extract(jar, unpacked.folder());
            }
            return unpacked;
        } catch (IOException e) {
            throw new StackException(
                    "%s cannot be unpacked: %s.".formatted(jar, e.getMessage()), e);
        }
    }

    Path jar() {
        return folder.resolve(app + ".jar");
    }

    Path cache() {
        return folder.resolve(app + ".aot");
    }

    private Path unfinishedCache() {
        return folder.resolve(app + ".aot.part");
    }

    /**
     * Takes what the training wrote.
     *
     * @return whether it wrote something
     */
    boolean keepCache() throws IOException {
        if (!Files.exists(unfinishedCache())) {
            return false;
        }
        Files.move(unfinishedCache(), cache(), StandardCopyOption.REPLACE_EXISTING);
        return true;
    }

    boolean hasCache() {
        return Files.exists(cache());
    }

    /**
     * The command that runs it.
     *
     * @param part shown by {@code ps}, so that a person can tell the processes apart
     */
    List<String> command(String part) {
        var extra =
                hasCache()
                        ? List.of("-XX:AOTCache=" + cache(), "-Xlog:aot=off")
                        : List.<String>of();
        return command(part, extra);
    }

    /** Runs it and, when it ends, writes the cache of what it loaded. */
    List<String> trainingCommand() {
        return command("training", List.of("-XX:AOTCacheOutput=" + unfinishedCache()));
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
        command.addAll(List.of("-Dsixlane.part=" + part, "-jar", jar().toString()));
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
                                "-Dfile.encoding=UTF-8"));
        if (app.equals("edge-relay")) {
            flags.add("--enable-native-access=ALL-UNNAMED");
        } else {
            flags.add("-XX:TieredStopAtLevel=1");
        }
        return flags;
    }

    /**
     * Removes what older builds left, except what a running stack still uses.
     *
     * @param current all that must stay
     */
    static void removeOthers(Path apps, List<AppJar> current) throws IOException {
        try (var folders = Files.list(apps)) {
            for (var folder : folders.filter(Files::isDirectory).toList()) {
                var inUse = current.stream().anyMatch(app -> app.folder().equals(folder));
                if (!inUse && !isHeld(folder)) {
                    delete(folder);
                }
            }
        }
    }

    /** Marks the folder as used until the channel closes or this process dies. */
    FileChannel hold() throws IOException {
        var channel =
                FileChannel.open(
                        folder.resolve("in-use"),
                        StandardOpenOption.CREATE,
                        StandardOpenOption.READ,
                        StandardOpenOption.WRITE);
        channel.tryLock(0, Long.MAX_VALUE, true);
        return channel;
    }

    private static boolean isHeld(Path folder) throws IOException {
        var mark = folder.resolve("in-use");
        if (!Files.exists(mark)) {
            return false;
        }
        try (var channel =
                        FileChannel.open(mark, StandardOpenOption.READ, StandardOpenOption.WRITE);
                var lock = channel.tryLock()) {
            return lock == null;
        }
    }

    static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }

    private static void extract(Path jar, Path folder) throws IOException {
        var unfinished = folder.resolveSibling(folder.getFileName() + ".part");
        delete(unfinished);
        var process =
                new ProcessBuilder(
                                java(),
                                "-Djarmode=tools",
                                "-jar",
                                jar.toString(),
                                "extract",
                                "--destination",
                                unfinished.toString())
                        .redirectErrorStream(true)
                        .start();
        var said = new String(process.getInputStream().readAllBytes(), UTF_8);
        try {
            if (!process.waitFor(EXTRACT_LIMIT_SECONDS, TimeUnit.SECONDS)
                    || process.exitValue() != 0) {
                throw new IOException(said.strip());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
        delete(folder);
        Files.move(unfinished, folder);
    }

    /** Of what is in the jar: its size and date say little, since builds are reproducible. */
    static String fingerprint(Path jar) throws IOException {
        var crc = new CRC32();
        crc.update(System.getProperty("java.vm.version").getBytes(UTF_8));
        try (var contents = new JarFile(jar.toFile(), false)) {
            contents.stream()
                    .map(entry -> entry.getName() + " " + entry.getCrc() + "\n")
                    .sorted()
                    .forEach(line -> crc.update(line.getBytes(UTF_8)));
        }
        return Long.toHexString(crc.getValue());
    }

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }
}
