package io.sixlane.provisioning.usage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.sixlane.configuration.accelerator.AcceleratorId;
import io.sixlane.provisioning.decision.RejectedException;
import io.sixlane.provisioning.decision.Rejection.OfPurchase.UsageNotKnown;
import io.sixlane.provisioning.usage.PlanMonth.Bound;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.security.core.context.ReactiveSecurityContextHolder;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import reactor.util.context.Context;

/** Over HTTP, with an answer as the metrics service gives it. */
class MetricsUsageIT {
    private static final Bound NOVEMBER =
            new Bound(
                    new AcceleratorId("ga-1"),
                    Instant.parse("2026-11-01T00:00:00Z"),
                    Instant.parse("2026-12-01T00:00:00Z"));

    private final AtomicReference<String> asked = new AtomicReference<>("");
    private HttpServer server;
    private MetricsUsage usage;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.start();
        var port = server.getAddress().getPort();
        usage =
                new MetricsUsage(
                        new UsageProperties(
                                URI.create(
                                        "http://%s:%s"
                                                .formatted(
                                                        server.getAddress().getHostString(),
                                                        port))));
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private void answers(int status, String body) {
        server.createContext(
                "/",
                exchange -> {
                    asked.set(
                            exchange.getRequestURI()
                                    + " "
                                    + exchange.getRequestHeaders().getFirst("Authorization"));
                    exchange.sendResponseHeaders(status, 0);
                    try (var out = exchange.getResponseBody()) {
                        out.write(body.getBytes(UTF_8));
                    }
                });
    }

    @Test
    void reads_what_went_through_each_region_with_the_token_of_the_request() {
        answers(
                200,
                """
                {"acceleratorId":"ga-1","from":"2026-11-01T00:00:00Z","to":"2026-12-01T00:00:00Z",
                 "sampleSeconds":300,"regions":[{"region":"cn-hongkong","bytesIn":100,
                 "bytesOut":1000,"bitsPerSecond":[26,13]}]}
                """);

        assertThat(usage.of(NOVEMBER).contextWrite(request()).block())
                .containsExactly(new RegionUsage("cn-hongkong", 100, 1_000, List.of(26L, 13L)));
        assertThat(asked)
                .hasValue(
                        "/v1/metrics/accelerators/ga-1/usage?from=2026-11-01T00:00:00Z"
                                + "&to=2026-12-01T00:00:00Z Bearer of-the-request");
    }

    private static Context request() {
        var jwt =
                Jwt.withTokenValue("of-the-request")
                        .header("alg", "ES256")
                        .claim("account", "acme")
                        .build();
        return ReactiveSecurityContextHolder.withAuthentication(new JwtAuthenticationToken(jwt));
    }

    @Test
    void answers_unknown() {
        answers(503, "");
        assertNotKnown();
        server.removeContext("/");
        answers(200, "nonsense");
        assertNotKnown();
        server.stop(0);
        assertNotKnown();
    }

    private void assertNotKnown() {
        assertThatThrownBy(() -> usage.of(NOVEMBER).block())
                .isInstanceOfSatisfying(
                        RejectedException.class,
                        e -> assertThat(e.reason()).isEqualTo(new UsageNotKnown()));
    }
}
