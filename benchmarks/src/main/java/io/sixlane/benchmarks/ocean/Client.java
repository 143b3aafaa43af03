package io.sixlane.benchmarks.ocean;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.sixlane.platform.link.Namespace;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.channels.SocketChannel;
import java.util.concurrent.TimeUnit;

/** Fetches from the client's namespace, each time over a new connection. */
final class Client {
    private static final int BLOCK = 1 << 16;
    private static final int LONGEST_HEAD = 8_192;

    private final Namespace namespace;

    Client(Namespace namespace) {
        this.namespace = namespace;
    }

    /**
     * One answer.
     *
     * @param limitSeconds for all of it
     * @throws IOException when it does not come, or not all of it
     */
    Fetched fetch(InetSocketAddress from, long bytes, int limitSeconds) throws IOException {
        try (var channel = namespace.inside(SocketChannel::open)) {
            var socket = channel.socket();
            var begun = System.nanoTime();
            var limit = begun + TimeUnit.SECONDS.toNanos(limitSeconds);
            socket.connect(from, remaining(limit));
            var connected = System.nanoTime();
            socket.getOutputStream()
                    .write(
                            "GET /%s HTTP/1.1\r\nHost: origin\r\n\r\n"
                                    .formatted(bytes)
                                    .getBytes(US_ASCII));
            return read(socket, bytes, begun, connected, limit);
        }
    }

    private static Fetched read(Socket socket, long bytes, long begun, long connected, long limit)
            throws IOException {
        var in = socket.getInputStream();
        var block = new byte[BLOCK];
        var head = new StringBuilder();
        var first = 0L;
        var left = bytes;
        var bodyAt = -1;
        while (bodyAt < 0 || left > 0) {
            socket.setSoTimeout(remaining(limit));
            var read = in.read(block);
            if (read < 0) {
                throw new EOFException("%s of %s bytes are missing".formatted(left, bytes));
            }
            first = first == 0 ? System.nanoTime() : first;
            if (bodyAt >= 0) {
                left -= read;
                continue;
            }
            var known = head.length();
            head.append(new String(block, 0, Math.min(read, LONGEST_HEAD), US_ASCII));
            bodyAt = head.indexOf("\r\n\r\n");
            if (bodyAt >= 0) {
                left -= known + read - (bodyAt + 4);
                requireOk(head);
            } else if (head.length() >= LONGEST_HEAD) {
                throw new IOException("this is no answer of the origin");
            }
        }
        return new Fetched(connected - begun, first - begun, System.nanoTime() - begun);
    }

    private static void requireOk(StringBuilder head) throws IOException {
        if (!head.substring(0, Math.min(head.length(), 12)).equals("HTTP/1.1 200")) {
            throw new IOException(head.toString().lines().findFirst().orElse("an empty answer"));
        }
    }

    private static int remaining(long limit) throws IOException {
        var millis = TimeUnit.NANOSECONDS.toMillis(limit - System.nanoTime());
        if (millis <= 0) {
            throw new IOException("the time is up");
        }
        return (int) millis;
    }

    /** Nanoseconds since the call of connect. */
    record Fetched(long connect, long firstByte, long total) {}
}
