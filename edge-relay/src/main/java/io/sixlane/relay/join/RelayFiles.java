package io.sixlane.relay.join;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sixlane.configuration.fleet.JoinAnswer.Admitted;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The files of a relay that joined: a folder that its owner alone enters. They are made in a folder
 * beside it, which is renamed when it is whole.
 *
 * @param state the memory of the relay, which stays when keys change
 * @param owner the user that the relay runs as; empty for the one that makes the files
 */
record RelayFiles(Path folder, Path state, String owner) {
    /** With the memory beside them. */
    RelayFiles(Path folder) {
        this(folder, folder.resolveSibling(folder.getFileName() + ".state"), "");
    }

    /** Where the files are made: an interrupted join goes on there. */
    RelayFiles draft() {
        return new RelayFiles(folder.resolveSibling(folder.getFileName() + ".new"), state, owner);
    }

    Path signingKey() {
        return folder.resolve("signing-key.pem");
    }

    Path laneKey() {
        return folder.resolve("key.pem");
    }

    Path settings() {
        return folder.resolve("relay.env");
    }

    boolean exist() {
        return Files.exists(settings());
    }

    /** Whether the folder is there. */
    boolean isBegun() {
        return Files.exists(folder);
    }

    /** Makes the folder, 0700. */
    void create() {
        try {
            var absolute = folder.toAbsolutePath();
            Files.createDirectories(absolute.getParent());
            if (!Files.exists(absolute)) {
                Files.createDirectory(
                        absolute,
                        PosixFilePermissions.asFileAttribute(
                                PosixFilePermissions.fromString("rwx------")));
            }
        } catch (IOException e) {
            throw unwritable(folder, e);
        }
    }

    /** Writes a file, 0600, whole or not at all. */
    void writeSecret(Path file, String text) {
        try {
            var beside = file.resolveSibling(file.getFileName() + ".tmp");
            Files.deleteIfExists(beside);
            Files.createFile(
                    beside,
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rw-------")));
            Files.writeString(beside, text, UTF_8);
            Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw unwritable(file, e);
        }
    }

    /**
     * Writes everything that the control plane gave, and makes this the folder at once.
     *
     * @param more settings of the relay beside those
     */
    void admit(RelayFiles whole, Admitted admitted, Map<String, String> more) {
        writeSecret(folder.resolve("certificate.pem"), admitted.certificate());
        writeSecret(folder.resolve("authority.pem"), admitted.authority());
        writeSecret(folder.resolve("kafka.properties"), admitted.kafkaProperties());
        var signers = new RelayFiles(folder.resolve("signers"));
        signers.create();
        admitted.signers()
                .forEach(
                        (name, pem) ->
                                writeSecret(
                                        signers.folder()
                                                .resolve(Path.of(name).getFileName().toString()),
                                        pem));
        var settings = new TreeMap<>(more);
        settings.putAll(whole.variables(admitted));
        var lines = new StringBuilder();
        settings.forEach(
                (name, value) -> lines.append(name).append('=').append(value).append('\n'));
        writeSecret(settings(), lines.toString());
        giveToOwner();
        replace(whole);
    }

    private void giveToOwner() {
        if (owner.isEmpty()) {
            return;
        }
        try (var all = Files.walk(folder)) {
            var user =
                    folder.getFileSystem()
                            .getUserPrincipalLookupService()
                            .lookupPrincipalByName(owner);
            for (var file : all.toList()) {
                Files.setOwner(file, user);
            }
        } catch (IOException e) {
            throw new JoinException(
                    "%s cannot be given to the user %s: %s".formatted(folder, owner, e), e);
        }
    }

    private Map<String, String> variables(Admitted admitted) {
        var place = folder.toAbsolutePath();
        return Map.of(
                "SIXLANE_RELAY_ID", admitted.relayId(),
                "SIXLANE_RELAY_REGION", admitted.region(),
                "SIXLANE_KAFKA_BOOTSTRAP_SERVERS", admitted.bootstrapServers(),
                "SIXLANE_KAFKA_SETTINGS", place.resolve("kafka.properties").toString(),
                "SIXLANE_SIGNING_KEY", place.resolve("signing-key.pem").toString(),
                "SIXLANE_SIGNERS_FOLDER", place.resolve("signers").toString(),
                "SIXLANE_LANE_CERTIFICATE", place.resolve("certificate.pem").toString(),
                "SIXLANE_LANE_KEY", place.resolve("key.pem").toString(),
                "SIXLANE_LANE_AUTHORITY", place.resolve("authority.pem").toString(),
                "SIXLANE_RELAY_STATE_FOLDER", state.toAbsolutePath().toString());
    }

    private void replace(RelayFiles whole) {
        var old = whole.folder().resolveSibling(whole.folder().getFileName() + ".old");
        try {
            new RelayFiles(old).delete();
            if (Files.exists(whole.folder())) {
                Files.move(whole.folder(), old, StandardCopyOption.ATOMIC_MOVE);
            }
            Files.move(folder, whole.folder(), StandardCopyOption.ATOMIC_MOVE);
            new RelayFiles(old).delete();
        } catch (IOException e) {
            throw unwritable(whole.folder(), e);
        }
    }

    /** The settings of the relay, by the names of variables. */
    Map<String, String> read() {
        try {
            var settings = new TreeMap<String, String>();
            for (var line : Files.readAllLines(settings(), UTF_8)) {
                var equals = line.indexOf('=');
                if (equals > 0) {
                    settings.put(line.substring(0, equals), line.substring(equals + 1));
                }
            }
            return settings;
        } catch (IOException e) {
            throw new JoinException(
                    "%s is no folder of a relay that joined: %s".formatted(folder, e), e);
        }
    }

    void delete() {
        if (!Files.exists(folder)) {
            return;
        }
        try {
            Files.walkFileTree(
                    folder,
                    new SimpleFileVisitor<>() {
                        @Override
                        public FileVisitResult visitFile(Path file, BasicFileAttributes of)
                                throws IOException {
                            Files.delete(file);
                            return FileVisitResult.CONTINUE;
                        }

                        @Override
                        public FileVisitResult postVisitDirectory(
                                Path done, @Nullable IOException failure) throws IOException {
                            Files.delete(done);
                            return FileVisitResult.CONTINUE;
                        }
                    });
        } catch (IOException e) {
            throw unwritable(folder, e);
        }
    }

    private static JoinException unwritable(Path file, IOException cause) {
        return new JoinException("%s cannot be written: %s".formatted(file, cause), cause);
    }
}
