package io.sixlane.http.connection;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.sixlane.configuration.identity.Role;
import io.sixlane.http.request.LeastRole;
import io.sixlane.testsupport.TestIdentity;
import io.sixlane.testsupport.WireAnswer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * A connection answers the request after one that arrived before the request ahead of it had ended,
 * and that was answered at once. A server that loses its read there lets that connection hang.
 */
class KeptConnectionIT {
    private static final Duration LATE = Duration.ofMillis(100);

    /** Answered on the event loop, before the end of the request is looked at. */
    private static final String AT_ONCE = "/v1/at-once";

    private static ConfigurableApplicationContext service;
    private static int port;

    @SpringBootApplication(proxyBeanMethods = false)
    @RestController
    @LeastRole(Role.VIEWER)
    static class Service {
        @GetMapping("/v1/later")
        Mono<String> later() {
            return Mono.delay(LATE).thenReturn("later");
        }

        @GetMapping(AT_ONCE)
        Mono<String> atOnce() {
            return Mono.just("at once");
        }

        /** The whole answer is on the wire before the request ends. */
        @GetMapping("/v1/ends-late")
        Mono<Void> endsLate(ServerWebExchange exchange) {
            var response = exchange.getResponse();
            var body = "ends late".getBytes(ISO_8859_1);
            response.getHeaders().setContentLength(body.length);
            return response.writeAndFlushWith(
                    Flux.concat(
                            Mono.just(Mono.just(response.bufferFactory().wrap(body))),
                            Mono.delay(LATE).then(Mono.empty())));
        }
    }

    @BeforeAll
    static void start() {
        service =
                SpringApplication.run(
                        Service.class,
                        "--server.port=0",
                        "--sixlane.identity-url=" + TestIdentity.url(),
                        "--server.address=127.0.0.1",
                        "--spring.main.banner-mode=off");
        port = service.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    /** A refusal of a filter, of a handler, and a success. */
    @ParameterizedTest
    @ValueSource(strings = {"/v1/nothing", AT_ONCE + "?nope=1", AT_ONCE})
    void a_request_after_one_that_came_before_the_last_one_ended_is_answered(String second)
            throws IOException {
        try (var socket = connect()) {
            for (var round = 0; round < 3; round++) {
                send(socket, "/v1/ends-late");
                assertThat(answer(socket).body()).isEqualTo("ends late");
                send(socket, second);
                answer(socket);
                send(socket, AT_ONCE);
                assertThat(answer(socket).body()).as("round %s", round).isEqualTo("at once");
            }
        }
    }

    @Test
    void a_request_after_pipelined_ones_is_answered() throws IOException {
        try (var socket = connect()) {
            send(socket, "/v1/later", "/v1/nothing", AT_ONCE);
            assertThat(answer(socket).body()).isEqualTo("later");
            assertThat(answer(socket).status()).isEqualTo(404);
            assertThat(answer(socket).body()).isEqualTo("at once");
            send(socket, AT_ONCE);
            assertThat(answer(socket).body()).isEqualTo("at once");
        }
    }

    private static void send(Socket socket, String... paths) throws IOException {
        var requests = new StringBuilder();
        for (var path : paths) {
            requests.append(
                    "GET %s HTTP/1.1\r\nHost: localhost\r\nAuthorization: %s\r\n\r\n"
                            .formatted(path, TestIdentity.bearer("alice", "VIEWER")));
        }
        socket.getOutputStream().write(requests.toString().getBytes(ISO_8859_1));
    }

    private static WireAnswer answer(Socket socket) throws IOException {
        return WireAnswer.read(socket.getInputStream());
    }

    private static Socket connect() throws IOException {
        var socket = new Socket(InetAddress.ofLiteral("127.0.0.1"), port);
        socket.setSoTimeout(5_000);
        return socket;
    }
}
