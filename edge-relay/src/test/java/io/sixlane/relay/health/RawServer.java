package io.sixlane.relay.health;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Reads a request and answers with bytes as they are, then closes. */
public final class RawServer implements AutoCloseable {
    private static final int END_OF_REQUEST = 0x0d0a0d0a;

    private final ServerSocket socket;
    private volatile byte[] answer;

    public RawServer(String answer) throws IOException {
        this("127.0.0.1", 0, answer);
    }

    public RawServer(String address, int port, String answer) throws IOException {
        this.socket = new ServerSocket();
        this.socket.setReuseAddress(true);
        this.socket.bind(new InetSocketAddress(InetAddress.ofLiteral(address), port));
        this.answer = bytes(answer);
        Thread.ofPlatform().daemon().name("raw-server").start(this::serve);
    }

    public int port() {
        return socket.getLocalPort();
    }

    public void answer(String text) {
        answer = bytes(text);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private void serve() {
        while (!socket.isClosed()) {
            try (var client = socket.accept()) {
                answer(client);
            } catch (IOException _) {
                // a check that had enough, or the end
            }
        }
    }

    private void answer(Socket client) throws IOException {
        var in = client.getInputStream();
        for (var last = 0; last != END_OF_REQUEST; ) {
            var next = in.read();
            if (next < 0) {
                return;
            }
            last = last << 8 | next;
        }
        client.getOutputStream().write(answer);
        client.shutdownOutput();
        in.readAllBytes();
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
