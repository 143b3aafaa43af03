package io.sixlane.fleet;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** Writes small files whole or not at all. */
final class WholeFile {
    private static final Set<PosixFilePermission> OWNER_ALONE =
            PosixFilePermissions.fromString("rw-------");
    private static final Set<PosixFilePermission> READABLE =
            PosixFilePermissions.fromString("rw-r--r--");

    private WholeFile() {}

    /**
     * Creates a file that its owner alone reads.
     *
     * @throws java.nio.file.FileAlreadyExistsException and leaves an existing file as it is
     */
    static void createSecret(Path file, String text) throws IOException {
        var whole = beside(file, text);
        try {
            Files.createLink(file, whole);
        } finally {
            Files.delete(whole);
        }
    }

    /** Replaces an existing file; its owner alone reads it. */
    static void replaceSecret(Path file, String text) throws IOException {
        move(beside(file, text), file);
    }

    /** Replaces an existing file; everyone reads it. */
    static void replace(Path file, String text) throws IOException {
        var whole = beside(file, text);
        Files.setPosixFilePermissions(whole, READABLE);
        move(whole, file);
    }

    private static void move(Path whole, Path file) throws IOException {
        Files.move(
                whole, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** A new file under a unique name. */
    private static Path beside(Path file, String text) throws IOException {
        var folder = file.toAbsolutePath().getParent();
        Files.createDirectories(folder);
        var whole =
                Files.createTempFile(
                        folder,
                        file.getFileName().toString(),
                        ".tmp",
                        PosixFilePermissions.asFileAttribute(OWNER_ALONE));
        return Files.writeString(whole, text, US_ASCII);
    }
}
