package io.sixlane.fleet;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.sixlane.files.WholeFile;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.regex.Pattern;

/** Reads and writes keys and certificates (RFC 7468). */
final class Pem {
    static final String ALGORITHM = "EC";

    private static final Pattern PRIVATE =
            Pattern.compile("-----BEGIN PRIVATE KEY-----([^-]+)-----END PRIVATE KEY-----");

    private Pem() {}

    static X509Certificate certificate(Path file) {
        try (var bytes = Files.newInputStream(file)) {
            return (X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(bytes);
        } catch (IOException | GeneralSecurityException e) {
            throw unreadable(file, e);
        }
    }

    static PrivateKey key(Path file) {
        try {
            var found = PRIVATE.matcher(Files.readString(file, US_ASCII));
            if (!found.find()) {
                throw new FleetException("%s has no PRIVATE KEY.".formatted(file));
            }
            return KeyFactory.getInstance(ALGORITHM)
                    .generatePrivate(
                            new PKCS8EncodedKeySpec(
                                    Base64.getMimeDecoder().decode(found.group(1))));
        } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
            throw unreadable(file, e);
        }
    }

    static String text(X509Certificate certificate) {
        try {
            return text("CERTIFICATE", certificate.getEncoded());
        } catch (GeneralSecurityException e) {
            throw new FleetException("A certificate cannot be written: %s.".formatted(e), e);
        }
    }

    /** Replaces an existing file. */
    static void write(X509Certificate certificate, Path file) {
        try {
            WholeFile.replace(file, text(certificate));
        } catch (IOException e) {
            throw unwritable(file, e);
        }
    }

    /** Writes a key; never replaces one. */
    static void write(PrivateKey key, Path file) {
        try {
            WholeFile.createSecret(file, text("PRIVATE KEY", key.getEncoded()));
        } catch (FileAlreadyExistsException e) {
            throw new FleetException("%s exists, and a key is never replaced.".formatted(file), e);
        } catch (IOException e) {
            throw unwritable(file, e);
        }
    }

    static String text(String label, byte[] content) {
        return "-----BEGIN %s-----\n%s\n-----END %s-----\n"
                .formatted(
                        label,
                        Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content),
                        label);
    }

    private static FleetException unreadable(Path file, Exception cause) {
        return new FleetException("%s cannot be read: %s.".formatted(file, cause), cause);
    }

    private static FleetException unwritable(Path file, Exception cause) {
        return new FleetException("%s cannot be written: %s.".formatted(file, cause), cause);
    }
}
