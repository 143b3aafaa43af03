package io.sixlane.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.sixlane.testsupport.TestIdentity;
import io.sixlane.testsupport.WireAnswer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The HTTP contract of every service, on the wire of a small one. */
class HttpContractIT {
    private static final String CALLER =
            "Authorization: " + TestIdentity.bearer("alice", "ADMIN") + "\r\n";
    private static final String JSON = CALLER + "Content-Type: application/json\r\n";

    private static ConfigurableApplicationContext service;
    private static SampleService sample;
    private static int port;

    @BeforeAll
    static void start() {
        service =
                SpringApplication.run(
                        SampleService.class,
                        "--server.port=0",
                        "--sixlane.identity-url=" + TestIdentity.url(),
                        "--server.address=127.0.0.1",
                        "--server.max-http-request-header-size=32KB",
                        "--server.netty.max-initial-line-length=32KB",
                        "--sixlane.http.idle-timeout=1s",
                        "--spring.main.banner-mode=off");
        sample = service.getBean(SampleService.class);
        port = service.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    void a_request_that_keeps_to_the_contract_is_answered() {
        var answer = get("/v1/things/a?limit=3", CALLER + "X-Request-Id: request-1\r\n");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().path("limit").asString()).isEqualTo("3");
        assertThat(answer.header("x-request-id")).isEqualTo("request-1");
    }

    @Test
    void a_connection_without_requests_is_closed_before_and_after_one() throws IOException {
        try (var silent = connect();
                var kept = connect()) {
            kept.getOutputStream()
                    .write(
                            ("GET /v1/things/a HTTP/1.1\r\nHost: localhost\r\n" + CALLER + "\r\n")
                                    .getBytes(ISO_8859_1));
            assertThat(WireAnswer.read(kept.getInputStream()).status()).isEqualTo(200);
            assertThat(kept.getInputStream().read()).isEqualTo(-1);
            assertThat(silent.getInputStream().read()).isEqualTo(-1);
        }
    }

    /** Its body would be taken for the next request. */
    @ParameterizedTest
    @ValueSource(strings = {"gzip", "identity", "gzip, chunked", "chunked\r\nTransfer-Encoding: x"})
    void nothing_after_a_body_without_an_end_is_a_request(String coding) throws IOException {
        var runs = sample.runs.get();
        var hidden = "POST /v1/things/a/runs HTTP/1.1\r\nHost: localhost\r\n" + CALLER + "\r\n";
        try (var socket = connect()) {
            socket.getOutputStream()
                    .write(
                            ("POST /v1/things/a/runs HTTP/1.1\r\nHost: localhost\r\n"
                                            + CALLER
                                            + "Transfer-Encoding: "
                                            + coding
                                            + "\r\n\r\n"
                                            + hidden)
                                    .getBytes(ISO_8859_1));

            assertProblem(WireAnswer.read(socket.getInputStream()), 400, "bad-request");
            assertThat(socket.getInputStream().read()).isEqualTo(-1);
        }
        assertThat(sample.runs).hasValue(runs);
    }

    @Test
    void each_request_has_a_line_in_the_log_with_the_id_of_its_answer() {
        var lines = new ListAppender<ILoggingEvent>();
        var logger = (Logger) LoggerFactory.getLogger("io.sixlane.http.connection.AccessLog");
        lines.start();
        logger.addAppender(lines);
        try {
            get("/v1/things/a%20b?limit=3", CALLER + "X-Request-Id: mine\r\n");
            get("/v1/nothing", CALLER + "X-Request-Id: lost\r\n");
            get("/actuator/health", CALLER);
        } finally {
            logger.detachAppender(lines);
        }
        assertThat(lines.list)
                .extracting(line -> keys(line))
                .containsExactly(
                        "method=GET path=/v1/things/a%20b status=200 requestId=mine",
                        "method=GET path=/v1/nothing status=404 requestId=lost");
    }

    private static String keys(ILoggingEvent line) {
        return line.getKeyValuePairs().stream()
                .filter(pair -> !pair.key.equals("millis"))
                .map(pair -> pair.key + "=" + pair.value)
                .collect(Collectors.joining(" "));
    }

