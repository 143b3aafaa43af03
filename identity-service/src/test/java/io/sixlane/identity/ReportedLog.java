package io.sixlane.identity;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The log's side of the reports: it is away at first, and takes no event with a certain name. */
record ReportedLog(HttpServer server, List<JsonNode> events, List<String> callers)
        implements AutoCloseable {
    /** Of a token, whose report is refused. */
    static final String REFUSED = "refused by the log";

    private static final JsonMapper JSON = new JsonMapper();

    static ReportedLog start() throws IOException {
        var away = new AtomicInteger(2);
        var log =
                new ReportedLog(
                        HttpServer.create(
                                new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0),
                        new CopyOnWriteArrayList<>(),
                        new CopyOnWriteArrayList<>());
        log.server.createContext(
                "/internal/access-events",
                exchange -> {
                    try (exchange) {
                        exchange.sendResponseHeaders(
                                away.getAndDecrement() > 0 ? 503 : log.take(exchange), -1);
                    }
                });
        log.server.start();
        return log;
    }

    private int take(HttpExchange exchange) throws IOException {
        var body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
        if (body.contains(REFUSED)) {
            return 400;
        }
        callers.add(exchange.getRequestHeaders().getFirst("Authorization"));
        JSON.readTree(body).forEach(events::add);
        return 204;
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** The types of events about this account by this user, oldest first. */
    List<String> types(String account, String user) {
        return events.stream()
                .filter(event -> event.at("/actor/account").asString().equals(account))
                .filter(event -> event.at("/actor/user").asString().equals(user))
                .map(event -> event.at("/event/type").asString())
                .toList();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
