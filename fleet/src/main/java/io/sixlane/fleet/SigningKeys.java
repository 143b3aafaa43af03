package io.sixlane.fleet;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.sixlane.files.WholeFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.util.regex.Pattern;

/**
 * The Ed25519 keys with which services and relays sign what they write to Kafka: the private one
 * among the secrets of its owner, the public ones of all in one folder that everyone reads.
 *
 * @param signers gets {@code NAME.pem}
 */
public record SigningKeys(Secrets secrets, Path signers) {
    private static final String FILE = "signing-key.pem";
    private static final Pattern PUBLIC =
            Pattern.compile("-----BEGIN PUBLIC KEY-----[^-]+-----END PUBLIC KEY-----\n");

    /** Where the key of this service or relay is. */
    public Path keyOf(String name) {
        return secrets.of(name).resolve(FILE);
    }

    /** Makes the key unless it is there, and lists it among those that are believed. */
    public void prepare(String name) {
        var file = keyOf(name);
        try {
            if (!Files.exists(file)) {
                create(file);
            }
            var found = PUBLIC.matcher(Files.readString(file, US_ASCII));
            if (!found.find()) {
                throw new FleetException("%s has no PUBLIC KEY.".formatted(file));
            }
            WholeFile.replace(signers.resolve(name + ".pem"), found.group());
        } catch (IOException | GeneralSecurityException e) {
            throw new FleetException("The key %s cannot be prepared: %s.".formatted(file, e), e);
        }
    }

    private static void create(Path file) throws IOException, GeneralSecurityException {
        var keys = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        WholeFile.createUnlessThere(
                file,
                Pem.text("PRIVATE KEY", keys.getPrivate().getEncoded())
                        + Pem.text("PUBLIC KEY", keys.getPublic().getEncoded()));
    }
}
