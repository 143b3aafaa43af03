package io.sixlane.gateway.route;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.reactive.function.client.ExchangeStrategies;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The API document of everything that is public; a service that is down is named in it. */
@RestController
class OpenApiController {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int DOCUMENT_BYTES = 4 * 1024 * 1024;

    private final WebClient http;
    private final UpstreamProperties upstreams;
    private final JsonMapper json;

    OpenApiController(UpstreamProperties upstreams, JsonMapper json) {
        http =
                WebClient.builder()
                        .exchangeStrategies(
                                ExchangeStrategies.builder()
                                        .codecs(
                                                codecs ->
                                                        codecs.defaultCodecs()
                                                                .maxInMemorySize(DOCUMENT_BYTES))
                                        .build())
                        .build();
        this.upstreams = upstreams;
        this.json = json;
    }

    private record Fetched(Upstream upstream, Optional<JsonNode> document) {}

    @GetMapping("/openapi")
    Mono<ObjectNode> document() {
        return Flux.fromArray(Upstream.values())
                .concatMap(this::fetch)
                .collect(() -> new OpenApiJoin(json), OpenApiController::add)
                .map(OpenApiJoin::document);
    }

    private static void add(OpenApiJoin join, Fetched fetched) {
        fetched.document()
                .ifPresentOrElse(
                        document -> join.add(fetched.upstream(), document),
                        () -> join.addMissing(fetched.upstream()));
    }

    private Mono<Fetched> fetch(Upstream upstream) {
        // The first instance that answers.
        return Flux.fromIterable(upstreams.urlsOf(upstream))
                .concatMap(
                        instance ->
                                http.get()
                                        .uri(instance.resolve("/v3/api-docs"))
                                        .retrieve()
                                        .bodyToMono(JsonNode.class)
                                        .timeout(PATIENCE)
                                        .onErrorComplete())
                .next()
                .switchIfEmpty(Mono.error(() -> new IOException("no instance answers")))
                .map(document -> new Fetched(upstream, Optional.of(document)))
                .onErrorReturn(new Fetched(upstream, Optional.empty()));
    }
}
