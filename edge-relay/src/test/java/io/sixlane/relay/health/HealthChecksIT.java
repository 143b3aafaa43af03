package io.sixlane.relay.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.sixlane.configuration.accelerator.HealthCheck;
import io.sixlane.configuration.accelerator.HealthCheck.StatusRange;
import io.sixlane.configuration.address.EndpointPolicy;
import io.sixlane.configuration.relay.RelayStatus.EndpointHealth.State;
import io.sixlane.platform.FreePorts;
import io.sixlane.relay.endpoint.EndpointResolver;
import io.sixlane.relay.endpoint.Verdict;
import io.sixlane.relay.proxyprotocol.ProxyHeader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Checks of real servers; each first check comes at once. */
class HealthChecksIT {
    private static final InetAddress HERE = InetAddress.ofLiteral("127.0.0.1");

    private final EndpointWatches watches =
            new EndpointWatches(
                    new EndpointResolver(() -> EndpointPolicy.allowing("127.0.0.0/8, ::1")),
                    InstantSource.system(),
                    () -> 0);

    @AfterEach
    void endChecks() {
        watches.close();
    }

    @Test
    void a_server_that_goes_down_is_found_down_and_found_again_when_it_returns()
            throws IOException {
        var port = FreePorts.next();
        try (var server = new ServerSocket(port, 50, HERE)) {
            var watch = watches.watch(watched(port, tcp()));
            awaitState(watch, State.HEALTHY);
            assertThat(watch.condition().connectNanos()).isPresent();
            server.close();
            var down = awaitState(watch, State.UNHEALTHY);
            assertThat(down.reason()).isEqualTo("port %s: refused".formatted(port));
            try (var _ = new ServerSocket(port, 50, HERE)) {
                var back = awaitState(watch, State.HEALTHY);
                assertThat(back.reason()).isNull();
                assertThat(back.since()).isAfter(down.since());
            }
        }
    }

    @Test
    void an_http_check_asks_for_its_path_and_host_and_reports_the_status() throws IOException {
        var status = new AtomicInteger(204);
        var asked = new CompletableFuture<String>();
        var server = HttpServer.create(new InetSocketAddress(HERE, 0), 50);
        answer(server, status, asked);
        try {
            var port = server.getAddress().getPort();
            var watch =
                    watches.watch(
                            watched(
                                    port,
                                    http(
                                            "/ready?deep=1",
                                            "web.example",
                                            new StatusRange(200, 204))));
            awaitState(watch, State.HEALTHY);
            assertThat(asked).isCompletedWithValue("GET /ready?deep=1 web.example");
            status.set(503);
            assertThat(awaitState(watch, State.UNHEALTHY).reason())
                    .isEqualTo("port %s: status 503, expected 200 to 204".formatted(port));
        } finally {
            server.stop(0);
        }
    }

    @Test
    void an_https_check_trusts_any_certificate(@TempDir Path folder) throws Exception {
        var asked = new CompletableFuture<String>();
        var server = HttpsServer.create(new InetSocketAddress(HERE, 0), 50);
        server.setHttpsConfigurator(new HttpsConfigurator(selfSigned(folder)));
        answer(server, new AtomicInteger(200), asked);
        try {
            var port = server.getAddress().getPort();
            var watch = watches.watch(watched(port, check(HealthCheck.Protocol.HTTPS, 1_000)));
            awaitState(watch, State.HEALTHY);
            assertThat(asked).isCompletedWithValue("GET / 127.0.0.1:" + port);
        } finally {
            server.stop(0);
        }
    }

    @Test
    void a_server_that_does_not_answer_in_time_is_unhealthy() throws IOException {
        try (var server = new ServerSocket(0, 50, HERE)) {
            var watch =
                    watches.watch(
                            watched(server.getLocalPort(), check(HealthCheck.Protocol.HTTP, 150)));
            assertThat(awaitState(watch, State.UNHEALTHY).reason())
                    .isEqualTo("port %s: no answer in 150 ms".formatted(server.getLocalPort()));
        }
    }

    @Test
    void a_check_of_an_endpoint_that_wants_a_proxy_header_begins_with_one() throws IOException {
        try (var server = new ServerSocket(0, 50, HERE)) {
            var port = server.getLocalPort();
            var _ = watches.watch(new WatchedEndpoint("127.0.0.1", port, tcp(), Greeting.PROXY_V2));
            try (var connection = server.accept()) {
                assertThat(connection.getInputStream().readAllBytes())
                        .isEqualTo(ProxyHeader.v2Local());
            }
        }
    }

    @Test
    void an_endpoint_of_several_listeners_is_checked_once_until_the_last_leaves()
            throws IOException {
        try (var server = new ServerSocket(0, 50, HERE)) {
            var onPort =
                    new HealthCheck(
                            HealthCheck.Protocol.TCP,
                            server.getLocalPort(),
                            1,
                            1_000,
                            2,
                            null,
                            null,
                            null);
            var one = watches.watch(watched(81, onPort));
            var same = watches.watch(watched(81, onPort));
            var otherPort = watches.watch(watched(82, onPort));
            assertThat(watches.checks()).isEqualTo(1);
            assertThat(same.condition()).isSameAs(one.condition());
            assertThat(otherPort.condition()).isNotSameAs(one.condition());
            awaitState(one, State.HEALTHY);
            assertThat(otherPort.condition().verdict().state()).isEqualTo(State.HEALTHY);

            one.close();
            one.close();
            same.close();
            assertThat(watches.checks()).isEqualTo(1);
            otherPort.close();
            assertThat(watches.checks()).isZero();
        }
    }

    private static Verdict awaitState(EndpointWatches.Watch watch, State state) {
        return await().until(() -> watch.condition().verdict(), v -> v.state() == state);
    }

    private static WatchedEndpoint watched(int port, HealthCheck check) {
        return new WatchedEndpoint("127.0.0.1", port, check, Greeting.NONE);
    }

    private static HealthCheck tcp() {
        return check(HealthCheck.Protocol.TCP, 1_000);
    }

    private static HealthCheck check(HealthCheck.Protocol protocol, int timeoutMillis) {
        return new HealthCheck(protocol, null, 1, timeoutMillis, 2, null, null, null);
    }

    private static HealthCheck http(
            String path, @Nullable String host, @Nullable StatusRange expected) {
        return new HealthCheck(HealthCheck.Protocol.HTTP, null, 1, 1_000, 2, path, host, expected);
    }

    private static void answer(
            HttpServer server, AtomicInteger status, CompletableFuture<String> asked) {
        server.createContext(
                "/",
                exchange -> {
                    asked.complete(requestOf(exchange));
                    exchange.sendResponseHeaders(status.get(), -1);
                    exchange.close();
                });
        server.start();
    }

    private static String requestOf(HttpExchange exchange) {
        return "%s %s %s"
                .formatted(
                        exchange.getRequestMethod(),
                        exchange.getRequestURI(),
                        exchange.getRequestHeaders().getFirst("Host"));
    }

    private static SSLContext selfSigned(Path folder)
            throws IOException, InterruptedException, GeneralSecurityException {
        var context = SSLContext.getInstance("TLS");
        context.init(SelfSigned.keys(folder, "EC").getKeyManagers(), null, null);
        return context;
    }
}
