package io.sixlane.provisioning.checkpoint;

import io.sixlane.configuration.log.CheckpointSeal;
import io.sixlane.files.WholeFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.regex.Pattern;

/** The Ed25519 key pair that signs checkpoints. */
record CheckpointKey(PrivateKey privateKey, PublicKey publicKey) {
    private static final String ALGORITHM = "Ed25519";
    private static final String PRIVATE = "PRIVATE KEY";
    private static final String PUBLIC = "PUBLIC KEY";

    /**
     * Reads it from the file. Creates it, in a file that only its owner may read, only where
     * nothing was signed yet.
     *
     * @param first whether nothing was signed yet
     * @throws IllegalStateException if the file is missing though something was signed, is no such
     *     key, or cannot be read or written
     */
    static CheckpointKey at(Path file, boolean first) {
        if (!first && !Files.exists(file)) {
            throw new IllegalStateException(
                    "%s, the key that signed the checkpoints, is missing: restore it, or create a new one with 'sixlane audit new-key %s'"
                            .formatted(file, file));
        }
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

    /** The id in checkpoints. */
    String id() {
        return CheckpointSeal.keyId(publicKey);
    }

    /** RFC 7468. */
    String publicPem() {
        return encoded(PUBLIC, publicKey.getEncoded());
    }

    /** When another process is faster, its key is the key. */
    private static void make(Path file) throws IOException, GeneralSecurityException {
        KeyPair keys = KeyPairGenerator.getInstance(ALGORITHM).generateKeyPair();
        WholeFile.createUnlessThere(
                file,
                encoded(PRIVATE, keys.getPrivate().getEncoded())
                        + encoded(PUBLIC, keys.getPublic().getEncoded()));
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
