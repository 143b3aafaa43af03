package io.sixlane.provisioning.joining;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.sixlane.configuration.fleet.JoinToken.Pin;
import io.sixlane.configuration.fleet.JoinToken.PinKind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The key with which the control plane signs, and the pin of it for tokens.
 *
 * @param publicKey X.509
 */
@SuppressWarnings("ArrayRecordComponent")
record ServerKey(PrivateKey privateKey, byte[] publicKey, Pin pin) {
    private static final Pattern PRIVATE = block("PRIVATE KEY");
    private static final Pattern PUBLIC = block("PUBLIC KEY");

    /** Empty where the service has no key, so that no relay may join. */
    static Optional<ServerKey> of(JoiningProperties properties) {
        var file = properties.kafka().signingKeyFile();
        if (file.isEmpty()) {
            return Optional.empty();
        }
        try {
            var pem = Files.readString(Path.of(file), US_ASCII);
            var key =
                    KeyFactory.getInstance("Ed25519")
                            .generatePrivate(new PKCS8EncodedKeySpec(bytes(PRIVATE, pem, file)));
            var publicKey = bytes(PUBLIC, pem, file);
            return Optional.of(new ServerKey(key, publicKey, pin(properties, publicKey)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(file + " has no Ed25519 key", e);
        }
    }

    /** Pins the certificate before this API if there is one of our own, else the key. */
    private static Pin pin(JoiningProperties properties, byte[] publicKey)
            throws IOException, GeneralSecurityException {
        if (properties.certificate().isEmpty()) {
            return Pin.of(PinKind.SIGNER, publicKey);
        }
        try (var file = Files.newInputStream(Path.of(properties.certificate()))) {
            var certificate = CertificateFactory.getInstance("X.509").generateCertificate(file);
            return Pin.of(PinKind.TLS, certificate.getPublicKey().getEncoded());
        }
    }

    private static Pattern block(String label) {
        return Pattern.compile("-----BEGIN %s-----([^-]+)-----END %s-----".formatted(label, label));
    }

    private static byte[] bytes(Pattern block, String pem, String file)
            throws GeneralSecurityException {
        var found = block.matcher(pem);
        if (!found.find()) {
            throw new GeneralSecurityException("%s lacks a key".formatted(file));
        }
        return Base64.getMimeDecoder().decode(found.group(1));
    }

    /** A record prints its components, and this one must not. */
    @Override
    public String toString() {
        return "ServerKey[" + pin + "]";
    }
}
