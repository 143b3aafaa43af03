package io.sixlane.topics;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.regex.Pattern;

/** The bytes that the signature of a record covers, and those of keys in files. */
final class SignedBytes {
    static final String ALGORITHM = "Ed25519";

    /** No signature of one purpose is one of another: checkpoints are signed JSON objects. */
    private static final byte[] PURPOSE = "sixlane record 1\0".getBytes(US_ASCII);

    private SignedBytes() {}

    /** Purpose, topic, key and value, each behind its length: nothing can move between them. */
    static byte[] of(String topic, byte[] key, byte[] value) {
        var name = topic.getBytes(UTF_8);
        return ByteBuffer.allocate(PURPOSE.length + 8 + name.length + key.length + value.length)
                .put(PURPOSE)
                .putInt(name.length)
                .put(name)
                .putInt(key.length)
                .put(key)
                .put(value)
                .array();
    }

    /**
     * The bytes of a PEM block (RFC 7468).
     *
     * @throws GeneralSecurityException if the text has none
     */
    static byte[] pem(String text, String label, Path file) throws GeneralSecurityException {
        var found =
                Pattern.compile("-----BEGIN %s-----([^-]+)-----END %s-----".formatted(label, label))
                        .matcher(text);
        if (!found.find()) {
            throw new GeneralSecurityException("%s has no %s".formatted(file, label));
        }
        return Base64.getMimeDecoder().decode(found.group(1));
    }
}
