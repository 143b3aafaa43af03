package io.sixlane.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.sixlane.configuration.identity.ApiTokenText;
import io.sixlane.testsupport.WireAnswer;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.reactivestreams.Publisher;
import org.slf4j.LoggerFactory;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The gateway as it ships, in front of small real servers. */
class GatewayIT {
    private static final JsonMapper JSON = new JsonMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    /** Events that the test emits on the stream. */
    private static final Sinks.Many<String> MORE = Sinks.many().replay().all();

    private static final String GOOD = madeUp();
    private static final String BAD = madeUp();
    private static final String BROKEN = madeUp();
    private static final String GOOD_SESSION =
            "__Host-sixlane=MDAwMDAwMDAtMDAwMC0wMDAwLTAwMDAtMDAwMDAwMDAwMDAw";
    private static final String BAD_SESSION =
            "__Host-sixlane=MTAwMDAwMDAtMDAwMC0wMDAwLTAwMDAtMDAwMDAwMDAwMDAw";
    private static final int FAILURES = 40;
    private static final AtomicInteger QUESTIONS = new AtomicInteger();

    /** What the identity service thinks of the good credentials. */
    private static final AtomicBoolean REVOKED = new AtomicBoolean();

    private static DisposableServer identity;
    private static DisposableServer provisioning;
    private static DisposableServer catalog;
    private static ConfigurableApplicationContext gateway;
    private static int port;

    @BeforeAll
    static void start(@TempDir Path console) throws IOException {
        Files.writeString(console.resolve("index.html"), "the console");
        Files.createDirectory(console.resolve("assets"));
        Files.writeString(console.resolve("assets/index-1a2b.js"), "let plain;");
        Files.writeString(console.resolve("assets/index-1a2b.js.br"), "compressed");
        identity =
                HttpServer.create()
                        .host("127.0.0.1")
                        .port(0)
                        .route(
                                routes ->
                                        routes.post("/internal/exchange", GatewayIT::exchange)
                                                .post("/login/ott", GatewayIT::echoCookie)
                                                .get("/v1/me", GatewayIT::echoCookie))
                        .bindNow();
        provisioning =
                HttpServer.create()
                        .host("127.0.0.1")
                        .port(0)
                        .route(
                                routes ->
                                        routes.get(
                                                        "/v1/accelerators/ga-1",
                                                        (request, response) ->
                                                                response.header("ETag", "\"7\"")
                                                                        .sendString(
                                                                                Mono.just(
                                                                                        echo(
                                                                                                request
                                                                                                        .requestHeaders()))))
                                                .get(
                                                        "/v1/accelerators/ga-1/convergence/stream",
                                                        (_, response) ->
                                                                response.sse()
                                                                        .send(
                                                                                MORE.asFlux()
                                                                                        .map(
                                                                                                GatewayIT
                                                                                                        ::event),
                                                                                _ -> true))
                                                .get(
                                                        "/v1/accelerators/ga-2/convergence/stream",
                                                        (_, response) ->
                                                                response.sse()
                                                                        .send(
                                                                                Flux.just("endless")
                                                                                        .map(
                                                                                                GatewayIT
                                                                                                        ::event)
                                                                                        .concatWith(
                                                                                                Flux
                                                                                                        .never()),
                                                                                _ -> true))
                                                .put(
                                                        "/v1/accelerators/ga-1",
                                                        GatewayIT::uriAfterTheBody)
                                                .get(
                                                        "/v3/api-docs",
                                                        (_, response) ->
                                                                response.header(
                                                                                "Content-Type",
                                                                                "application/json")
                                                                        .sendString(
                                                                                Mono.just(
                                                                                        "{\"paths\":{\"/v1/relays\":{\"get\":{}}}}"))))
                        .bindNow();
        catalog =
                HttpServer.create()
                        .httpRequestDecoder(
                                decoder ->
                                        decoder.maxHeaderSize(65_536).maxInitialLineLength(65_536))
                        .host("127.0.0.1")
                        .port(0)
                        .route(
                                routes ->
                                        routes.get(
                                                "/v1/regions",
                                                (_, response) ->
                                                        response.sendString(Mono.just("regions"))))
                        .bindNow();
        gateway =
                SpringApplication.run(
                        GatewayApplication.class,
                        "--server.port=0",
                        "--spring.web.resources.static-locations="
                                + console.toUri()
                                + ",classpath:/static/",
                        "--sixlane.gateway.identity-url=http://127.0.0.1:" + identity.port(),
                        "--sixlane.gateway.credentials-kept=200ms",
                        "--sixlane.gateway.rate.sign-ins-per-minute=60",
                        "--sixlane.gateway.rate.failures-per-minute=" + FAILURES,
                        "--sixlane.actuator-networks=127.0.0.2/32,::1",
                        "--sixlane.gateway.provisioning-url=http://127.0.0.1:"
                                + provisioning.port(),
                        "--sixlane.gateway.catalog-url=http://127.0.0.1:" + catalog.port(),
                        "--sixlane.gateway.metrics-url=http://127.0.0.1:" + unusedPort());
        port = gateway.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
    }

