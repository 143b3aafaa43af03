package io.sixlane.relay.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sixlane.configuration.accelerator.HealthCheck;
import io.sixlane.configuration.accelerator.HealthCheck.StatusRange;
import io.sixlane.configuration.address.EndpointPolicy;
import io.sixlane.configuration.relay.RelayStatus.EndpointHealth.State;
import io.sixlane.relay.endpoint.EndpointResolver;
import io.sixlane.relay.endpoint.Verdict;
import java.io.IOException;
import java.time.InstantSource;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Answers of servers that are not as tidy as a parser would like: only the status counts. */
class HttpAnswersIT {
    private static final String OK = "HTTP/1.1 200 OK\r\n";

    private final EndpointWatches watches =
            new EndpointWatches(
                    new EndpointResolver(() -> EndpointPolicy.allowing("127.0.0.0/8")),
                    InstantSource.system(),
                    () -> 0);

    @AfterEach
    void endChecks() {
        watches.close();
    }

    static Stream<Arguments> healthy() {
        return Stream.of(
                answer("a header of 9,000 bytes", OK + "X: " + "x".repeat(9_000) + "\r\n\r\n"),
                answer(
                        "20 KB of headers",
                        OK + ("X-Some: " + "y".repeat(100) + "\r\n").repeat(190)),
                answer(
                        "a megabyte of headers",
                        OK + ("X: " + "y".repeat(90) + "\r\n").repeat(11_000)),
                answer("a long reason", "HTTP/1.1 200 " + "very ".repeat(4_000) + "\r\n\r\n"),
                answer("no reason", "HTTP/1.1 200\r\n\r\n"),
                answer("an empty reason", "HTTP/1.1 204 \r\n\r\n"),
                answer("bare LF", "HTTP/1.1 200 OK\nContent-Length: 0\n\n"),
                answer("a status alone", "HTTP/1.1 200"),
                answer("HTTP/1.0", "HTTP/1.0 302 Found\r\nLocation: /login\r\n\r\n"),
                answer(
                        "Content-Length twice",
                        OK + "Content-Length: 2\r\nContent-Length: 2\r\n\r\nok"),
                answer(
                        "two different lengths",
                        OK + "Content-Length: 2\r\nContent-Length: 3\r\n\r\nok"),
                answer(
                        "a length and chunked",
                        OK
                                + "Content-Length: 7\r\nTransfer-Encoding: chunked\r\n\r\n"
                                + "2\r\nok\r\n0\r\n\r\n"),
                answer("broken headers", OK + " folded\r\n: none\r\nno colon\r\n\r\n"),
                answer("Latin-1", OK + "X: \u00e4\u00ff\r\n\r\n"),
                answer("a line before", "\r\n" + OK + "\r\n"),
                answer("an interim answer", "HTTP/1.1 100 Continue\r\n\r\n" + OK + "\r\n"),
                answer(
                        "early hints with bare LF",
                        "HTTP/1.1 103 Early Hints\nLink: </a>\n\nHTTP/1.1 102 x\r\n\r\n" + OK));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("healthy")
    void only_the_status_counts(String name, String answer) throws IOException {
        assertThat(checked(answer, null).state()).as(name).isEqualTo(State.HEALTHY);
    }

    static Stream<Arguments> unhealthy() {
        return Stream.of(
                Arguments.of("HTTP/1.1 503 Busy\r\n\r\n", "status 503, expected 200 to 399"),
                Arguments.of("HTTP/1.1 101 Switch\r\n\r\n", "status 101, expected 200 to 399"),
                Arguments.of("SSH-2.0-OpenSSH_9.9\r\n", "the answer is not HTTP"),
                Arguments.of("HTTP/1.1 2000 OK\r\n\r\n", "the answer is not HTTP"),
                Arguments.of("HTTP/1.1 20", "closed without an answer"),
                Arguments.of("", "closed without an answer"),
                Arguments.of("\r\n".repeat(40_000), "no status in the first 65536 bytes"),
                Arguments.of(
                        "HTTP/1.1 100 Continue\r\n\r\n".repeat(4_000),
                        "no status in the first 65536 bytes"));
    }

    @ParameterizedTest
    @MethodSource("unhealthy")
    void an_answer_without_the_status_is_unhealthy(String answer, String reason)
            throws IOException {
        var verdict = checked(answer, null);
        assertThat(verdict.state()).isEqualTo(State.UNHEALTHY);
        assertThat(verdict.reason()).endsWith(reason);
    }

    private static Arguments answer(String name, String text) {
        return Arguments.of(name, text);
    }

    private Verdict checked(String answer, @Nullable StatusRange expected) throws IOException {
        try (var server = new RawServer(answer)) {
            var check =
                    new HealthCheck(
                            HealthCheck.Protocol.HTTP, null, 1, 1_000, 2, "/", null, expected);
            try (var watch =
                    watches.watch(
                            new WatchedEndpoint(
                                    "127.0.0.1", server.port(), check, Greeting.NONE))) {
                return await().until(
                                () -> watch.condition().verdict(),
                                verdict -> verdict.state() != State.UNKNOWN);
            }
        }
    }
}
