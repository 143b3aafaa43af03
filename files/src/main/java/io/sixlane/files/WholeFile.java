package io.sixlane.files;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Writes small files whole or not at all, and makes their folders. Their content is on the disk
 * before they have their names.
 */
public final class WholeFile {
    private static final Set<PosixFilePermission> OWNER_ALONE =
            PosixFilePermissions.fromString("rw-------");
    private static final Set<PosixFilePermission> READABLE =
            PosixFilePermissions.fromString("rw-r--r--");

    private WholeFile() {}

    /**
     * Creates a file that its owner alone reads.
     *
     * @throws FileAlreadyExistsException and leaves an existing file as it is
     */
    public static void createSecret(Path file, String text) throws IOException {
        var whole = beside(file, text.getBytes(UTF_8));
        try {
            Files.createLink(file, whole);
        } finally {
            Files.delete(whole);
        }
    }

    /**
     * Returns the text of a secret without the space around it, and creates it of {@code fresh}
     * when it is missing. When two processes create it at once, both return the one that is kept.
     *
     * @throws UncheckedIOException when it can be neither read nor created
     */
    public static String readOrCreateSecret(Path file, Supplier<String> fresh) {
        try {
            if (!Files.exists(file)) {
                createUnlessThere(file, fresh.get() + "\n");
            }
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As {@link #createSecret}; when another process was faster, its file is the file. */
    public static void createUnlessThere(Path file, String text) throws IOException {
        try {
            createSecret(file, text);
        } catch (FileAlreadyExistsException _) {
            // It is there.
        }
    }

    /** Replaces an existing file; its owner alone reads it. */
    public static void replaceSecret(Path file, byte[] content) throws IOException {
        move(beside(file, content), file);
    }

    /** Replaces an existing file; everyone reads it. */
    public static void replace(Path file, String text) throws IOException {
        var whole = beside(file, text.getBytes(UTF_8));
        Files.setPosixFilePermissions(whole, READABLE);
        move(whole, file);
    }

    private static void move(Path whole, Path file) throws IOException {
        try {
            Files.move(
                    whole,
                    file,
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(whole);
        }
    }

    /** A file under a unique name, which no process that died left behind. */
    private static Path beside(Path file, byte[] content) throws IOException {
        var folder = file.toAbsolutePath().getParent();
        Files.createDirectories(folder);
        var whole =
                Files.createTempFile(
                        folder,
                        file.getFileName().toString(),
                        ".tmp",
                        PosixFilePermissions.asFileAttribute(OWNER_ALONE));
        try (var channel = FileChannel.open(whole, StandardOpenOption.WRITE)) {
            var bytes = ByteBuffer.wrap(content);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        } catch (IOException e) {
            Files.deleteIfExists(whole);
            throw e;
        }
        return whole;
    }
}