    @AfterAll
    static void stop() {
        gateway.close();
        identity.disposeNow();
        provisioning.disposeNow();
        catalog.disposeNow();
    }

    @Test
    void sends_each_path_to_its_service() throws Exception {
        assertThat(get("/v1/regions").body()).isEqualTo("regions");
        assertThat(get("/v1/accelerators/ga-1").headers().firstValue("ETag")).contains("\"7\"");
    }

    /** The second event is not there before the first was read. */
    @Test
    void hands_each_event_of_a_stream_on_at_once() throws Exception {
        MORE.tryEmitNext("first").orThrow();
        var answer =
                HTTP.send(
                        request("/v1/accelerators/ga-1/convergence/stream")
                                .header("Accept", "text/event-stream")
                                .build(),
                        HttpResponse.BodyHandlers.ofInputStream());
        assertThat(answer.headers().firstValue("Content-Type").orElse(""))
                .startsWith("text/event-stream");
        try (var lines = new BufferedReader(new InputStreamReader(answer.body(), UTF_8))) {
            assertThat(lines.readLine()).isEqualTo("data:first");
            assertThat(lines.readLine()).isEmpty();
            MORE.tryEmitNext("second").orThrow();
            assertThat(lines.readLine()).isEqualTo("data:second");
        }
    }

    @Test
    void a_stream_ends_with_its_credentials() throws Exception {
        var answer =
                HTTP.send(
                        request("/v1/accelerators/ga-2/convergence/stream").build(),
                        HttpResponse.BodyHandlers.ofInputStream());
        try (var stream = answer.body()) {
            assertThat(stream.read()).isEqualTo('d');
            REVOKED.set(true);
            var end = CompletableFuture.supplyAsync(() -> lengthOfRest(stream));
            assertThat(end.get(10, TimeUnit.SECONDS)).isPositive();
        } finally {
            REVOKED.set(false);
            await().until(() -> get("/v1/regions").statusCode() == 200);
        }
    }

