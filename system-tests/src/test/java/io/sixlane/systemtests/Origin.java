package io.sixlane.systemtests;

import static java.util.Objects.requireNonNull;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicReference;

/** An HTTP server on IPv4 only that answers everything with one sentence. */
final class Origin implements AutoCloseable {
    private final HttpServer server;
    private final AtomicReference<InetSocketAddress> lastPeer = new AtomicReference<>();

    private Origin(HttpServer server) {
        this.server = server;
    }

    static Origin start(int port, String sentence) throws IOException {
        var ipv4 = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
        var server = HttpServer.create(new InetSocketAddress(ipv4, port), 64);
        var body = sentence.getBytes(StandardCharsets.UTF_8);
        var origin = new Origin(server);
        server.createContext(
                "/",
                exchange -> {
                    origin.lastPeer.set(exchange.getRemoteAddress());
                    exchange.sendResponseHeaders(200, body.length);
                    try (var out = exchange.getResponseBody()) {
                        out.write(body);
                    }
                });
        server.start();
        return origin;
    }

    /** From where the last request came. */
    InetSocketAddress lastPeer() {
        return requireNonNull(lastPeer.get());
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
