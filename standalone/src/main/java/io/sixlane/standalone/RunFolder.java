package io.sixlane.standalone;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The processes that run here: a lock that dies with its supervisor, and a pid record per child
 * that does not.
 *
 * <p>The lock is the kernel's (fcntl), so a kill -9 frees it; the file's text only names the
 * holder.
 */
final class RunFolder implements AutoCloseable {

    private static final String LOCK = "supervisor.lock";
    private static final String PID_SUFFIX = ".pid";
    private static final Duration SURVIVOR_PATIENCE = Duration.ofSeconds(10);

    private final Path folder;
    private final FileChannel lock;

    private RunFolder(Path folder, FileChannel lock) {
        this.folder = folder;
        this.lock = lock;
    }

    /**
     * Takes the folder for this process.
     *
     * @throws StackException when another stack has it
     */
    static RunFolder acquire(Path folder) {
        try {
            Files.createDirectories(folder);
            var channel =
                    FileChannel.open(
                            folder.resolve(LOCK),
                            StandardOpenOption.CREATE,
                            StandardOpenOption.READ,
                            StandardOpenOption.WRITE);
            if (!isLocked(channel)) {
                var holder = Files.readString(folder.resolve(LOCK), UTF_8).strip();
                channel.close();
                throw new StackException(
                        "A stack already runs here (process %s): use it at its gateway, end it with Ctrl-C or 'kill %s', or start another with --data-folder and --port-offset."
                                .formatted(holder, holder));
            }
            channel.truncate(0);
            channel.write(
                    ByteBuffer.wrap(Long.toString(ProcessHandle.current().pid()).getBytes(UTF_8)));
            return new RunFolder(folder, channel);
        } catch (IOException e) {
            throw new StackException("%s cannot be used: %s.".formatted(folder, e.getMessage()), e);
        }
    }

    private static boolean isLocked(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException _) {
            return false;
        }
    }

    void record(String part, ProcessHandle process) {
        try {
            PidRecord.of(process).write(folder.resolve(part + PID_SUFFIX));
        } catch (IOException e) {
            throw new StackException("%s cannot be written.".formatted(folder), e);
        }
    }

    void forget(String part) {
        try {
            Files.deleteIfExists(folder.resolve(part + PID_SUFFIX));
        } catch (IOException _) {
            // A record without its process is recognized at the next start.
        }
    }

    /**
     * Ends the children that outlived a killed supervisor.
     *
     * @return their parts' names
     */
    List<String> endSurvivors() {
        var ended = new ArrayList<String>();
        var exits = new ArrayList<CompletableFuture<ProcessHandle>>();
        for (var part : recorded(folder)) {
            process(folder, part)
                    .ifPresent(
                            process -> {
                                ended.add(part);
                                process.destroy();
                                exits.add(
                                        process.onExit()
                                                .completeOnTimeout(
                                                        process,
                                                        SURVIVOR_PATIENCE.toSeconds(),
                                                        TimeUnit.SECONDS)
                                                .thenApply(RunFolder::insist));
                            });
            forget(part);
        }
        exits.forEach(CompletableFuture::join);
        return ended;
    }

    private static ProcessHandle insist(ProcessHandle process) {
        if (process.isAlive()) {
            process.destroyForcibly();
            process.onExit().completeOnTimeout(process, 5, TimeUnit.SECONDS).join();
        }
        return process;
    }

    static Optional<ProcessHandle> process(Path folder, String part) {
        return PidRecord.read(folder.resolve(part + PID_SUFFIX)).flatMap(PidRecord::process);
    }

    /** Names of the parts with a record, alive or not. */
    static List<String> recorded(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (var files = Files.list(folder)) {
            return files.map(Path::getFileName)
                    .map(Path::toString)
                    .filter(name -> name.endsWith(PID_SUFFIX))
                    .map(name -> name.substring(0, name.length() - PID_SUFFIX.length()))
                    .sorted()
                    .toList();
        } catch (IOException _) {
            return List.of();
        }
    }

    /** The pid of the supervisor that holds the folder, null when none does. */
    static @Nullable Long holder(Path folder) {
        if (!Files.exists(folder.resolve(LOCK))) {
            return null;
        }
        try (var channel =
                FileChannel.open(
                        folder.resolve(LOCK), StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            return isLocked(channel)
                    ? null
                    : Long.valueOf(Files.readString(folder.resolve(LOCK), UTF_8).strip());
        } catch (IOException | NumberFormatException _) {
            return null;
        }
    }

    @Override
    public void close() throws IOException {
        lock.close();
    }
}
