package io.sixlane.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.sixlane.configuration.identity.ApiTokenText;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.reactivestreams.Publisher;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;

/** Two instances of a service and of identity, of which one breaks connections or is away. */
@Execution(ExecutionMode.SAME_THREAD)
class GatewayInstancesIT {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final String GOOD = "Bearer " + ApiTokenText.make(new SecureRandom());
    private static final AtomicInteger BROKEN = new AtomicInteger();
    private static final AtomicInteger MADE = new AtomicInteger();
    private static final AtomicInteger ANSWERED = new AtomicInteger();
    private static final AtomicBoolean ENDED = new AtomicBoolean();

    private static ServerSocket killed;
    private static DisposableServer whole;
    private static DisposableServer identity;
    private static ConfigurableApplicationContext gateway;
    private static int port;

    @BeforeAll
    static void start() throws IOException {
        killed = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofPlatform().daemon().name("killed-instance").start(GatewayInstancesIT::dieEachTime);
        whole =
                HttpServer.create()
                        .host("127.0.0.1")
                        .port(0)
                        .handle(
                                (request, response) -> {
                                    ANSWERED.incrementAndGet();
                                    return response.sendString(
                                            request.receive()
                                                    .aggregate()
                                                    .asString()
                                                    .defaultIfEmpty("regions"));
                                })
                        .bindNow();
        identity =
                HttpServer.create()
                        .host("127.0.0.1")
                        .port(0)
                        .handle(GatewayInstancesIT::exchangeOrDie)
                        .bindNow();
        var away = unusedPort();
        gateway =
                SpringApplication.run(
                        GatewayApplication.class,
                        "--server.port=0",
                        "--sixlane.gateway.credentials-kept=1ms",
                        "--sixlane.gateway.identity-url=http://127.0.0.1:%s,http://127.0.0.1:%s,http://localhost:%s"
                                .formatted(away, identity.port(), identity.port()),
                        "--sixlane.gateway.catalog-url=http://127.0.0.1:%s,http://127.0.0.1:%s"
                                .formatted(killed.getLocalPort(), whole.port()),
                        "--sixlane.gateway.provisioning-url=http://127.0.0.1:%s,http://127.0.0.1:%s"
                                .formatted(away, whole.port()));
        port = gateway.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
    }

    @AfterAll
    static void stop() throws IOException {
        ENDED.set(true);
        gateway.close();
        killed.close();
        whole.disposeNow();
        identity.disposeNow();
    }

    /** Exchanges credentials, and breaks the connection when it has made a token. */
    private static Publisher<Void> exchangeOrDie(
            HttpServerRequest request, HttpServerResponse response) {
        if (!request.uri().startsWith("/v1/tokens")) {
            return response.sendString(Mono.just("token"));
        }
        return request.receive()
                .aggregate()
                .then(
                        Mono.fromRunnable(
                                () -> {
                                    MADE.incrementAndGet();
                                    request.withConnection(connection -> connection.dispose());
                                }));
    }

    /** An instance that is killed while it works: it has read the request, and never answers. */
    private static void dieEachTime() {
        while (!ENDED.get()) {
            try (var client = killed.accept()) {
                var read = client.getInputStream().read(new byte[64 * 1024]);
                if (read > 0) {
                    BROKEN.incrementAndGet();
                }
            } catch (IOException _) {
                // the client left, or the test has ended
            }
        }
    }

    @Test
    void what_only_reads_and_what_has_a_key_is_answered_by_the_other_instance() throws Exception {
        var before = BROKEN.get();
        for (var i = 0; i < 3; i++) {
            pauseUntilItIsTriedAgain();
            var reads = together(6, () -> status(request("/v1/regions").GET()));
            var changes =
                    together(
                            6,
                            () ->
                                    status(
                                            request("/v1/recommendations")
                                                    .header(
                                                            "Idempotency-Key",
                                                            UUID.randomUUID().toString())
                                                    .POST(BodyPublishers.ofString("{}"))));
            assertThat(reads).containsOnly(200);
            assertThat(changes).containsOnly(200);
        }
        assertThat(BROKEN.get()).as("requests that the killed instance had").isGreaterThan(before);

        pauseUntilItIsTriedAgain();
        var answer =
                HTTP.send(
                        request("/v1/recommendations")
                                .header("Idempotency-Key", "one")
                                .POST(BodyPublishers.ofString("{\"whole\":1}"))
                                .build(),
                        BodyHandlers.ofString());
        assertThat(answer.body()).isEqualTo("{\"whole\":1}");
    }

    @Test
    void a_change_without_a_key_is_sent_once() throws Exception {
        var refused = 0;
        for (var i = 0; i < 4; i++) {
            pauseUntilItIsTriedAgain();
            var seenBefore = BROKEN.get() + ANSWERED.get();
            var status = status(request("/v1/recommendations").POST(BodyPublishers.ofString("{}")));
            assertThat(status).isIn(200, 503);
            assertThat(BROKEN.get() + ANSWERED.get() - seenBefore).isEqualTo(1);
            refused += status == 503 ? 1 : 0;
        }
        assertThat(refused).isPositive();
    }

    /** The identity service knows no keys, and would make a second token. */
    @Test
    void a_token_is_made_once_whatever_key_the_request_has() throws Exception {
        var before = MADE.get();
        for (var i = 1; i <= 3; i++) {
            pauseUntilItIsTriedAgain();
            var status =
                    status(
                            request("/v1/tokens")
                                    .header("Idempotency-Key", UUID.randomUUID().toString())
                                    .POST(BodyPublishers.ofString("{}")));
            assertThat(status).isEqualTo(503);
            assertThat(MADE.get() - before).isEqualTo(i);
        }
    }

    /** Nothing can have happened where no connection was made. */
    @Test
    void an_instance_that_is_away_costs_no_request_an_answer() throws Exception {
        var statuses =
                together(
                        20,
                        () ->
                                status(
                                        request("/v1/accelerators")
                                                .POST(BodyPublishers.ofString("{}"))));
        assertThat(statuses).containsOnly(200);
    }

    /** Longer than a broken instance is left out. */
    private static void pauseUntilItIsTriedAgain() {
        var end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(3_100);
        while (System.nanoTime() < end) {
            LockSupport.parkNanos(end - System.nanoTime());
        }
    }

    private static List<Integer> together(int count, Callable<Integer> request) throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var running = new ArrayList<Future<Integer>>();
            for (var i = 0; i < count; i++) {
                running.add(threads.submit(request));
            }
            var statuses = new ArrayList<Integer>();
            for (var each : running) {
                statuses.add(each.get());
            }
            return statuses;
        }
    }

    private static int status(HttpRequest.Builder request) throws Exception {
        return HTTP.send(request.build(), BodyHandlers.discarding()).statusCode();
    }

    private static HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("Authorization", GOOD)
                .header("Content-Type", "application/json");
    }

    private static int unusedPort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
