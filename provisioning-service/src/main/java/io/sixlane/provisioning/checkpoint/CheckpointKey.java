package io.sixlane.provisioning.checkpoint;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.sixlane.configuration.log.CheckpointSeal;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.Set;
import java.util.regex.Pattern;

/** The Ed25519 key pair that signs checkpoints. */
record CheckpointKey(PrivateKey privateKey, PublicKey publicKey) {
    private static final String ALGORITHM = "Ed25519";
    private static final String PRIVATE = "PRIVATE KEY";
    private static final String PUBLIC = "PUBLIC KEY";

    /**
     * Reads it from the file, or makes it and a file that only its owner may read.
     *
     * @throws IllegalStateException if the file is no such key, or cannot be read or written
     */
    static CheckpointKey at(Path file) {
        try {
            if (!Files.exists(file)) {
                make(file);
            }
            var pem = Files.readString(file);
            var factory = KeyFactory.getInstance(ALGORITHM);
            return new CheckpointKey(
                    factory.generatePrivate(new PKCS8EncodedKeySpec(decoded(pem, PRIVATE))),
                    factory.generatePublic(new X509EncodedKeySpec(decoded(pem, PUBLIC))));
        } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
            throw new IllegalStateException(
                    "cannot use %s as the key of checkpoints: %s".formatted(file, e), e);
        }
    }

    /** As in a checkpoint. */
    String id() {
        return CheckpointSeal.keyId(publicKey);
    }

    /** RFC 7468. */
    String publicPem() {
        return encoded(PUBLIC, publicKey.getEncoded());
    }

    /** Leaves alone what another process made first. */
    private static void make(Path file) throws IOException, GeneralSecurityException {
        KeyPair keys = KeyPairGenerator.getInstance(ALGORITHM).generateKeyPair();
        var folder = file.toAbsolutePath().normalize().getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        var pem =
                encoded(PRIVATE, keys.getPrivate().getEncoded())
                        + encoded(PUBLIC, keys.getPublic().getEncoded());
        var whole = file.resolveSibling(file.getFileName() + "." + ProcessHandle.current().pid());
        try (var channel =
                Files.newByteChannel(
                        whole,
                        Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                        PosixFilePermissions.asFileAttribute(
                                PosixFilePermissions.fromString("rw-------")))) {
            channel.write(ByteBuffer.wrap(pem.getBytes(US_ASCII)));
        }
        try {
            Files.createLink(file, whole);
        } catch (FileAlreadyExistsException _) {
            // The other's key is the key.
        } finally {
            Files.delete(whole);
        }
    }

    private static String encoded(String label, byte[] key) {
        return "-----BEGIN %s-----%n%s%n-----END %s-----%n"
                .formatted(label, Base64.getMimeEncoder().encodeToString(key), label);
    }

    private static byte[] decoded(String pem, String label) {
        var found =
                Pattern.compile("-----BEGIN %s-----([^-]+)-----END %s-----".formatted(label, label))
                        .matcher(pem);
        if (!found.find()) {
            throw new IllegalArgumentException("it has no " + label);
        }
        return Base64.getMimeDecoder().decode(found.group(1));
    }
}
