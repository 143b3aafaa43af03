package io.sixlane.provisioning;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sixlane.testsupport.TestIdentity;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Asks the service over HTTP, for one account, as its admin or as an operator. Bodies may be
 * written with single quotes.
 */
public final class ApiClient {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private static final Set<String> OPERATORS = Set.of("local", "operator");

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final int port;
    private final String account;
    private final Map<String, Object> claims;

    public ApiClient(int port, String account) {
        this(port, account, Map.of());
    }

    private ApiClient(int port, String account, Map<String, Object> claims) {
        this.port = port;
        this.account = account;
        this.claims = claims;
    }

    public ApiClient as(String otherAccount) {
        return new ApiClient(port, otherAccount);
    }

    /** With these claims in the token, instead of those that every token has. */
    ApiClient with(Map<String, Object> otherClaims) {
        return new ApiClient(port, account, otherClaims);
    }

    /** An answer. */
    public record Answer(int status, HttpResponse<String> response) {
        public JsonNode json() {
            return MAPPER.readTree(response.body());
        }

        public String text(String pointer) {
            return json().at(pointer).asString();
        }

        public String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }

        /** The last part of the problem's type. */
        public String problem() {
            return text("/type").replace("/problems/", "");
        }

        public List<String> badFields() {
            return json().path("errors")
                    .valueStream()
                    .map(e -> e.at("/pointer").asString())
                    .toList();
        }
    }

    public Answer get(String path, String... headers) {
        return send("GET", path, "", headers);
    }

    public Answer delete(String path, String... headers) {
        return send("DELETE", path, "", headers);
    }

    public Answer post(String path, String body, String... headers) {
        return send("POST", path, body, headers);
    }

    public Answer put(String path, String body, String... headers) {
        return send("PUT", path, body, headers);
    }

    public Answer patch(String path, String body, String... headers) {
        return send("PATCH", path, body, headers);
    }

    private String token() {
        var all =
                new HashMap<String, Object>(
                        Map.of(
                                "account",
                                account,
                                "role",
                                OPERATORS.contains(account) ? "OPERATOR" : "ADMIN",
                                "client_address",
                                "2001:db8::9"));
        all.putAll(claims);
        return TestIdentity.token(all);
    }

    Answer send(String method, String path, String body, String... headers) {
        var request =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                        .timeout(Duration.ofMinutes(1))
                        .method(method, BodyPublishers.ofString(body.replace('\'', '"'), UTF_8))
                        .header("Authorization", "Bearer " + token())
                        .header("X-Request-Id", "request-1")
                        .header("Content-Type", "application/json");
        for (var i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        try {
            var response = client.send(request.build(), BodyHandlers.ofString(UTF_8));
            return new Answer(response.statusCode(), response);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
