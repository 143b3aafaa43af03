package io.sixlane.relay.configuration;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** SHA-256 in lower-case hex, as files begin with it. */
final class Sha256 {
    static final int HEX_LENGTH = 64;

    private Sha256() {}

    static MessageDigest newDigest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** The digest as text; {@code digest} is reset. */
    static String hex(MessageDigest digest) {
        return HexFormat.of().formatHex(digest.digest());
    }

    static String hex(byte[] bytes, int from, int to) {
        var digest = newDigest();
        digest.update(bytes, from, to - from);
        return hex(digest);
    }

    /** The first line of a file; null without a whole one, or without the file. */
    static @Nullable String firstLine(Path file) throws IOException {
        try (var in = Files.newInputStream(file)) {
            var line = new String(in.readNBytes(HEX_LENGTH + 1), US_ASCII);
            return line.length() == HEX_LENGTH + 1 && line.endsWith("\n")
                    ? line.substring(0, HEX_LENGTH)
                    : null;
        } catch (NoSuchFileException _) {
            return null;
        }
    }
}
