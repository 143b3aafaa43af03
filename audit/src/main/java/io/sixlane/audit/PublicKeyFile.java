package io.sixlane.audit;

import io.sixlane.audit.source.SourceException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.regex.Pattern;

/** An Ed25519 public key in PEM (RFC 7468). */
final class PublicKeyFile {
    private static final Pattern PEM =
            Pattern.compile("-----BEGIN PUBLIC KEY-----([^-]+)-----END PUBLIC KEY-----");

    private PublicKeyFile() {}

    /**
     * @throws SourceException if there is no such key in the file
     */
    static PublicKey read(Path file) {
        try {
            var pem = PEM.matcher(Files.readString(file));
            if (!pem.find()) {
                throw new SourceException(file + " has no PEM of a public key.", null);
            }
            return KeyFactory.getInstance("Ed25519")
                    .generatePublic(
                            new X509EncodedKeySpec(Base64.getMimeDecoder().decode(pem.group(1))));
        } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
            throw new SourceException("Cannot read a key from %s: %s.".formatted(file, e), e);
        }
    }
}
