package io.sixlane.identity.signer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.function.Supplier;

/** A file with a secret, readable by its owner alone. */
public final class PrivateFile {
    private PrivateFile() {}

    /**
     * Returns the text of the file, and makes it of {@code fresh} when it is missing. When two
     * instances make it at once, the second reads what the first wrote.
     */
    public static String readOrMake(Path file, Supplier<String> fresh) {
        try {
            if (!Files.exists(file)) {
                make(file, fresh.get());
            }
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** It appears whole, or not at all. */
    private static void make(Path file, String text) throws IOException {
        var folder = file.toAbsolutePath().getParent();
        Files.createDirectories(folder);
        var whole =
                Files.createTempFile(
                        folder,
                        file.getFileName().toString(),
                        ".new",
                        PosixFilePermissions.asFileAttribute(
                                PosixFilePermissions.fromString("rw-------")));
        try {
            Files.writeString(whole, text + "\n");
            Files.createLink(file, whole);
        } catch (FileAlreadyExistsException _) {
            // Another instance was first.
        } finally {
            Files.deleteIfExists(whole);
        }
    }
}
