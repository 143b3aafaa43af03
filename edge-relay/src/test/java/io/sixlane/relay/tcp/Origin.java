package io.sixlane.relay.tcp;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/** An IPv4-only server that does to each connection what a test wants. */
public final class Origin implements AutoCloseable {
    private final ServerSocket server;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();

    /** Completes with what the first connection's script returned or threw. */
    private final CompletableFuture<Object> outcome = new CompletableFuture<>();

    /** Serves one connection, which is closed afterwards. */
    @FunctionalInterface
    public interface Script {
        Object run(Socket socket) throws Exception;
    }

    public Origin(Script script) throws IOException {
        this(0, script);
    }

    /**
     * @param receiveBuffer bytes, 0 for the system's choice
     */
    Origin(int receiveBuffer, Script script) throws IOException {
        server = new ServerSocket();
        if (receiveBuffer > 0) {
            server.setReceiveBufferSize(receiveBuffer);
        }
        server.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 1_024);
        Thread.startVirtualThread(() -> accept(script));
    }

    /** Sends back what comes, until the end. */
    public static Origin echo() throws IOException {
        return new Origin(socket -> socket.getInputStream().transferTo(socket.getOutputStream()));
    }

    /** Says {@code greeting} and waits for the end. */
    public static Origin greeting(String greeting) throws IOException {
        return new Origin(
                socket -> {
                    socket.getOutputStream().write(greeting.getBytes(UTF_8));
                    return socket.getInputStream().read();
                });
    }

    public InetSocketAddress address() {
        return (InetSocketAddress) server.getLocalSocketAddress();
    }

    public int port() {
        return server.getLocalPort();
    }

    public CompletableFuture<Object> outcome() {
        return outcome;
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (var socket : open) {
            socket.close();
        }
    }

    private void accept(Script script) {
        try {
            while (true) {
                var socket = server.accept();
                open.add(socket);
                Thread.startVirtualThread(() -> run(script, socket));
            }
        } catch (SocketException _) {
            // closed
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void run(Script script, Socket socket) {
        Object result;
        try (socket) {
            result = script.run(socket);
        } catch (Exception e) {
            result = e;
        } finally {
            open.remove(socket);
        }
        outcome.complete(result == null ? "done" : result);
    }
}
