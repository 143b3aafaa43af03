package io.sixlane.provisioning.checkpoint;

import io.sixlane.configuration.json.ConfigurationJson;
import io.sixlane.configuration.log.SignedCheckpoint;
import io.sixlane.files.WholeFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The last checkpoint that the key signed, in a file beside the key: a person who can only write to
 * the database and to Kafka cannot make the signer forget it.
 */
final class LastSignature {
    private final Path file;

    LastSignature(Path keyFile) {
        this.file = keyFile.resolveSibling(keyFile.getFileName() + ".last");
    }

    /**
     * @return empty before the first signature of this instance
     * @throws IllegalStateException if the file cannot be read
     */
    Optional<SignedCheckpoint> read() {
        try {
            return Optional.of(
                    ConfigurationJson.read(Files.readAllBytes(file), SignedCheckpoint.class));
        } catch (NoSuchFileException _) {
            return Optional.empty();
        } catch (IOException | IllegalArgumentException e) {
            throw new IllegalStateException("cannot read the last signature: " + file, e);
        }
    }

    /** Returns when it is on the disk. */
    void write(SignedCheckpoint checkpoint) {
        try {
            WholeFile.replaceSecret(file, ConfigurationJson.write(checkpoint));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the last signature: " + file, e);
        }
    }
}
