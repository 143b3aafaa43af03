package io.sixlane.standalone;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;

/**
 * The folder in {@code .sixlane/apps} of one app: its unpacked jar, its archive, or both.
 *
 * @param path named after jar and JVM, so a new build or JVM gets a new one
 */
record AppFolder(String app, Path path) {

    /**
     * Finds the app where this program was unpacked, else where Maven built it.
     *
     * @param home the unpacked distribution or the root of the sources
     * @param apps parent of the app folders
     * @param narrator learns what takes a second or two
     */
    static AppFolder prepare(Path home, Path apps, String app, Narrator narrator) {
        var jar =
                isDistribution(home)
                        ? shippedJar(home, app)
                        : home.resolve(app).resolve("target").resolve(app + ".jar");
        if (!Files.exists(jar)) {
            throw new StackException("%s is missing: run ./sixlane build.".formatted(jar));
        }
        try {
            var folder = new AppFolder(app, apps.resolve(app + "-" + AppJar.fingerprint(jar)));
            if (isDistribution(home)) {
                Files.createDirectories(folder.path());
            } else if (!Files.exists(folder.jarFile())) {
                narrator.print("  unpacking " + app);
                extract(jar, folder.path());
            }
            return folder;
        } catch (IOException e) {
            throw new StackException(
                    "%s cannot be unpacked: %s.".formatted(jar, e.getMessage()), e);
        }
    }

    static boolean isDistribution(Path home) {
        return Files.isDirectory(home.resolve("apps"));
    }

    /**
     * The app with the archive to use: the shipped one when it was made for this JVM, else the one
     * of this folder.
     */
    AppJar jar(Path home) {
        var own = path.resolve(app + ".jsa");
        if (!isDistribution(home)) {
            return new AppJar(app, jarFile(), own);
        }
        var shipped = shippedJar(home, app).resolveSibling(app + ".jsa");
        return new AppJar(app, shippedJar(home, app), isForThisJvm(home) ? shipped : own);
    }

    private static Path shippedJar(Path home, String app) {
        return home.resolve("apps").resolve(app + ".jar");
    }

    private static boolean isForThisJvm(Path home) {
        try {
            return Files.readString(home.resolve("apps/jvm"), UTF_8).strip().equals(AppJar.jvm());
        } catch (IOException _) {
            return false;
        }
    }

    private Path jarFile() {
        return path.resolve(app + ".jar");
    }

    /** Marks the folder as used until the channel closes or this process dies. */
    FileChannel hold() throws IOException {
        var channel =
                FileChannel.open(
                        path.resolve("in-use"),
                        StandardOpenOption.CREATE,
                        StandardOpenOption.READ,
                        StandardOpenOption.WRITE);
        channel.tryLock(0, Long.MAX_VALUE, true);
        return channel;
    }

    /**
     * Removes files of older builds, except those that a running stack still uses.
     *
     * @param current all that must stay
     */
    static void removeOthers(Path apps, List<AppFolder> current) throws IOException {
        try (var folders = Files.list(apps)) {
            for (var folder : folders.filter(Files::isDirectory).toList()) {
                var inUse = current.stream().anyMatch(app -> app.path().equals(folder));
                if (!inUse && !isHeld(folder)) {
                    delete(folder);
                }
            }
        }
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

    private static void delete(Path folder) throws IOException {
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
        new ExecutableJar(jar).unpack(unfinished);
        delete(folder);
        Files.move(unfinished, folder);
    }
}
