package io.sixlane.relay.listener;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;

/**
 * Both ends of a {@link Rehearsal}: a client asks for so many bytes, and gets them. Without virtual
 * threads: the threads that carry these would inherit the rehearsal's place behind all others.
 */
final class RehearsedOrigin implements AutoCloseable {
    private static final int BACKLOG = 50;
    private static final int MOST_MILLIS = 1_000;

    /** Any process of this host can ask for bytes. */
    private static final int MOST_BYTES = 1 << 20;

    private final ServerSocket listening;

    private RehearsedOrigin(ServerSocket listening) {
        this.listening = listening;
    }

    static RehearsedOrigin open(InetAddress address) throws IOException {
        var origin = new RehearsedOrigin(new ServerSocket(0, BACKLOG, address));
        Thread.ofPlatform().name("relay-rehearsal-origin").daemon().start(origin::accept);
        return origin;
    }

    int port() {
        return listening.getLocalPort();
    }

    private void accept() {
        while (!listening.isClosed()) {
            try {
                answer(listening.accept());
            } catch (IOException _) {
                // closed, or without a descriptor: the client's time passes
            }
        }
    }

    private static void answer(Socket accepted) {
        try (accepted) {
            accepted.setSoTimeout(MOST_MILLIS);
            var asked = new DataInputStream(accepted.getInputStream()).readInt();
            accepted.getOutputStream().write(new byte[Math.clamp(asked, 0, MOST_BYTES)]);
        } catch (IOException _) {
            // the client notices
        }
    }

    /** Returns 1 when all bytes came in time, else 0. */
    int fetch(InetSocketAddress from, int bytes, Duration most) {
        var millis = Math.clamp(most.toMillis(), 1, MOST_MILLIS);
        try (var socket = new Socket()) {
            socket.connect(from, millis);
            socket.setSoTimeout(millis);
            new DataOutputStream(socket.getOutputStream()).writeInt(bytes);
            return socket.getInputStream().readAllBytes().length == bytes ? 1 : 0;
        } catch (IOException _) {
            return 0;
        }
    }

    @Override
    public void close() throws IOException {
        listening.close();
    }
}
