package io.sixlane.standalone;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Makes the archives with which the next start of this build is faster, from what this stack's own
 * processes load.
 *
 * <p>Archives are made in the background, at the lowest priority, once the stack has been up for a
 * while; a stack that ends before makes the missing ones as it ends. A stack that was never ready,
 * or was killed, leaves none. Only one stack of a home records at a time.
 */
final class StartArchives implements AutoCloseable {

    private static final Duration QUIET = Duration.ofSeconds(20);

    /** About three times the need of the largest archive. */
    private static final Duration MOST_CPU_EACH = Duration.ofSeconds(60);

    private static final Duration MOST_TIME_EACH = Duration.ofMinutes(10);
    private static final int AT_ONCE_AT_THE_END = 2;

    private final Narrator narrator;
    private final Duration mostCpuEach;
    private final Set<Process> running = ConcurrentHashMap.newKeySet();
    private final Map<String, String> recorders = new ConcurrentHashMap<>();
    private final ConcurrentLinkedQueue<AppJar> missing = new ConcurrentLinkedQueue<>();
    private @Nullable FileChannel lock;
    private volatile boolean ready;
    private volatile boolean ending;
    private @Nullable Thread background;

    StartArchives(Narrator narrator) {
        this(narrator, MOST_CPU_EACH);
    }

    /**
     * @param mostCpuEach CPU time after which an archive is given up: on a loaded machine the time
     *     on the clock shows little
     */
    StartArchives(Narrator narrator, Duration mostCpuEach) {
        this.narrator = narrator;
        this.mostCpuEach = mostCpuEach;
    }

    /**
     * Records the apps that have no archive, unless another stack does.
     *
     * @param folder shared by the stacks of a build
     */
    void record(Path folder, Collection<AppJar> apps) throws IOException {
        var without = apps.stream().filter(app -> !app.hasArchive()).toList();
        if (without.isEmpty() || !lock(folder.resolve("recording.lock"))) {
            return;
        }
        for (var app : without) {
            Files.deleteIfExists(app.classList());
            missing.add(app);
        }
    }

    private boolean lock(Path file) throws IOException {
        lock = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            return lock.tryLock() != null;
        } catch (OverlappingFileLockException _) {
            return false;
        }
    }

    /** The process of a part; the first part of an app records, when it is to be recorded. */
    ProcessBuilder process(Part part, AppJar app) {
        var records =
                missing.contains(app)
                        && recorders
                                .computeIfAbsent(app.app(), _ -> part.name())
                                .equals(part.name());
        return records ? app.recordingProcess(part.name()) : app.process(part.name());
    }

    /** Removes an archive whose process ended before it was ready: the next start does without. */
    void distrust(AppJar app) {
        try {
            Files.deleteIfExists(app.archive());
        } catch (IOException _) {
            // Read-only: the process starts as it did.
        }
    }

    /** Marks the stack as ready: from now on its loaded classes are worth an archive. */
    void stackIsReady() {
        ready = true;
        if (!missing.isEmpty()) {
            background = Thread.ofVirtual().name("start-archives").start(this::makeQuietly);
        }
    }

    private void makeQuietly() {
        try {
            Thread.sleep(QUIET);
            for (var app = missing.peek(); app != null && !ending; app = missing.peek()) {
                var made = make(app, true);
                if (ending && !made) {
                    return;
                }
                missing.remove(app);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean make(AppJar app, boolean quietly) throws InterruptedException {
        var whole = app.archive().resolveSibling(app.app() + ".classes.whole");
        var part = app.archive().resolveSibling(app.app() + ".jsa.part");
        try {
            Files.deleteIfExists(part);
            copyWholeLines(app.classList(), whole);
            var prefix =
                    quietly && Files.isExecutable(Path.of("/usr/bin/nice"))
                            ? List.of("/usr/bin/nice", "-n", "19")
                            : List.<String>of();
            // In this process group: a second Ctrl-C at the terminal ends it.
            var process =
                    app.archivingProcess(prefix, whole, part)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start();
            running.add(process);
            try {
                if (!succeeds(process)) {
                    return false;
                }
            } finally {
                process.destroyForcibly();
                running.remove(process);
            }
            Files.move(part, app.archive(), StandardCopyOption.ATOMIC_MOVE);
            return true;
        } catch (IOException _) {
            // No archive: the next start is as slow as this one.
            return false;
        } finally {
            deleteQuietly(List.of(part, whole));
        }
    }

    private boolean succeeds(Process process) throws InterruptedException {
        var began = System.nanoTime();
        while (!process.waitFor(200, TimeUnit.MILLISECONDS)) {
            var cpu = process.info().totalCpuDuration().orElse(Duration.ZERO);
            if (cpu.compareTo(mostCpuEach) > 0
                    || System.nanoTime() - began > MOST_TIME_EACH.toNanos()) {
                return false;
            }
        }
        return process.exitValue() == 0;
    }

    /** The last line may be in the middle of being written. */
    private static void copyWholeLines(Path from, Path to) throws IOException {
        var text = Files.readString(from, UTF_8);
        Files.writeString(to, text.substring(0, text.lastIndexOf('\n') + 1), UTF_8);
    }

    private static void deleteQuietly(List<Path> files) {
        for (var file : files) {
            try {
                Files.deleteIfExists(file);
            } catch (IOException _) {
                // The next recording replaces it.
            }
        }
    }

    /**
     * Makes the missing archives if the stack was ready; takes about 45 s on 2 cores, once for a
     * build.
     */
    @Override
    public void close() throws IOException, InterruptedException {
        ending = true;
        running.forEach(Process::destroyForcibly);
        var quiet = background;
        if (quiet != null) {
            quiet.interrupt();
            quiet.join();
        }
        var rest = List.copyOf(missing);
        if (ready && !rest.isEmpty()) {
            narrator.print(
                    "Making the next start faster, once for this build: about a minute; Ctrl-C"
                            + " skips it.");
            makeAll(rest);
        }
        deleteQuietly(rest.stream().map(AppJar::classList).toList());
        var held = lock;
        if (held != null) {
            held.close();
        }
    }

    private void makeAll(List<AppJar> rest) throws InterruptedException {
        try (var threads = Executors.newFixedThreadPool(AT_ONCE_AT_THE_END)) {
            // A failure is most likely a Ctrl-C, which skips the remaining archives too.
            var skipped = new AtomicBoolean();
            var tasks =
                    rest.stream()
                            .<Callable<Void>>map(
                                    app ->
                                            () -> {
                                                if (!skipped.get() && !make(app, false)) {
                                                    skipped.set(true);
                                                }
                                                return null;
                                            })
                            .toList();
            threads.invokeAll(tasks);
        }
    }
}
