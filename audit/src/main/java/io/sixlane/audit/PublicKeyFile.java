package io.sixlane.audit;

import io.sixlane.audit.source.SourceException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;

/** Ed25519 public keys in PEM (RFC 7468), one after the other. */
final class PublicKeyFile {
    private static final Pattern PEM =
            Pattern.compile("-----BEGIN PUBLIC KEY-----([^-]+)-----END PUBLIC KEY-----");

    private PublicKeyFile() {}

    /**
     * @return at least one
     * @throws SourceException if there is no such key in the file
     */
    static List<PublicKey> read(Path file) {
        try {
            var keys = new ArrayList<PublicKey>();
            for (var pem : PEM.matcher(Files.readString(file)).results().toList()) {
                keys.add(key(pem.group(1)));
            }
            if (keys.isEmpty()) {
                throw new SourceException(file + " has no PEM of a public key.", null);
            }
            return List.copyOf(keys);
        } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
            throw new SourceException("Cannot read a key from %s: %s.".formatted(file, e), e);
        }
    }

    private static PublicKey key(String base64) throws GeneralSecurityException {
        return KeyFactory.getInstance("Ed25519")
                .generatePublic(new X509EncodedKeySpec(Base64.getMimeDecoder().decode(base64)));
    }
}
