package io.sixlane.standalone.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.StringNode;

/** The gateway's API as any client sees it. */
final class PublicApi {

    private static final JsonMapper JSON = new JsonMapper();

    /** The gateway's answers while a service behind it comes up or starts again. */
    private static final Set<Integer> PASSING = Set.of(502, 503, 504);

    /**
     * The problem that provisioning returns until its copy of the catalog has arrived, on the first
     * start.
     */
    private static final Set<String> NOT_YET_COPIED =
            Set.of("/problems/unknown-specification", "/problems/unknown-bandwidth-type");

    private static final Duration PASSING_LIMIT = Duration.ofSeconds(30);
    private static final Duration ANSWER_LIMIT = Duration.ofSeconds(15);

    private final HttpClient client =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(Duration.ofSeconds(5))
                    .build();
    private final URI gateway;
    private final String authorization;

    PublicApi(URI gateway, String authorization) {
        this.gateway = gateway;
        this.authorization = authorization;
    }

    /** Asks again for up to 30 s while the stack is still settling. */
    Exchange send(
            int step,
            String method,
            String path,
            @Nullable JsonNode body,
            Map<String, String> headers) {
        var patience = new Patience(PASSING_LIMIT);
        var exchange = once(step, method, path, body, headers);
        while (isSettling(exchange) && patience.pause()) {
            exchange = once(step, method, path, body, headers);
        }
        return exchange;
    }

    private static boolean isSettling(Exchange exchange) {
        return PASSING.contains(exchange.status())
                || NOT_YET_COPIED.contains(exchange.responseBody().path("type").asString(""));
    }

    private Exchange once(
            int step,
            String method,
            String path,
            @Nullable JsonNode body,
            Map<String, String> headers) {
        var request =
                HttpRequest.newBuilder(gateway.resolve(path))
                        .timeout(ANSWER_LIMIT)
                        .header("Authorization", authorization)
                        .header("Accept", "application/json, application/problem+json")
                        .method(
                                method,
                                body == null
                                        ? BodyPublishers.noBody()
                                        : BodyPublishers.ofString(body.toString(), UTF_8));
        if (body != null) {
            request.header("Content-Type", "application/json");
        }
        headers.forEach(request::header);
        try {
            var response = client.send(request.build(), BodyHandlers.ofString(UTF_8));
            return new Exchange(step, method, path, body, response.statusCode(), json(response));
        } catch (IOException e) {
            throw new StepFailedException("%s %s got no answer: %s".formatted(method, path, e), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StepFailedException("interrupted", e);
        }
    }

    private static JsonNode json(HttpResponse<String> response) {
        try {
            return JSON.readTree(response.body());
        } catch (JacksonException _) {
            return StringNode.valueOf(response.body());
        }
    }
}