    /** Read as U+FFFD, several of them would be the same thing. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/things/%ff",
                "/v1/things/%C0%AF",
                "/v1/things/%ED%A0%80",
                "/v1/things/a%e2%82",
                "/v1/things/a?limit=%ff",
                "/v1/things/a?%fe=3"
            })
    void a_path_or_query_that_is_not_utf8_is_refused(String target) {
        var runs = sample.runs.get();
        assertProblem(get(target, CALLER), 400, "malformed-request");
        assertThat(sample.runs).hasValue(runs);
        assertThat(get("/v1/things/%E2%82%AC", CALLER).json().path("id").asString()).isEqualTo("€");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /v1/things/a HTTP/1.1~Host: localhost~Content-Length: -1",
                "GET /v1/things/a HTTP/1.1~Host: localhost~Content-Length: 1~Content-Length: 2",
                "GET /v1/things/a HTTP/1.1~Host: localhost~Content-Length: 0x1",
                "GET /v1/things/a HTTP/1.1~Host: localhost~Transfer-Encoding: gzip",
                "GET /v1/things/a HTTP/1.1~Host: localhost~Transfer-Encoding: chunked, gzip",
                "GET /v1/things/a HTTP/1.1~Host: localhost~Transfer-Encoding: gzip, chunked",
                "GET /v1/things/a HTTP/1.1~Host: localhost~Transfer-Encoding: xchunked",
                "GET /v1/things/a HTTP/1.1~Host: localhost~X y: 1",
                "GET /v1/things/a HTTP/1.1~Host: localhost~X\0: 1",
                "GET /v1/things/a HTTP/1.1~Host: localhost~: 1",
                "GET /v1/things/a HTTP/1.1~Host : localhost",
                "GET /v1/things/a HTTP/3.0~Host: localhost",
                "GET /v1/things/a HTTP/1.1 ~Host: localhost:80x",
                "GET /v1/things/a FTP/1.1~Host: localhost",
                "PRI * HTTP/2.0~~SM",
                "CONNECT localhost:80 HTTP/1.1~Host: localhost:80",
                "GET v1/things/a HTTP/1.1~Host: localhost",
                "GET ftp://localhost/v1/things/a HTTP/1.1~Host: localhost",
                "G\0T /v1/things/a HTTP/1.1~Host: localhost",
                "\u0016\u0003\u0001"
            })
    void bytes_other_than_http_get_a_problem_with_an_id(String request) {
        var runs = sample.runs.get();
        var answer = wire(request.replace("~", "\r\n") + "\r\n" + CALLER + "\r\n");
        assertThat(answer.status()).as("%s", answer).isBetween(400, 499);
        assertThat(answer.header("content-type")).isEqualTo("application/problem+json");
        assertThat(answer.json().path("requestId").asString())
                .isNotEmpty()
                .isEqualTo(answer.header("x-request-id"));
        assertThat(sample.runs).hasValue(runs);
    }

    /** The JSON before the bad chunk is whole: it must not be taken for the body. */
    @ParameterizedTest
    @ValueSource(
            strings = {"zz\r\n", "-1\r\nx\r\n", "4\r\nlonger than four", "ffffffffffffffff1\r\n"})
    void a_bad_chunk_in_the_middle_of_a_body_is_a_problem_and_changes_nothing(String chunk)
            throws IOException {
        var runs = sample.runs.get();
        var json = "{\"size\":1}";
        try (var socket = new Socket(InetAddress.ofLiteral("127.0.0.1"), port)) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream()
                    .write(
                            ("PATCH /v1/things/a HTTP/1.1\r\nHost: localhost\r\n"
                                            + JSON
                                            + "Transfer-Encoding: chunked\r\n\r\n"
                                            + Integer.toHexString(json.length())
                                            + "\r\n"
                                            + json
                                            + "\r\n"
                                            + chunk)
                                    .getBytes(UTF_8));
            var answer = WireAnswer.read(socket.getInputStream());

            assertProblem(answer, 400, "bad-request");
            assertThat(answer.header("connection")).isEqualTo("close");
            assertThat(socket.getInputStream().read()).isEqualTo(-1);
        }
        assertThat(sample.runs).hasValue(runs);
    }

    /** It arrives with the headers, when the body has no reader yet. */
    @ParameterizedTest
    @ValueSource(
            strings = {"zz\r\n{}\r\n", "0x2\r\n{}\r\n", "2\n{}\n0\n\n", "ffffffffffffffff2\r\n"})
    void a_bad_first_chunk_is_a_problem_and_changes_nothing(String chunk) throws IOException {
        var runs = sample.runs.get();
        try (var socket = connect()) {
            socket.getOutputStream()
                    .write(
                            ("PATCH /v1/things/a HTTP/1.1\r\nHost: localhost\r\n"
                                            + JSON
                                            + "Transfer-Encoding: chunked\r\n\r\n"
                                            + chunk)
                                    .getBytes(UTF_8));
            var answer = WireAnswer.read(socket.getInputStream());

            assertProblem(answer, 400, "bad-request");
            assertThat(answer.header("connection")).isEqualTo("close");
            assertThat(socket.getInputStream().read()).isEqualTo(-1);
        }
        assertThat(sample.runs).hasValue(runs);
    }

    @Test
    void a_bad_chunk_of_an_unread_body_is_answered_once() throws IOException {
        try (var socket = new Socket(InetAddress.ofLiteral("127.0.0.1"), port)) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream()
                    .write(
                            ("GET /v1/things/a HTTP/1.1\r\nHost: localhost\r\n"
                                            + CALLER
                                            + "Transfer-Encoding: chunked\r\n\r\nzz\r\n")
                                    .getBytes(UTF_8));

            assertThat(WireAnswer.read(socket.getInputStream()).status()).isIn(200, 400);
            assertThat(socket.getInputStream().read()).isEqualTo(-1);
        }
    }

    @Test
    void the_document_of_the_api_is_not_made_on_an_event_loop() {
        assertThat(get("/v3/api-docs", "").status()).isEqualTo(200);
        assertThat(sample.documented.get()).startsWith("boundedElastic");
    }

    @ParameterizedTest
    @MethodSource("credentialsThatDoNotCount")
    void a_request_without_a_valid_token_is_refused(String headers) {
        var runs = sample.runs.get();
        var answer = get("/v1/things/a", headers);
        assertProblem(answer, 401, "sign-in-required");
        assertThat(answer.header("www-authenticate")).startsWith("Bearer");
        assertProblem(
                patch(headers + "Content-Type: application/json\r\n", "{'size':1}"),
                401,
                "sign-in-required");
        assertThat(sample.runs).hasValue(runs);
    }

    static List<String> credentialsThatDoNotCount() {
        var alice = Map.<String, Object>of("account", "alice", "role", "ADMIN");
        return List.of(
                "",
                "X-Sixlane-Account: alice\r\n",
                "Authorization: Basic YWxpY2U6YWxpY2U=\r\n",
                "Authorization: Bearer\r\n",
                "Authorization: Bearer sxl_pat_alice\r\n",
                authorization(new TestIdentity().sign(alice)),
                authorization(unsigned(TestIdentity.token(alice))),
                authorization(TestIdentity.token(with(alice, "exp", 1_700_000_000L))),
                authorization(TestIdentity.token(with(alice, "iss", "https://elsewhere"))),
                authorization(TestIdentity.token(with(alice, "aud", List.of("others")))));
    }

    private static Map<String, Object> with(Map<String, Object> claims, String name, Object value) {
        var more = new HashMap<>(claims);
        more.put(name, value);
        return more;
    }

    /** The same claims with the algorithm "none" (RFC 7519, 6). */
    private static String unsigned(String token) {
        var header = "{\"alg\":\"none\"}".getBytes(UTF_8);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(header)
                + token.substring(token.indexOf('.'), token.lastIndexOf('.') + 1);
    }

    private static String authorization(String token) {
        return "Authorization: Bearer " + token + "\r\n";
    }

    @Test
    void a_role_below_the_least_of_the_handler_is_refused() {
        var runs = sample.runs.get();
        var viewer = "Authorization: " + TestIdentity.bearer("alice", "VIEWER") + "\r\n";
        assertThat(get("/v1/things/a", viewer).status()).isEqualTo(200);
        var answer = patch(viewer + "Content-Type: application/json\r\n", "{'size':1}");
        assertProblem(answer, 403, "role-missing");
        assertThat(answer.json().path("needed").asString()).isEqualTo("EDITOR");
        assertThat(answer.json().path("role").asString()).isEqualTo("VIEWER");
        assertThat(sample.runs).hasValue(runs + 1);
    }

    @Test
    void a_token_for_one_accelerator_reaches_that_one_alone() {
        var scoped =
                authorization(
                        TestIdentity.token(
                                Map.of(
                                        "account",
                                        "alice",
                                        "role",
                                        "ADMIN",
                                        "accelerator",
                                        "ga-1")));
        assertThat(get("/v1/accelerators/ga-1", scoped).status()).isEqualTo(200);
        assertThat(get("/v1/accelerators/ga-1/parts", scoped).status()).isEqualTo(200);
        assertProblem(get("/v1/accelerators/ga-2", scoped), 403, "out-of-scope");
        assertProblem(get("/v1/accelerators/ga-2/parts", scoped), 403, "out-of-scope");
        assertProblem(get("/v1/accelerators", scoped), 403, "out-of-scope");
        assertProblem(get("/v1/things/ga-1", scoped), 403, "out-of-scope");
    }

    @Test
    void a_service_with_an_operation_without_a_role_does_not_start() {
        assertThatThrownBy(
                        () ->
                                new SpringApplicationBuilder(Unguarded.class)
                                        .run("--server.port=0", "--spring.main.banner-mode=off"))
                .rootCause()
                .hasMessageContaining("@LeastRole");
    }

    @SpringBootConfiguration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @RestController
    static class Unguarded {
        @GetMapping("/v1/open")
        String open() {
            return "to all";
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/plain",
                "application/json;q=0",
                "application/json;q=0, */*",
                "*/*;q=0",
                "application/xml, text/*",
                "application/json;charset=utf-16",
                "application/json;charset=unknown",
                "nonsense"
            })
    void an_answer_that_is_not_accepted_is_refused_before_anything_happens(String accept) {
        var runs = sample.runs.get();
        var answer = patch(JSON + "Accept: " + accept + "\r\n", "{'size':1}");
        assertProblem(answer, 406, "not-acceptable");
        assertProblem(
                get("/v1/things/a", CALLER + "Accept: " + accept + "\r\n"), 406, "not-acceptable");
        assertThat(sample.runs).hasValue(runs);
    }

    /** Spring takes the most specific range, and fails after the change when it cannot write it. */
    @Test
    void an_answer_is_utf_8_whatever_charset_is_preferred() {
        for (var accept :
                List.of(
                        "application/json;charset=utf-16, application/json;q=0.5",
                        "application/json;charset=utf-8",
                        "application/json;profile=any")) {
            var answer = patch(JSON + "Accept: " + accept + "\r\n", "{'size':1}");
            assertThat(answer.status()).as(accept).isEqualTo(200);
            assertThat(answer.header("content-type")).as(accept).isEqualTo("application/json");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"%D9%A3", "0x3", "%203", "3%20", "+3", "%2B3", "3.0", "3e0", "#3"})
    void a_number_is_written_in_ascii_digits(String limit) {
        assertProblem(
                get("/v1/things/a?limit=" + limit.replace("#", "%23"), CALLER),
                400,
                "malformed-request");
    }

    @Test
    void an_answer_without_a_body_needs_no_accepted_form() {
        var answer = send("POST", "/v1/things/a/runs", CALLER + "Accept: text/plain\r\n", "");
        assertThat(answer.status()).isEqualTo(204);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Content-Type: text/plain\r\n",
                "Content-Type: application/json; charset=ISO-8859-1\r\n",
                "Content-Type: application/json\r\nContent-Type: application/json\r\n",
                "Content-Type: application/json\r\nContent-Encoding: gzip\r\n",
                "Content-Type: application/xml+json\r\n",
                "Content-Type: nonsense\r\n"
            })
    void a_body_that_is_not_declared_as_json_is_refused(String headers) {
        var answer = patch(CALLER + headers, "{'size':1}");
        assertProblem(answer, 415, "unsupported-media-type");
        assertThat(answer.header("accept-patch")).isEqualTo("application/json");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Type: application/json;charset=utf-8\r\n",
                "Content-Type: APPLICATION/JSON\r\nContent-Encoding: identity\r\n"
            })
    void json_is_accepted_under_every_declared_type(String headers) {
        assertThat(patch(CALLER + headers, "{'size':1}").status()).isEqualTo(200);
    }

    @Test
    void a_method_that_a_path_does_not_have_is_refused_with_those_it_has() {
        var answer = send("PUT", "/v1/things/a", JSON, "{}");
        assertProblem(answer, 405, "method-not-allowed");
        assertThat(answer.header("allow")).isEqualTo("DELETE, GET, HEAD, OPTIONS, PATCH");
        assertThat(send("HEAD", "/v1/things/a", CALLER, "").status()).isEqualTo(200);
        assertThat(send("OPTIONS", "/v1/things/a", CALLER, "").header("allow"))
                .contains("GET", "PATCH");
    }

    @Test
    void a_misspelt_or_repeated_parameter_is_refused() {
        var misspelt = get("/v1/things/a?Limit=3&x=1", CALLER);
        assertProblem(misspelt, 400, "malformed-request");
        assertThat(misspelt.json().at("/errors/0/pointer").asString()).isEqualTo("/Limit");
        assertThat(misspelt.json().at("/errors/0/detail").asString()).endsWith("it has limit");
        assertThat(misspelt.json().at("/errors/1/pointer").asString()).isEqualTo("/x");
        assertProblem(get("/v1/things/a?limit=3&limit=4", CALLER), 400, "malformed-request");
        var wrong = get("/v1/things/a?limit=many", CALLER);
        assertProblem(wrong, 400, "malformed-request");
        assertThat(wrong.json().path("detail").asString())
                .isEqualTo("query parameter limit must be a whole number");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a;b", "a;", "a;b=c"})
    void a_semicolon_in_a_path_does_not_cut_a_name_off(String id) {
        assertProblem(get("/v1/things/" + id, CALLER), 400, "malformed-request");
        assertThat(get("/v1/things/a%3Bb", CALLER).json().path("id").asString()).isEqualTo("a;b");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    If-Match: "5",              | 200
                    If-Match: , "4" ,, "5"      | 200
                    If-Match: *                 | 200
                    If-Match: "4"               | 412
                    If-Match: W/"5"             | 412
                    If-Match: 5                 | 400
                    If-None-Match: *            | 412
                    If-None-Match: "5"          | 412
                    If-None-Match: "4"          | 200
                    """)
    void a_change_is_made_only_when_its_precondition_holds(String header, int status) {
        var answer = patch(JSON + header + "\r\n", "{'size':1}");
        assertThat(answer.status()).isEqualTo(status);
        if (status == 412) {
            assertThat(answer.header("etag")).isEqualTo("\"5\"");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    If-Match: "5",       | 200
                    If-Match: "4"        | 412
                    If-Match: 5          | 400
                    If-None-Match: "5"   | 304
                    If-None-Match: *     | 304
                    If-None-Match: "4"   | 200
                    """)
    void a_read_evaluates_preconditions_too(String header, int status) {
        assertThat(get("/v1/things/a", CALLER + header + "\r\n").status()).isEqualTo(status);
    }

    @Test
    void text_in_a_header_is_utf_8_or_refused() {
        assertThat(reason("维护窗口".getBytes(UTF_8)).json().path("reason").asString())
                .isEqualTo("维护窗口");
        assertThat(reason("维".repeat(256).getBytes(UTF_8)).status()).isEqualTo(200);
        assertProblem(reason("维".repeat(257).getBytes(UTF_8)), 400, "malformed-request");
        assertProblem(reason("café".getBytes(ISO_8859_1)), 400, "malformed-request");
        assertProblem(reason("a\u0085b".getBytes(UTF_8)), 400, "malformed-request");
        assertProblem(
                get("/v1/things/a", CALLER + "X-Reason: a\r\nX-Reason: b\r\n"),
                400,
                "malformed-request");
    }

    private static WireAnswer reason(byte[] reason) {
        return get("/v1/things/a", CALLER + "X-Reason: " + new String(reason, ISO_8859_1) + "\r\n");
    }

    @Test
    void an_answer_lists_twenty_errors_and_counts_the_rest() {
        var body = new StringBuilder("{'size':1");
        for (var i = 0; i < 5_000; i++) {
            body.append(",'unknown-field-number-").append(i).append("':1");
        }
        var answer = patch(JSON, body.append('}').toString());
        assertProblem(answer, 400, "malformed-request");
        assertThat(answer.json().path("errors").size()).isEqualTo(20);
        assertThat(answer.json().path("moreErrors").asInt()).isEqualTo(4_980);
        assertThat(answer.body().length()).isLessThan(8_000);
        var longName = patch(JSON, "{'size':1,'" + "x".repeat(200_000) + "':1}");
        assertThat(longName.body().length()).isLessThan(4_000);
    }

    @Test
    void a_conflict_of_transactions_is_to_be_repeated() {
        var answer = send("DELETE", "/v1/things/a", CALLER, "");
        assertProblem(answer, 503, "database-unavailable");
        assertThat(answer.header("retry-after")).isEqualTo("1");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '^',
            textBlock =
                    """
                    GET /v1/things/a?x=| HTTP/1.1^Host: localhost^400^bad-request
                    GET /v1/things/a?x=%zz HTTP/1.1^Host: localhost^400^bad-request
                    GET /v1/things/% HTTP/1.1^Host: localhost^400^bad-request
                    GET v1/things/a HTTP/1.1^Host: localhost^400^bad-request
                    GET /v1/things/a HTTP/1.1^Hosts: localhost^400^bad-request
                    GET /v1/things/a HTTP/1.1^Host: localhost~Host: localhost^400^bad-request
                    GET /v1/things/a HTTP/1.1^Host: localhost~Host: other^400^bad-request
                    GET /v1/things/a HTTP/1.1^Host: localhost:abc^400^bad-request
                    GET /v1/things/a HTTP/1.1^Host: localhost:99999^400^bad-request
                    GET /v1/things/a HTTP/1.1^Host: a b^400^bad-request
                    GET http://localhost:99999/v1/things/a HTTP/1.1^Host: localhost^400^bad-request
                    GET /v1/things/a HTTP/1.1^Host: localhost~no colon^400^bad-request
                    GET /v1/things/a NOTHTTP^Host: localhost^400^bad-request
                    """)
    void a_request_that_breaks_http_is_a_problem_with_an_id(
            String line, String headers, int status, String problem) {
        var answer = wire(line + "\r\n" + CALLER + headers.replace("~", "\r\n") + "\r\n\r\n");
        assertProblem(answer, status, problem);
    }

    @Test
    void large_headers_and_targets_are_taken_up_to_32_kib_and_then_a_problem() {
        assertThat(get("/v1/things/a", CALLER + cookies(30_000)).status()).isEqualTo(200);
        assertProblem(get("/v1/things/a", CALLER + cookies(40_000)), 431, "headers-too-large");
        assertThat(get("/v1/things/" + "a".repeat(30_000), CALLER).status()).isEqualTo(200);
        assertProblem(get("/v1/things/" + "a".repeat(40_000), CALLER), 414, "uri-too-long");
    }

    private static String cookies(int bytes) {
        return "Cookie: a=" + "x".repeat(bytes) + "\r\n";
    }

    @Test
    void a_client_cannot_mark_a_request_as_faulty() {
        assertThat(get("/v1/things/a", CALLER + "X-Http-Fault: NOT_HTTP\r\n").status())
                .isEqualTo(200);
    }

    @Test
    void the_host_of_an_absolute_target_counts() {
        assertThat(
                        wire("GET http://localhost:%s/v1/things/a HTTP/1.1\r\nHost: other\r\n%s\r\n"
                                        .formatted(port, CALLER))
                                .status())
                .isEqualTo(200);
    }

    /** An unread body would stand before the next request. */
    @ParameterizedTest
    @CsvSource({
        "PATCH, /v1/nothing, application/json, 404",
        "PUT, /v1/things/a, application/json, 405",
        "PATCH, /v1/things/a, text/plain, 415",
        "PATCH, /v1/things/a?nope=1, application/json, 400",
        "PATCH, /v1/things/a, application/json, 413",
        "POST, /v1/things/a/runs, text/plain, 204",
        "GET, /v1/things/a, text/plain, 200"
    })
    void the_next_request_of_a_connection_is_answered_after_any_body(
            String method, String path, String type, int status) throws IOException {
        for (var chunked : new boolean[] {false, true}) {
            for (var bytes : new int[] {10, 300_000, 2_000_000}) {
                if (status == 413 && bytes < 300_000) {
                    continue;
                }
                try (var socket = connect()) {
                    var out = socket.getOutputStream();
                    out.write(
                            "%s %s HTTP/1.1\r\nHost: localhost\r\n%sContent-Type: %s\r\n%s\r\n\r\n"
                                    .formatted(
                                            method,
                                            path,
                                            CALLER,
                                            type,
                                            chunked
                                                    ? "Transfer-Encoding: chunked"
                                                    : "Content-Length: " + bytes)
                                    .getBytes(ISO_8859_1));
                    out.write(body(chunked, bytes));
                    out.flush();
                    assertThat(WireAnswer.read(socket.getInputStream()).status())
                            .as("%s bytes, chunked %s", bytes, chunked)
                            .isEqualTo(status);
                    out.write(
                            "GET /v1/things/next HTTP/1.1\r\nHost: localhost\r\n%s\r\n"
                                    .formatted(CALLER)
                                    .getBytes(ISO_8859_1));
                    assertThat(
                                    WireAnswer.read(socket.getInputStream())
                                            .json()
                                            .path("id")
                                            .asString())
                            .isEqualTo("next");
                }
            }
        }
    }

    private static byte[] body(boolean chunked, int bytes) {
        var text = "x".repeat(bytes);
        return (chunked
                        ? "%s\r\n%s\r\n0\r\n\r\n".formatted(Integer.toHexString(bytes), text)
                        : text)
                .getBytes(ISO_8859_1);
    }

    @Test
    void a_body_that_is_too_large_to_drop_closes_the_connection() throws IOException {
        try (var socket = connect()) {
            socket.getOutputStream()
                    .write(
                            "PUT /v1/things/a HTTP/1.1\r\nHost: localhost\r\n%sContent-Length: 99999999999\r\n\r\n"
                                    .formatted(CALLER)
                                    .getBytes(ISO_8859_1));
            var answer = WireAnswer.read(socket.getInputStream());
            assertProblem(answer, 405, "method-not-allowed");
            assertThat(answer.header("connection")).isEqualTo("close");
            assertThat(socket.getInputStream().read()).isEqualTo(-1);
        }
    }

    private static void assertProblem(WireAnswer answer, int status, String problem) {
        assertThat(answer.status()).as("%s", answer).isEqualTo(status);
        assertThat(answer.header("content-type")).isEqualTo("application/problem+json");
        assertThat(answer.problem()).as("%s", answer).isEqualTo(problem);
        assertThat(answer.json().path("requestId").asString())
                .isNotEmpty()
                .isEqualTo(answer.header("x-request-id"));
    }

    private static WireAnswer get(String path, String headers) {
        return send("GET", path, headers, "");
    }

    private static WireAnswer patch(String headers, String body) {
        return send("PATCH", "/v1/things/a", headers, body.replace('\'', '"'));
    }

    private static WireAnswer send(String method, String path, String headers, String body) {
        return wire(
                "%s %s HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n%s%s\r\n%s"
                        .formatted(
                                method,
                                path,
                                headers,
                                body.isEmpty() ? "" : "Content-Length: " + body.length() + "\r\n",
                                body));
    }

    private static WireAnswer wire(String request) {
        try (var socket = connect()) {
            socket.getOutputStream().write(request.getBytes(ISO_8859_1));
            return WireAnswer.read(socket.getInputStream());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Socket connect() throws IOException {
        var socket = new Socket(InetAddress.ofLiteral("127.0.0.1"), port);
        socket.setSoTimeout(10_000);
        return socket;
    }
}
