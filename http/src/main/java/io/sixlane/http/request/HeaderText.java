package io.sixlane.http.request;

import io.sixlane.http.problem.MalformedRequestException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.springframework.http.HttpHeaders;

/** Text of people in a header. Netty reads bytes as Latin-1; clients send UTF-8. */
final class HeaderText {
    private HeaderText() {}

    /**
     * Empty without one, or for one of white space.
     *
     * @param most Unicode characters
     * @throws MalformedRequestException unless it is there once, UTF-8, without control characters
     *     and not longer
     */
    public static Optional<String> read(HttpHeaders headers, String name, int most) {
        var lines = headers.getOrEmpty(name);
        if (lines.isEmpty()) {
            return Optional.empty();
        }
        if (lines.size() > 1) {
            throw new MalformedRequestException(name + " must be given once");
        }
        var text = decoded(name, lines.getFirst()).strip();
        if (text.codePointCount(0, text.length()) > most) {
            throw new MalformedRequestException(
                    "%s must be 1 to %s characters".formatted(name, most));
        }
        if (text.codePoints().anyMatch(Character::isISOControl)) {
            throw new MalformedRequestException(name + " must not contain control characters");
        }
        return Optional.of(text).filter(some -> !some.isEmpty());
    }

    private static String decoded(String name, String header) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(header.getBytes(StandardCharsets.ISO_8859_1)))
                    .toString();
        } catch (CharacterCodingException _) {
            throw new MalformedRequestException(name + " must be UTF-8");
        }
    }
}
