package io.sixlane.relay.join;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.regex.Pattern;

/**
 * The keys of this relay, which never leave it: one signs its records, the other one is for lanes.
 *
 * @param signing Ed25519
 * @param signingPublic X.509
 * @param lanePublic X.509 of an ECDSA P-256 key
 */
@SuppressWarnings("ArrayRecordComponent")
record RelayKeys(PrivateKey signing, byte[] signingPublic, byte[] lanePublic) {
    /** Makes both unless they are in the folder: an interrupted join goes on with the same. */
    static RelayKeys in(RelayFiles files) {
        try {
            if (!Files.exists(files.signingKey())) {
                files.writeSecret(
                        files.signingKey(),
                        pem(KeyPairGenerator.getInstance("Ed25519").generateKeyPair()));
            }
            if (!Files.exists(files.laneKey())) {
                var generator = KeyPairGenerator.getInstance("EC");
                generator.initialize(new ECGenParameterSpec("secp256r1"));
                files.writeSecret(files.laneKey(), pem(generator.generateKeyPair()));
            }
            return read(files);
        } catch (GeneralSecurityException e) {
            throw new JoinException("no keys can be made: " + e.getMessage(), e);
        }
    }

    static RelayKeys read(RelayFiles files) {
        try {
            var key =
                    KeyFactory.getInstance("Ed25519")
                            .generatePrivate(
                                    new PKCS8EncodedKeySpec(
                                            block("PRIVATE KEY", files.signingKey())));
            return new RelayKeys(
                    key,
                    block("PUBLIC KEY", files.signingKey()),
                    block("PUBLIC KEY", files.laneKey()));
        } catch (IOException | GeneralSecurityException e) {
            throw new JoinException(
                    "the keys in %s cannot be read: %s".formatted(files.folder(), e), e);
        }
    }

    /** Base64 of the X.509 form, as messages have it. */
    static String text(byte[] publicKey) {
        return Base64.getEncoder().encodeToString(publicKey);
    }

    private static String pem(KeyPair keys) {
        return block("PRIVATE KEY", keys.getPrivate().getEncoded())
                + block("PUBLIC KEY", keys.getPublic().getEncoded());
    }

    private static String block(String label, byte[] content) {
        var lines = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
        return "-----BEGIN %s-----\n%s\n-----END %s-----\n".formatted(label, lines, label);
    }

    private static byte[] block(String label, Path file)
            throws IOException, GeneralSecurityException {
        var found =
                Pattern.compile("-----BEGIN %s-----([^-]+)-----END %s-----".formatted(label, label))
                        .matcher(Files.readString(file, US_ASCII));
        if (!found.find()) {
            throw new GeneralSecurityException("%s has no %s".formatted(file, label));
        }
        return Base64.getMimeDecoder().decode(found.group(1));
    }

    /** A record prints its components, and this one must not. */
    @Override
    public String toString() {
        return "RelayKeys[" + text(signingPublic) + "]";
    }
}
