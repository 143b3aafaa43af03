package io.sixlane.configuration.fleet;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

/**
 * A token that a relay joins with: {@code sxl_join_ID_SECRET_PIN_CHECK}, where the check is the
 * CRC-32 of everything before it. It also pins the server, so that the secret goes to no other one.
 *
 * @param secret 30 random base-62 digits, 178 bits
 */
public record JoinToken(String id, String secret, Pin pin) {
    private static final String DIGITS =
            "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final int SECRET_DIGITS = 30;
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Pattern FORM =
            Pattern.compile(
                    "(sxl_join_([a-z0-9]{1,40})_([0-9A-Za-z]{%s})_([ts][0-9a-f]{64}))_([0-9a-f]{8})"
                            .formatted(SECRET_DIGITS));

    /** The proof of the server. */
    public enum PinKind {
        /** The key of the certificate at the end of TLS. */
        TLS,
        /** The key with which the control plane signs. */
        SIGNER
    }

    /**
     * @param sha256 of the X.509 form of the public key, lower-case hex
     */
    public record Pin(PinKind kind, String sha256) {
        /** The pin of this key. */
        public static Pin of(PinKind kind, byte[] publicKey) {
            return new Pin(kind, hash(publicKey));
        }

        /**
         * Reads {@link #text}.
         *
         * @throws IllegalArgumentException for another text
         */
        public static Pin parse(String text) {
            if (!text.matches("[ts][0-9a-f]{64}")) {
                throw new IllegalArgumentException("no pin: " + text);
            }
            return new Pin(text.charAt(0) == 't' ? PinKind.TLS : PinKind.SIGNER, text.substring(1));
        }

        public boolean fits(byte[] publicKey) {
            return sha256.equals(hash(publicKey));
        }

        /** As in a token. */
        public String text() {
            return (kind == PinKind.TLS ? "t" : "s") + sha256;
        }
    }

    public static JoinToken random(String id, Pin pin) {
        var secret = new StringBuilder();
        for (var i = 0; i < SECRET_DIGITS; i++) {
            secret.append(DIGITS.charAt(RANDOM.nextInt(DIGITS.length())));
        }
        return new JoinToken(id, secret.toString(), pin);
    }

    /** Empty for a text that is none, or one that was mistyped. */
    public static Optional<JoinToken> parse(String text) {
        var found = FORM.matcher(text);
        if (!found.matches() || !check(found.group(1)).equals(found.group(5))) {
            return Optional.empty();
        }
        return Optional.of(
                new JoinToken(found.group(2), found.group(3), Pin.parse(found.group(4))));
    }

    /** The whole token, which is shown once. */
    public String text() {
        var start =
                "sxl_join_%s_%s_%s%s"
                        .formatted(id, secret, pin.kind() == PinKind.TLS ? "t" : "s", pin.sha256());
        return start + "_" + check(start);
    }

    /** The control plane keeps this of the secret. */
    public static String secretHash(String secret) {
        return hash(secret.getBytes(US_ASCII));
    }

    /** A record prints its components, and this one must not. */
    @Override
    public String toString() {
        return "JoinToken[" + id + "]";
    }

    private static String check(String text) {
        var crc = new CRC32();
        crc.update(text.getBytes(US_ASCII));
        return String.format(Locale.ROOT, "%08x", crc.getValue());
    }

    private static String hash(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
