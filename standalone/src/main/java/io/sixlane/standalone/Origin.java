package io.sixlane.standalone;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.sixlane.standalone.demo.Demo;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The web server of the seed's story: it knows IPv4 only. */
final class Origin implements AutoCloseable {

    private final HttpServer server;
    private final ExecutorService threads;

    private Origin(HttpServer server, ExecutorService threads) {
        this.server = server;
        this.threads = threads;
    }

    /**
     * @param address an IPv4 address
     * @param port 0 for a free one
     */
    static Origin start(String address, int port) {
        try {
            var server =
                    HttpServer.create(
                            new InetSocketAddress(Inet4Address.ofLiteral(address), port), 128);
            var threads = Executors.newVirtualThreadPerTaskExecutor();
            server.setExecutor(threads);
            server.createContext("/", Origin::answer);
            server.createContext("/download", Origin::answerMuch);
            server.start();
            return new Origin(server, threads);
        } catch (IOException e) {
            throw new StackException(
                    "The demo's web server cannot listen on port " + port + ".", e);
        }
    }

    int port() {
        return server.getAddress().getPort();
    }

    private static void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            var text =
                    """
                    Hello from a server in Silicon Valley that knows IPv4 only.
                    It listens on %s and saw a connection from %s.
                    """
                            .formatted(
                                    endpoint(exchange.getLocalAddress()),
                                    endpoint(exchange.getRemoteAddress()))
                            .getBytes(UTF_8);
            exchange.getRequestBody().readAllBytes();
            exchange.getResponseHeaders().set("Content-Type", "text/plain; charset=utf-8");
            exchange.sendResponseHeaders(200, text.length);
            exchange.getResponseBody().write(text);
        }
    }

    /** Two megabytes of text. */
    private static void answerMuch(HttpExchange exchange) throws IOException {
        try (exchange) {
            exchange.getRequestBody().readAllBytes();
            exchange.sendResponseHeaders(200, Demo.DOWNLOAD_BYTES);
            var line = (".".repeat(99) + "\n").getBytes(UTF_8);
            for (var sent = 0; sent < Demo.DOWNLOAD_BYTES; sent += line.length) {
                exchange.getResponseBody().write(line);
            }
        }
    }

    private static String endpoint(InetSocketAddress address) {
        return address.getAddress().getHostAddress() + ":" + address.getPort();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
