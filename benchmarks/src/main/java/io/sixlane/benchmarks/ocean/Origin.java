package io.sixlane.benchmarks.ocean;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.sixlane.platform.link.Namespace;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;

/** Answers {@code GET /N} with N bytes; connections are kept. */
final class Origin implements AutoCloseable {
    static final int PORT = 8080;

    private static final int BLOCK = 1 << 16;
    private static final int BACKLOG = 512;

    private final ServerSocketChannel listening;

    private Origin(ServerSocketChannel listening) {
        this.listening = listening;
    }

    /** Listens on both families. */
    static Origin start(Namespace namespace) throws IOException {
        var any = new InetSocketAddress(InetAddress.ofLiteral("::"), PORT);
        var origin =
                new Origin(namespace.inside(() -> ServerSocketChannel.open().bind(any, BACKLOG)));
        Thread.ofVirtual().name("origin").start(origin::accept);
        return origin;
    }

    private void accept() {
        while (listening.isOpen()) {
            try {
                var accepted = listening.accept();
                Thread.ofVirtual().start(() -> serve(accepted));
            } catch (IOException _) {
                // Closed, or a client that is gone again.
            }
        }
    }

    private static void serve(SocketChannel accepted) {
        try (accepted) {
            var in = new BufferedInputStream(Channels.newInputStream(accepted));
            var block = ByteBuffer.allocateDirect(BLOCK);
            for (var bytes = requested(in); bytes >= 0; bytes = requested(in)) {
                answer(accepted, block, bytes);
            }
        } catch (IOException _) {
            // The client or its relay is gone.
        }
    }

    /** Reads one request; -1 at the end of the connection. */
    private static long requested(InputStream in) throws IOException {
        var line = line(in);
        if (line.isEmpty()) {
            return -1;
        }
        for (var header = line(in); !header.isEmpty(); header = line(in)) {
            // No header changes the answer.
        }
        return Long.parseLong(line.substring("GET /".length(), line.indexOf(' ', 4)));
    }

    private static String line(InputStream in) throws IOException {
        var line = new StringBuilder();
        for (var next = in.read(); next >= 0 && next != '\n'; next = in.read()) {
            if (next != '\r') {
                line.append((char) next);
            }
        }
        return line.toString();
    }

    /** Head and body begin in one packet. */
    private static void answer(SocketChannel to, ByteBuffer block, long bytes) throws IOException {
        var head = "HTTP/1.1 200 OK\r\nContent-Length: " + bytes + "\r\n\r\n";
        var left = bytes;
        block.clear().put(head.getBytes(US_ASCII));
        do {
            var part = (int) Math.min(left, block.remaining());
            block.position(block.position() + part).flip();
            left -= part;
            while (block.hasRemaining()) {
                var _ = to.write(block);
            }
            block.clear();
        } while (left > 0);
    }

    @Override
    public void close() throws IOException {
        listening.close();
    }
}
