package io.sixlane.relay.probe;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Finds the end of an HTTP/1 answer to a request with {@code Connection: close}: by its length, or
 * else where the connection ends. Bytes that are not HTTP end there, too.
 */
final class AnswerEnd {
    private static final int MOST_HEAD = 16 << 10;

    private static final Pattern STATUS = Pattern.compile("HTTP/1\\.[01] ([1-9][0-9]{2})[ \\r]");
    private static final Pattern LENGTH =
            Pattern.compile("(?i)\\r\\ncontent-length:[ \\t]*([0-9]{1,9})[ \\t]*\\r");

    /** The last bytes of a chunked body without trailers (RFC 9112, 7.1). */
    private static final String LAST_CHUNK = "\r\n0\r\n\r\n";

    private static final Pattern CHUNKED =
            Pattern.compile("(?i)\\r\\ntransfer-encoding:[^\\r]*chunked[ \\t]*\\r");

    private final StringBuilder head = new StringBuilder();
    private final StringBuilder tail = new StringBuilder();
    private int bytes;
    private @Nullable Integer status;
    private boolean headOver;
    private boolean chunked;

    /** Bytes of the whole answer; -1 where the connection ends it. */
    private long end = -1;

    private boolean closed;

    void read(byte[] buffer, int count) {
        bytes += count;
        var text = new String(buffer, 0, count, ISO_8859_1);
        if (!headOver) {
            head.append(text);
            look();
        }
        tail.append(text);
        if (tail.length() > LAST_CHUNK.length()) {
            tail.delete(0, tail.length() - LAST_CHUNK.length());
        }
    }

    private void look() {
        var blank = head.indexOf("\r\n\r\n");
        if (blank < 0) {
            headOver = head.length() > MOST_HEAD;
            return;
        }
        headOver = true;
        var fields = head.substring(0, blank + 2);
        var found = STATUS.matcher(fields);
        if (!found.lookingAt()) {
            return;
        }
        status = Integer.valueOf(found.group(1));
        chunked = CHUNKED.matcher(fields).find();
        var length = LENGTH.matcher(fields);
        if (status == 204 || status == 304) {
            end = blank + 4L;
        } else if (!chunked && length.find()) {
            end = blank + 4L + Long.parseLong(length.group(1));
        }
    }

    /** The connection ended. */
    void ended() {
        closed = true;
    }

    boolean isOver() {
        return closed || isWhole();
    }

    /** Whether nothing of it is missing, as far as that can be known. */
    boolean isComplete() {
        return isWhole() || (closed && bytes > 0 && end < 0 && !chunked && !isHeadCut());
    }

    private boolean isHeadCut() {
        return !headOver && head.indexOf("HTTP/") == 0;
    }

    private boolean isWhole() {
        return headOver
                && ((end >= 0 && bytes >= end) || (chunked && LAST_CHUNK.contentEquals(tail)));
    }

    int bytes() {
        return bytes;
    }

    @Nullable Integer status() {
        return status;
    }
}
