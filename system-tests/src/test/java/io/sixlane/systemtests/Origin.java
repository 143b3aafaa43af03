package io.sixlane.systemtests;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

/** An HTTP server on IPv4 only that answers everything with one sentence. */
final class Origin implements AutoCloseable {
    private final HttpServer server;

    private Origin(HttpServer server) {
        this.server = server;
    }

    static Origin start(int port, String sentence) throws IOException {
        var ipv4 = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
        var server = HttpServer.create(new InetSocketAddress(ipv4, port), 64);
        var body = sentence.getBytes(StandardCharsets.UTF_8);
        server.createContext(
                "/",
                exchange -> {
                    exchange.sendResponseHeaders(200, body.length);
                    try (var out = exchange.getResponseBody()) {
                        out.write(body);
                    }
                });
        server.start();
        return new Origin(server);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
