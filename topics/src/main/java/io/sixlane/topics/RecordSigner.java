package io.sixlane.topics;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * Signs records, so that those who can write to the broker cannot write in its name. Thread-safe.
 */
public final class RecordSigner {
    /** The header that holds the signature, 64 bytes (RFC 8032). */
    public static final String HEADER = "sixlane-signature";

    /** Signs nothing. */
    static final RecordSigner NONE = new RecordSigner(null);

    private final @Nullable PrivateKey key;

    private RecordSigner(@Nullable PrivateKey key) {
        this.key = key;
    }

    /**
     * @param file PEM of an Ed25519 private key (PKCS #8); empty to sign nothing
     * @throws IllegalStateException if the file has none
     */
    static RecordSigner of(String file) {
        if (file.isEmpty()) {
            return NONE;
        }
        var path = Path.of(file);
        try {
            var pem = SignedBytes.pem(Files.readString(path, US_ASCII), "PRIVATE KEY", path);
            return new RecordSigner(
                    KeyFactory.getInstance(SignedBytes.ALGORITHM)
                            .generatePrivate(new PKCS8EncodedKeySpec(pem)));
        } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
            throw new IllegalStateException(
                    "cannot use %s as the key that signs records: %s".formatted(file, e), e);
        }
    }

    /** Adds the signature to the headers of a record. */
    public void sign(String topic, byte[] key, byte[] value, Headers headers) {
        if (this.key == null) {
            return;
        }
        try {
            var signature = SignerKey.signature();
            signature.initSign(this.key);
            signature.update(SignedBytes.of(topic, key, value));
            headers.add(HEADER, signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a record cannot be signed", e);
        }
    }
}
