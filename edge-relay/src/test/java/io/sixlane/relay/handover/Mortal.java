package io.sixlane.relay.handover;

import static org.awaitility.Awaitility.await;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * An endpoint on an address of its own that dies and returns there; all listen on one port. A
 * connection begins with its number, eight bytes, which is answered with the endpoint's, one byte;
 * everything after that comes back as it was.
 */
final class Mortal {
    private final int number;
    private final Map<Long, Socket> open = new HashMap<>();
    private final Set<Long> cut = ConcurrentHashMap.newKeySet();
    private ServerSocket server;
    private Thread acceptor = Thread.currentThread();
    private int begunDeaths;
    private int endedDeaths;

    /**
     * @param port 0 for a free one
     */
    Mortal(int number, int port) throws IOException {
        this.number = number;
        this.server = listen(port);
    }

    /** Loopback addresses 127.0.1.1 and so on need no setting up on Linux. */
    String address() {
        return "127.0.1." + (number + 1);
    }

    synchronized int port() {
        return server.getLocalPort();
    }

    /** Including one under way. */
    synchronized int begunDeaths() {
        return begunDeaths;
    }

    /** Connections made later learn nothing of those that ended. */
    synchronized int endedDeaths() {
        return endedDeaths;
    }

    /** Whether the connection of this number was open when the endpoint died. */
    boolean hasCut(long connection) {
        return cut.contains(connection);
    }

    /** Says so on every connection, by FIN and reset in turn. */
    synchronized void die() {
        if (server.isClosed()) {
            return;
        }
        begunDeaths++;
        try {
            server.close();
            acceptor.join(); // until then the system continues listening
            cut.addAll(open.keySet());
            for (var socket : open.values()) {
                if (begunDeaths % 2 == 0) {
                    socket.setSoLinger(true, 0);
                }
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        open.clear();
        endedDeaths++;
    }

    /** A process that starts just then inherits the old socket, and holds it for a moment more. */
    synchronized void live() {
        if (server.isClosed()) {
            var port = server.getLocalPort();
            server =
                    await().ignoreExceptionsInstanceOf(BindException.class)
                            .until(() -> listen(port), Objects::nonNull);
        }
    }

    private ServerSocket listen(int port) throws IOException {
        var listening = new ServerSocket();
        listening.bind(new InetSocketAddress(InetAddress.ofLiteral(address()), port), 4_096);
        acceptor = Thread.startVirtualThread(() -> accept(listening));
        return listening;
    }

    private void accept(ServerSocket listening) {
        try {
            while (true) {
                var socket = listening.accept();
                Thread.startVirtualThread(() -> serve(listening, socket));
            }
        } catch (IOException _) {
            // dead
        }
    }

    private void serve(ServerSocket listening, Socket socket) {
        try (socket) {
            socket.setTcpNoDelay(true);
            var connection = new DataInputStream(socket.getInputStream()).readLong();
            if (enter(listening, connection, socket)) {
                socket.getOutputStream().write(number);
                socket.getInputStream().transferTo(socket.getOutputStream());
                leave(connection);
            }
        } catch (IOException _) {
            // it died, or the other side did
        }
    }

    /** Not when it died since the connection was accepted; then it has no answer. */
    private synchronized boolean enter(ServerSocket listening, long connection, Socket socket) {
        return !listening.isClosed() && open.putIfAbsent(connection, socket) == null;
    }

    private synchronized void leave(long connection) {
        open.remove(connection);
    }
}