    private static long lengthOfRest(InputStream stream) {
        try {
            return stream.transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ByteBuf event(String text) {
        return Unpooled.copiedBuffer("data:%s\n\n".formatted(text), UTF_8);
    }

    @Test
    void asks_with_the_parameters_that_the_client_asked_with() throws Exception {
        var answer =
                send(
                        request("/v1/accelerators/ga-1?wait=30s&dryRun=false")
                                .PUT(HttpRequest.BodyPublishers.ofString("{}")));
        assertThat(answer.body()).isEqualTo("/v1/accelerators/ga-1?wait=30s&dryRun=false");
    }

    private static Publisher<Void> exchange(
            HttpServerRequest request, HttpServerResponse response) {
        QUESTIONS.incrementAndGet();
        var headers = request.requestHeaders();
        if (BROKEN.equals(headers.get("Authorization"))) {
            return response.status(500).send();
        }
        var counts =
                GOOD.equals(headers.get("Authorization"))
                        || GOOD_SESSION.equals(headers.get("Cookie"));
        return counts && !REVOKED.get()
                ? response.sendString(
                        Mono.just(
                                "signed-for-"
                                        + request.uri().substring(request.uri().indexOf('=') + 1)))
                : response.status(401).send();
    }

    /** Reads the whole request first, as the services do. */
    private static Publisher<Void> uriAfterTheBody(
            HttpServerRequest request, HttpServerResponse response) {
        return response.sendString(
                request.receive().aggregate().asString().thenReturn(request.uri()));
    }

    private static Publisher<Void> echoCookie(
            HttpServerRequest request, HttpServerResponse response) {
        return response.sendString(
                Mono.just(String.valueOf(request.requestHeaders().get("Cookie"))));
    }

    @Test
    void sends_the_token_of_the_credentials_and_not_the_credentials() throws Exception {
        var signed =
                JSON.readTree(
                        """
                        {"authorization": "Bearer signed-for-127.0.0.1",
                         "x-request-id": "from-the-client"}
                        """);
        var token = request("/v1/accelerators/ga-1").header("X-Request-Id", "from-the-client");
        var session =
                anonymous("/v1/accelerators/ga-1")
                        .header("X-Request-Id", "from-the-client")
                        .header("Cookie", "other=1; " + GOOD_SESSION);
        assertThat(JSON.readTree(send(token).body())).isEqualTo(signed);
        assertThat(JSON.readTree(send(session).body())).isEqualTo(signed);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "X-Sixlane-Account: local",
                "Authorization: BAD",
                "Authorization: Bearer signed-for-127.0.0.1",
                "Authorization: Basic bG9jYWw6",
                "Authorization: GOOD\r\nAuthorization: GOOD",
                "Cookie: BAD_SESSION",
                "Authorization: BAD\r\nCookie: GOOD_SESSION",
                "Cookie: sixlane=good"
            })
    void without_credentials_that_count_there_is_no_answer(String template) throws Exception {
        var header =
                template.replace("BAD_SESSION", BAD_SESSION)
                        .replace("GOOD_SESSION", GOOD_SESSION)
                        .replace("BAD", BAD)
                        .replace("GOOD", GOOD);
        for (var path : new String[] {"/v1/accelerators/ga-1", "/v1/nothing", "/v1/me"}) {
            var answer =
                    anonymousWire(
                            "GET %s HTTP/1.1\r\nHost: localhost\r\n%s\r\n\r\n"
                                    .formatted(path, header));
            assertProblem(answer, 401, "sign-in-required");
            assertThat(answer.header("www-authenticate")).isEqualTo("Bearer");
        }
    }

    @Test
    void asks_once_for_many_requests_and_feels_a_revocation() throws Exception {
        await().untilAsserted(
                        () -> {
                            get("/v1/regions");
                            var questions = QUESTIONS.get();
                            for (var repeated = 0; repeated < 5; repeated++) {
                                assertThat(get("/v1/regions").statusCode()).isEqualTo(200);
                            }
                            assertThat(QUESTIONS).hasValue(questions);
                        });
        REVOKED.set(true);
        try {
            await().atMost(Duration.ofSeconds(5))
                    .untilAsserted(
                            () -> assertThat(get("/v1/regions").statusCode()).isEqualTo(401));
        } finally {
            REVOKED.set(false);
            await().until(() -> get("/v1/regions").statusCode() == 200);
        }
    }

    @Test
    void too_many_sign_ins_from_one_address_are_refused() throws Exception {
        var guess = "POST /login/ott HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\n\r\n";
        var answers = answersFrom("127.0.0.9", guess, 70);
        assertThat(answers.getFirst().status()).isEqualTo(200);
        assertProblem(answers.getLast(), 429, "too-many-requests");
        assertThat(anonymousWire(guess).status()).isEqualTo(200);
    }

    @Test
    void what_cannot_be_credentials_costs_no_question() throws Exception {
        var questions = QUESTIONS.get();
        for (var header :
                List.of(
                        "Authorization: Bearer sxl_pat_" + "0".repeat(36),
                        "Authorization: " + GOOD.substring(0, GOOD.length() - 1),
                        "Authorization: Bearer eyJhbGciOiJub25lIn0.e30.",
                        "Cookie: __Host-sixlane=bm90aGluZw==")) {
            var answer =
                    anonymousWire(
                            "GET /v1/regions HTTP/1.1\r\nHost: localhost\r\n%s\r\n\r\n"
                                    .formatted(header));
            assertThat(answer.status()).as(header).isEqualTo(401);
        }
        assertThat(QUESTIONS).hasValue(questions);
    }

    /** A client that guesses is stopped, and the others of its network go on. */
    @Test
    void made_up_credentials_of_one_address_are_a_bounded_number_of_questions() throws Exception {
        assertThat(regionsFrom("127.0.0.10", GOOD).status()).isEqualTo(200);
        var questions = QUESTIONS.get();
        var answered = 0;
        for (var guess = 0; guess < 3 * FAILURES; guess++) {
            var answer = regionsFrom("127.0.0.10", madeUp());
            if (answer.status() == 401) {
                answered++;
            } else {
                assertProblem(answer, 429, "too-many-requests");
                assertThat(answer.header("retry-after")).matches("[1-9][0-9]?");
            }
        }
        // And those of the time that it took, one every second and a half.
        assertThat(answered).isBetween(FAILURES, 2 * FAILURES);
        assertThat(QUESTIONS).hasValue(questions + answered);
        var before = QUESTIONS.get();
        await().untilAsserted(
                        () -> {
                            assertThat(regionsFrom("127.0.0.10", GOOD).status()).isEqualTo(200);
                            assertThat(QUESTIONS).hasValueGreaterThan(before);
                        });
        assertThat(regionsFrom("127.0.0.11", madeUp()).status()).isEqualTo(401);
    }

    private static WireAnswer regionsFrom(String address, String authorization) throws IOException {
        var request =
                "GET /v1/regions HTTP/1.1\r\nHost: localhost\r\nAuthorization: %s\r\n\r\n"
                        .formatted(authorization);
        return answersFrom(address, request, 1).getFirst();
    }

    /** Well-formed, and without rights. */
    private static String madeUp() {
        return "Bearer " + ApiTokenText.make(new SecureRandom());
    }

    @Test
    void meters_are_for_named_networks_and_health_is_for_everyone() throws Exception {
        var meters = "GET /actuator/prometheus HTTP/1.1\r\nHost: localhost\r\n\r\n";
        var health = "GET /actuator/health HTTP/1.1\r\nHost: localhost\r\n\r\n";
        assertThat(answersFrom("127.0.0.2", meters, 1).getFirst().status()).isEqualTo(200);
        assertProblem(answersFrom("127.0.0.3", meters, 1).getFirst(), 404, "not-found");
        assertThat(answersFrom("127.0.0.3", health, 1).getFirst().status()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({"/logout, 127.0.0.5", "/webauthn/register/options, 127.0.0.6"})
    void made_up_sessions_at_sign_out_are_a_bounded_number_of_questions(String path, String from)
            throws Exception {
        var step =
                "POST %s HTTP/1.1\r\nHost: localhost\r\nCookie: %s\r\nContent-Length: 0\r\n\r\n"
                        .formatted(path, BAD_SESSION);
        var statuses = answersFrom(from, step, 160).stream().map(WireAnswer::status).toList();
        assertThat(statuses.subList(0, 120)).doesNotContain(429);
        assertThat(statuses).contains(429);
    }

    private static List<WireAnswer> answersFrom(String address, String request, int times)
            throws IOException {
        try (var socket =
                new Socket(
                        InetAddress.ofLiteral("127.0.0.1"),
                        port,
                        InetAddress.ofLiteral(address),
                        0)) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream()
                    .write(request.repeat(times).getBytes(StandardCharsets.ISO_8859_1));
            var answers = new ArrayList<WireAnswer>();
            for (var read = 0; read < times; read++) {
                answers.add(WireAnswer.read(socket.getInputStream()));
            }
            return answers;
        }
    }

    @Test
    void an_identity_service_that_fails_is_a_problem_to_try_again() throws Exception {
        var answer = send(anonymous("/v1/regions").header("Authorization", BROKEN));
        assertProblem(answer, 503, "/problems/service-unavailable");
    }

    @Test
    void sign_in_gets_the_cookies_as_they_are() throws Exception {
        var answer =
                send(
                        anonymous("/login/ott")
                                .header("Cookie", "__Host-sixlane=old")
                                .header("Sec-Fetch-Site", "same-origin")
                                .POST(HttpRequest.BodyPublishers.ofString("token=1")));
        assertThat(answer.body()).isEqualTo("__Host-sixlane=old");
        assertProblem(get("/internal/exchange"), 404, "/problems/not-found");
        assertProblem(get("/oauth2/jwks"), 404, "/problems/not-found");
    }

    @ParameterizedTest
    @CsvSource({
        "Sec-Fetch-Site, same-origin, 200",
        "Sec-Fetch-Site, same-site, 403",
        "Sec-Fetch-Site, cross-site, 403",
        "Sec-Fetch-Site, none, 403",
        "Origin, http://localhost:5173, 403",
        "Origin, null, 403",
        "X-Old-Browser, yes, 200"
    })
    void a_change_with_a_cookie_comes_from_the_own_pages(String header, String value, int status)
            throws Exception {
        var change =
                """
                %s HTTP/1.1\r
                Host: localhost\r
                Cookie: GOOD_SESSION\r
                %s: %s\r
                Content-Length: 0\r
                \r
                """
                        .replace("GOOD_SESSION", GOOD_SESSION);
        assertThat(
                        anonymousWire(change.formatted("PUT /v1/accelerators/ga-1", header, value))
                                .status())
                .isEqualTo(status);
        assertThat(anonymousWire(change.formatted("POST /login/ott", header, value)).status())
                .isEqualTo(status);
        // What sign-in does not read takes nothing from what the cookie does.
        var beside = "Authorization: Basic eDp5\r\n" + header;
        assertThat(anonymousWire(change.formatted("POST /login/ott", beside, value)).status())
                .isEqualTo(status);
    }

    @Test
    void a_program_with_a_token_may_call_from_any_page_of_this_machine() throws Exception {
        var answer =
                send(
                        request("/v1/accelerators/ga-1")
                                .header("Origin", "http://localhost:5173")
                                .header("Sec-Fetch-Site", "same-site")
                                .PUT(HttpRequest.BodyPublishers.noBody()));
        assertThat(answer.statusCode()).isEqualTo(200);
    }

    @Test
    void every_answer_keeps_frames_and_foreign_scripts_out() throws Exception {
        for (var path : new String[] {"/", "/v1/regions", "/v1/nothing", "/docs"}) {
            var headers = get(path).headers();
            assertThat(headers.firstValue("X-Content-Type-Options")).as(path).contains("nosniff");
            assertThat(headers.allValues("Content-Security-Policy"))
                    .as(path)
                    .singleElement()
                    .asString()
                    .contains("frame-ancestors 'none'")
                    .doesNotContain("script-src");
        }
    }

    @Test
    void gives_every_request_an_id_and_replaces_one_that_is_not_sane() throws Exception {
        var answer = send(request("/v1/regions").header("X-Request-Id", "no spaces, please"));
        assertThat(answer.headers().firstValue("X-Request-Id").orElse("")).matches("[0-9a-f-]{36}");
    }

    @Test
    void a_service_that_is_down_is_a_problem_to_try_again() throws Exception {
        var answer = get("/v1/metrics/accelerators/ga-1");
        assertProblem(answer, 503, "/problems/service-unavailable");
        assertThat(answer.headers().firstValue("Retry-After")).contains("1");
    }

    @Test
    void an_unknown_path_is_a_problem_too() throws Exception {
        assertProblem(get("/v1/nothing"), 404, "/problems/not-found");
    }

    @Test
    void a_list_of_the_catalog_is_read_only() throws Exception {
        var answer =
                send(
                        request("/v1/regions")
                                .method("PATCH", HttpRequest.BodyPublishers.ofString("{}")));
        assertProblem(answer, 405, "/problems/method-not-allowed");
        assertThat(answer.headers().firstValue("Allow")).contains("GET, HEAD, OPTIONS");
    }

    @Test
    void refuses_a_body_that_announces_too_much() throws Exception {
        var answer =
                send(
                        request("/v1/orders")
                                .POST(
                                        HttpRequest.BodyPublishers.ofByteArray(
                                                new byte[1024 * 1024 + 1])));
        assertProblem(answer, 413, "/problems/content-too-large");
    }

    /** Without a length there is nothing to announce. */
    @Test
    void refuses_a_body_in_chunks_that_becomes_too_large() throws Exception {
        var path = "/v1/accelerators/ga-1";
        assertThat(send(request(path).PUT(inChunks(1_000_000))).statusCode()).isEqualTo(200);
        var answer = send(request(path).PUT(inChunks(1_100_000)));
        assertProblem(answer, 413, "/problems/content-too-large");
    }

    /** A client could fill the log with them. */
    @Test
    void what_clients_cause_leaves_no_stack_trace_in_the_log() throws Exception {
        var lines = new ListAppender<ILoggingEvent>();
        var logger = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        lines.start();
        logger.addAppender(lines);
        try {
            var large = request("/v1/accelerators/ga-1").PUT(inChunks(1_100_000));
            assertProblem(send(large), 413, "/problems/content-too-large");
            for (var guess = 0; guess < 2 * FAILURES; guess++) {
                regionsFrom("127.0.0.12", madeUp());
            }
            assertThat(regionsFrom("127.0.0.12", madeUp()).status()).isEqualTo(429);
            assertThat(regionsFrom("127.0.0.13", BROKEN).status()).isEqualTo(503);
            assertThat(get("/v1/metrics/accelerators/ga-1").statusCode()).isEqualTo(503);
        } finally {
            logger.detachAppender(lines);
        }
        assertThat(lines.list)
                .filteredOn(line -> line.getThrowableProxy() != null)
                // The small server of this test, which releases what it was sent twice.
                .filteredOn(
                        line -> !line.getLoggerName().equals("reactor.core.publisher.Operators"))
                .isEmpty();
    }

    private static HttpRequest.BodyPublisher inChunks(int bytes) {
        return HttpRequest.BodyPublishers.ofInputStream(
                () -> new ByteArrayInputStream(new byte[bytes]));
    }

    @Test
    void pages_from_this_machine_may_call_and_others_may_not() throws Exception {
        var own = send(request("/v1/regions").header("Origin", "http://localhost:5173"));
        assertThat(own.headers().firstValue("Access-Control-Allow-Origin"))
                .contains("http://localhost:5173");
        for (var origin : List.of("https://example.org", "https://localhost:5173", "ftp://[::1]")) {
            assertProblem(
                    send(request("/v1/regions").header("Origin", origin)),
                    403,
                    "/problems/foreign-origin");
        }
    }

    @Test
    void a_name_that_was_pointed_at_this_machine_is_refused() throws Exception {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            OutputStream out = socket.getOutputStream();
            out.write(
                    "GET /v1/regions HTTP/1.1\r\nHost: rebound.example\r\nConnection: close\r\n\r\n"
                            .getBytes(StandardCharsets.US_ASCII));
            InputStream in = socket.getInputStream();
            assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8))
                    .startsWith("HTTP/1.1 403")
                    .contains("/problems/foreign-host");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "X-Request-Id",
                "keep-alive, x-request-id",
                "X-REQUEST-ID,X-Nothing ,\tX-Request-Id",
                "X-Nothing\r\nConnection: X-Request-Id"
            })
    void the_identity_arrives_whatever_the_client_lists_under_connection(String options)
            throws Exception {
        var answer =
                wire(
                        "GET /v1/accelerators/ga-1 HTTP/1.1\r\n"
                                + "Host: localhost\r\n"
                                + "X-Request-Id: mine\r\n"
                                + "Connection: "
                                + options
                                + "\r\n\r\n");
        assertThat(answer.header("x-request-id")).isEqualTo("mine");
        assertThat(answer.json())
                .isEqualTo(
                        JSON.readTree(
                                """
                                {"authorization": "Bearer signed-for-127.0.0.1",
                                 "x-request-id": "mine"}
                                """));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "If-Match",
                "Authorization",
                "close, Idempotency-Key",
                "content-length",
                "HOST"
            })
    void a_client_cannot_have_the_gateway_drop_what_the_service_decides_by(String options)
            throws Exception {
        assertProblem(
                wire(
                        "GET /v1/accelerators/ga-1 HTTP/1.1\r\n"
                                + "Host: localhost\r\n"
                                + "If-Match: \"7\"\r\n"
                                + "Connection: "
                                + options
                                + "\r\n\r\n"),
                400,
                "bad-request");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "LOCALHOST",
                "localhost.",
                "LocalHost.:8080",
                "localhost:",
                "127.0.0.1",
                "[::1]:80",
                "[0:0:0:0:0:0:0:1]"
            })
    void own_hosts_are_accepted_in_every_spelling(String host) throws Exception {
        assertThat(wire("GET /v1/regions HTTP/1.1\r\nHost: " + host + "\r\n\r\n").status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost.example", "rebound.example:8080", "127.0.0.1.example"})
    void another_host_is_refused(String host) throws Exception {
        assertProblem(
                wire("GET /v1/regions HTTP/1.1\r\nHost: " + host + "\r\n\r\n"),
                403,
                "foreign-host");
        var absolute = "GET http://rebound.example/v1/regions HTTP/1.1\r\nHost: localhost\r\n\r\n";
        assertThat(wire(absolute).status()).isEqualTo(403);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '^',
            textBlock =
                    """
                    GET /v1/regions?a=| HTTP/1.1^Host: localhost^400
                    GET /v1/regions?a=%zz HTTP/1.1^Host: localhost^400
                    GET /v1/regions HTTP/1.1^Host: localhost:99999^400
                    GET /v1/regions HTTP/1.1^Host: localhost:abc^400
                    GET /v1/regions HTTP/1.1^Host: localhost~Host: localhost^400
                    GET /v1/regions HTTP/1.1^X-Nothing: 1^400
                    GET /v1/regions HTTP/1.1^Host: localhost..^400
                    """)
    void a_request_that_breaks_http_is_a_problem_with_an_id(String line, String headers, int status)
            throws Exception {
        assertProblem(
                wire(line + "\r\n" + headers.replace("~", "\r\n") + "\r\n\r\n"),
                status,
                "bad-request");
    }

    @Test
    void headers_and_queries_of_32_kib_are_taken_and_larger_ones_are_a_problem() throws Exception {
        var request = "GET /v1/regions%s HTTP/1.1\r\nHost: localhost\r\nCookie: a=%s\r\n\r\n";
        assertThat(wire(request.formatted("", "x".repeat(30_000))).status()).isEqualTo(200);
        assertThat(wire(request.formatted("?a=" + "x".repeat(30_000), "")).status()).isEqualTo(200);
        assertProblem(wire(request.formatted("", "x".repeat(40_000))), 431, "headers-too-large");
        assertProblem(wire(request.formatted("?a=" + "x".repeat(40_000), "")), 414, "uri-too-long");
    }

    @Test
    void a_method_that_a_public_path_does_not_have_is_refused_with_those_it_has() throws Exception {
        for (var request :
                new String[] {
                    "DELETE /v1/regions",
                    "GET /v1/recommendations",
                    "TRACE /v1/orders",
                    "POST /",
                    "PUT /openapi",
                    "DELETE /problems/not-found",
                    "FOO /v1/flows"
                }) {
            var answer = wire(request + " HTTP/1.1\r\nHost: localhost\r\n\r\n");
            assertProblem(answer, 405, "method-not-allowed");
            assertThat(answer.header("allow")).as(request).contains("OPTIONS");
        }
    }

    @Test
    void the_console_is_there_for_head_as_for_get() throws Exception {
        var page = get("/");
        var head = send(request("/").method("HEAD", HttpRequest.BodyPublishers.noBody()));

        assertThat(page.body()).isEqualTo("the console");
        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
        assertThat(head.headers().firstValue("Content-Type"))
                .isEqualTo(page.headers().firstValue("Content-Type"));
        try (var socket = new Socket(InetAddress.ofLiteral("127.0.0.1"), port)) {
            socket.setSoTimeout(10_000);
            var request = "HEAD / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            var all = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(all).startsWith("HTTP/1.1 200 ").endsWith("\r\n\r\n");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/accelerators", "/accelerators/ga-1/history", "/create/3", "/relays"})
    void every_path_of_the_console_is_answered_by_its_page_which_browsers_ask_for_each_time(
            String path) throws Exception {
        var page = get(path + "?q=shop");
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).isEqualTo("the console");
        assertThat(page.headers().firstValue("Cache-Control")).contains("no-cache");
        assertThat(page.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/html");
        var change = send(request(path).method("PUT", HttpRequest.BodyPublishers.noBody()));
        assertThat(change.statusCode()).isEqualTo(405);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/acceleratorsx", "/create-not", "/assets/none.js", "/nothing"})
    void the_console_answers_no_other_path(String path) throws Exception {
        assertThat(get(path).statusCode()).isEqualTo(404);
    }

    /** A browser asks for HTML first; curl and programs do not. */
    @ParameterizedTest
    @CsvSource({
        "/nothing, the console",
        "/acceleratorsx/ga-1, the console",
        "/docs/nothing, There is no such page",
        "/problems/unheard-of, There is no such page"
    })
    void a_person_at_an_unknown_address_sees_a_page_and_a_program_the_problem(
            String path, String text) throws Exception {
        var page = send(anonymous(path).header("Accept", "text/html,*/*;q=0.8"));
        assertThat(page.statusCode()).isEqualTo(404);
        assertThat(page.body()).contains(text);
        assertThat(page.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/html");
        assertThat(page.headers().firstValue("Cache-Control")).contains("no-cache");
        assertThat(page.headers().firstValue("Content-Security-Policy").orElse(""))
                .contains("frame-ancestors 'none'");
        var program = send(anonymous(path).header("Accept", "*/*"));
        assertProblem(program, 404, "/problems/not-found");
    }

    @Test
    void a_path_of_the_api_is_a_problem_for_a_browser_too() throws Exception {
        var unknown = send(request("/v1/nothing").header("Accept", "text/html"));
        assertProblem(unknown, 404, "/problems/not-found");
    }

    @Test
    void files_of_the_console_are_compressed_when_the_browser_accepts_it_and_kept_for_ever()
            throws Exception {
        var plain = get("/assets/index-1a2b.js");
        var compressed =
                send(request("/assets/index-1a2b.js").header("Accept-Encoding", "gzip, br"));

        assertThat(plain.body()).isEqualTo("let plain;");
        assertThat(compressed.body()).isEqualTo("compressed");
        assertThat(compressed.headers().firstValue("Content-Encoding")).contains("br");
        assertThat(compressed.headers().firstValue("Content-Type").orElseThrow())
                .contains("javascript");
        for (var answer : List.of(plain, compressed)) {
            assertThat(answer.headers().firstValue("Cache-Control"))
                    .contains("max-age=31536000, public, immutable");
        }
        assertThat(compressed.headers().firstValue("Vary")).contains("Accept-Encoding");
    }

    @Test
    void the_icon_is_there_before_anyone_signs_in() throws Exception {
        for (var path : List.of("/sign-in.html", "/docs", "/problems/not-found")) {
            assertThat(send(anonymous(path)).body())
                    .as(path)
                    .contains("<link rel=\"icon\" href=\"/favicon.svg\">");
        }
        var icon = send(anonymous("/favicon.svg"));
        assertThat(icon.statusCode()).isEqualTo(200);
        assertThat(icon.headers().firstValue("Content-Type")).contains("image/svg+xml");
    }

    @Test
    void options_of_the_console_lists_its_methods() throws Exception {
        var answer = send(request("/").method("OPTIONS", HttpRequest.BodyPublishers.noBody()));
        assertThat(answer.statusCode()).isEqualTo(204);
        assertThat(answer.headers().firstValue("Allow")).contains("GET, HEAD, OPTIONS");
    }

    /** No service speaks it, and a tunnel would leave the rules of HTTP behind. */
    @Test
    void a_request_to_upgrade_to_websocket_is_answered_as_http() throws Exception {
        var answer =
                wire(
                        """
                        GET /v1/accelerators/ga-1 HTTP/1.1\r
                        Host: localhost\r
                        Connection: Upgrade\r
                        Upgrade: websocket\r
                        Sec-WebSocket-Version: 13\r
                        Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r
                        \r
                        """);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("etag")).isEqualTo("\"7\"");
    }

    @Test
    void a_bad_first_chunk_is_a_problem() throws Exception {
        var answer =
                wire(
                        """
                        PUT /v1/accelerators/ga-1 HTTP/1.1\r
                        Host: localhost\r
                        Content-Type: application/json\r
                        Transfer-Encoding: chunked\r
                        \r
                        zz\r
                        {}\r
                        """);
        assertProblem(answer, 400, "bad-request");
        assertThat(answer.header("connection")).isEqualTo("close");
    }

    /** The service gets no whole request either. */
    @ParameterizedTest
    @CsvSource({"PUT, /v1/accelerators/ga-1", "PATCH, /v1/nothing", "POST, /v1/orders"})
    void a_bad_chunk_in_the_middle_of_a_body_is_a_problem(String method, String path)
            throws Exception {
        var answer =
                wire(
                        "%s %s HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\nzz\r\n"
                                .formatted(method, path));

        assertThat(answer.status()).as("%s", answer).isIn(400, 404);
        assertThat(answer.header("content-type")).isEqualTo("application/problem+json");
        assertThat(answer.header("connection")).isEqualTo("close");
    }

    /** A body that the gateway refused unread must not stand before the next request. */
    @ParameterizedTest
    @CsvSource({"PATCH, /v1/nothing, 404", "PATCH, /v1/regions, 405", "POST, /v1/orders, 413"})
    void the_next_request_of_a_connection_is_answered(String method, String path, int status)
            throws Exception {
        var size = status == 413 ? 1024 * 1024 + 1 : 200_000;
        var next =
                "GET /v1/regions HTTP/1.1\r\nHost: localhost\r\nAuthorization: %s\r\n\r\n"
                        .formatted(GOOD);
        try (var socket = new Socket(InetAddress.ofLiteral("127.0.0.1"), port)) {
            socket.setSoTimeout(10_000);
            var request =
                    "%s %s HTTP/1.1\r\nHost: localhost\r\nAuthorization: %s\r\nContent-Length: %s\r\n\r\n%s%s"
                            .formatted(method, path, GOOD, size, "x".repeat(size), next);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            assertThat(WireAnswer.read(socket.getInputStream()).status()).isEqualTo(status);
            assertThat(WireAnswer.read(socket.getInputStream()).body()).isEqualTo("regions");
        }
    }

    private static WireAnswer wire(String request) throws IOException {
        return anonymousWire(request.replaceFirst("\r\n", "\r\nAuthorization: " + GOOD + "\r\n"));
    }

    private static WireAnswer anonymousWire(String request) throws IOException {
        try (var socket = new Socket(InetAddress.ofLiteral("127.0.0.1"), port)) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            return WireAnswer.read(socket.getInputStream());
        }
    }

    private static void assertProblem(WireAnswer answer, int status, String type) {
        assertThat(answer.status()).as("%s", answer).isEqualTo(status);
        assertThat(answer.header("content-type")).isEqualTo("application/problem+json");
        assertThat(answer.problem()).isEqualTo(type);
        assertThat(answer.json().path("requestId").asString())
                .isNotEmpty()
                .isEqualTo(answer.header("x-request-id"));
    }

    @Test
    void joins_the_api_documents_and_names_who_is_missing() throws Exception {
        JsonNode document = JSON.readTree(get("/openapi").body());
        assertThat(document.get("paths").propertyNames()).containsExactly("/v1/relays");
        assertThat(document.get("x-missing-services"))
                .isEqualTo(JSON.readTree("[\"identity\",\"catalog\",\"metrics\"]"));
    }

    @Test
    void the_type_of_every_problem_is_a_page() throws Exception {
        var reference = Files.readString(Path.of("../docs/reference/errors.md"));
        var sections = Pattern.compile("(?m)^## (.+)$").matcher(reference).results().toList();
        assertThat(sections).hasSizeGreaterThan(16);
        for (var section : sections) {
            var page = get("/problems/" + section.group(1));
            assertThat(page.statusCode()).as(section.group(1)).isEqualTo(200);
            assertThat(page.headers().firstValue("Content-Type"))
                    .contains("text/html;charset=UTF-8");
            assertThat(page.body())
                    .contains(
                            "<h1>%s</h1>".formatted(section.group(1)),
                            "<code>/problems/%s</code>, status ".formatted(section.group(1)),
                            "<blockquote>");
        }
        assertThat(get("/problems/quota-exceeded").body())
                .contains(
                        "<li>quota <code>endpoints-per-group</code>: at most 10</li>",
                        "Further members: <code>limit</code>, <code>quota</code>,");
        assertProblem(get("/problems/unheard-of"), 404, "/problems/not-found");
    }

    @Test
    void the_documentation_is_served_and_searched() throws Exception {
        var index = get("/docs");
        assertThat(index.statusCode()).isEqualTo(200);
        assertThat(index.headers().firstValue("Content-Security-Policy").orElse(""))
                .contains("default-src 'none'", "frame-ancestors 'none'");
        assertThat(index.body()).contains("<a href=\"/docs/tutorial/six-steps\">");
        assertThat(get("/docs/reference/limits").body()).contains("<h1 id=\"limits\">Limits</h1>");
        assertThat(get("/docs/adr").body()).contains("/docs/adr/0001-event-table-is-the-outbox");
        assertThat(get("/docs/pictures/console.png").headers().firstValue("Content-Type"))
                .contains("image/png");
        assertThat(get("/docs?q=who+was+behind").body())
                .contains("<a href=\"/docs/how-to/who-was-behind-an-address#");
        assertThat(get("/docs?q=%3Cscript%3E").body())
                .doesNotContain("<script>")
                .contains("No section contains all of these words");
        assertProblem(get("/docs/nothing"), 404, "/problems/not-found");
        assertProblem(get("/docs/..%2f..%2fapplication.yml"), 404, "/problems/not-found");
    }

    @Test
    void does_not_start_on_a_reachable_address() {
        assertThatThrownBy(
                        () ->
                                SpringApplication.run(
                                        GatewayApplication.class,
                                        "--server.port=0",
                                        "--server.address=0.0.0.0"))
                .rootCause()
                .hasMessageContaining("listens on loopback only, not on 0.0.0.0");
    }

    private static void assertProblem(HttpResponse<String> answer, int status, String type) {
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type"))
                .contains("application/problem+json");
        var problem = JSON.readTree(answer.body());
        assertThat(problem.get("type").asString()).isEqualTo(type);
        assertThat(problem.get("requestId").asString())
                .isNotEmpty()
                .isEqualTo(answer.headers().firstValue("X-Request-Id").orElse(""));
    }

    private static HttpResponse<String> get(String path) throws Exception {
        return send(request(path));
    }

    private static HttpRequest.Builder request(String path) {
        return anonymous(path).header("Authorization", GOOD);
    }

    private static HttpRequest.Builder anonymous(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static final Set<String> SEEN = Set.of("authorization", "cookie", "x-request-id");

    /** The headers that a service decides by. */
    private static String echo(io.netty.handler.codec.http.HttpHeaders headers) {
        var seen = JSON.createObjectNode();
        for (var header : headers) {
            var name = header.getKey().toLowerCase(java.util.Locale.ROOT);
            if (SEEN.contains(name)) {
                seen.put(name, header.getValue());
            }
        }
        return JSON.writeValueAsString(seen);
    }

    private static int unusedPort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
