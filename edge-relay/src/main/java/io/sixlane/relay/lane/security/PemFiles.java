package io.sixlane.relay.lane.security;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;

/** The bytes of the three files, read together. */
final class PemFiles {
    private static final long LARGEST = 1 << 20;
    private static final Pattern PRIVATE =
            Pattern.compile("-----BEGIN PRIVATE KEY-----([^-]+)-----END PRIVATE KEY-----");

    private final LaneFiles files;
    private final byte[] certificate;
    private final byte[] key;
    private final byte[] authority;

    private PemFiles(LaneFiles files, byte[] certificate, byte[] key, byte[] authority) {
        this.files = files;
        this.certificate = certificate;
        this.key = key;
        this.authority = authority;
    }

    LaneFiles files() {
        return files;
    }

    static PemFiles read(LaneFiles files) throws CredentialsException {
        return new PemFiles(
                files, bytes(files.certificate()), bytes(files.key()), bytes(files.authority()));
    }

    private static byte[] bytes(Path file) throws CredentialsException {
        try {
            if (Files.size(file) > LARGEST) {
                throw new CredentialsException(file + " is larger than 1 MiB");
            }
            return Files.readAllBytes(file);
        } catch (NoSuchFileException e) {
            throw new CredentialsException(file + " does not exist", e);
        } catch (IOException e) {
            throw new CredentialsException("%s cannot be read: %s".formatted(file, e), e);
        }
    }

    boolean hasSameBytes(PemFiles other) {
        return Arrays.equals(certificate, other.certificate)
                && Arrays.equals(key, other.key)
                && Arrays.equals(authority, other.authority);
    }

    /** This relay's certificate first. */
    List<X509Certificate> chain() throws CredentialsException {
        return certificates(files.certificate(), certificate);
    }

    List<X509Certificate> authorities() throws CredentialsException {
        return certificates(files.authority(), authority);
    }

    private static List<X509Certificate> certificates(Path file, byte[] pem)
            throws CredentialsException {
        try {
            var found =
                    CertificateFactory.getInstance("X.509")
                            .generateCertificates(new ByteArrayInputStream(pem))
                            .stream()
                            .map(X509Certificate.class::cast)
                            .toList();
            if (found.isEmpty()) {
                throw new CredentialsException(file + " has no certificate");
            }
            return found;
        } catch (CertificateException e) {
            throw new CredentialsException(
                    "%s has a certificate that cannot be read: %s".formatted(file, e.getMessage()),
                    e);
        }
    }

    /**
     * @param algorithm of the public key in the certificate
     */
    PrivateKey privateKey(String algorithm) throws CredentialsException {
        var found = PRIVATE.matcher(new String(key, US_ASCII));
        if (!found.find()) {
            throw new CredentialsException(
                    files.key()
                            + " has no PRIVATE KEY (PKCS #8, not encrypted; 'openssl pkcs8 -topk8"
                            + " -nocrypt' converts others)");
        }
        try {
            return KeyFactory.getInstance(algorithm)
                    .generatePrivate(
                            new PKCS8EncodedKeySpec(
                                    Base64.getMimeDecoder().decode(found.group(1))));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new CredentialsException(
                    "%s has no %s key, which %s needs: %s"
                            .formatted(files.key(), algorithm, files.certificate(), e.getMessage()),
                    e);
        }
    }
}
