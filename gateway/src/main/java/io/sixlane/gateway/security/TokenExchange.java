package io.sixlane.gateway.security;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.reactive.function.client.WebClientRequestException;
import reactor.core.publisher.Mono;

/**
 * Asks the identity service for the token of a client's credentials. Answers are kept for seconds:
 * many requests of one client are one question, and a revoked token is felt within them.
 */
@Component
class TokenExchange {
    /** About 1 KB each. */
    private static final int MOST_KEPT = 20_000;

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final WebClient identity;
    private final AsyncCache<Credentials, Optional<String>> answers;

    TokenExchange(ExchangeProperties properties) {
        identity = WebClient.create(properties.identityUrl().toString());
        answers =
                Caffeine.newBuilder()
                        .maximumSize(MOST_KEPT)
                        .expireAfterWrite(properties.credentialsKept())
                        .buildAsync();
    }

    /** Empty when they do not count. */
    Mono<String> token(Credentials credentials) {
        // One client that leaves must not end the question that others wait for.
        return Mono.fromFuture(
                        () -> answers.get(credentials, (asked, _) -> ask(asked).toFuture()), true)
                .flatMap(Mono::justOrEmpty);
    }

    private Mono<Optional<String>> ask(Credentials credentials) {
        return identity.post()
                .uri(
                        uri ->
                                uri.path("/internal/exchange")
                                        .queryParam("clientAddress", "{address}")
                                        .build(credentials.clientAddress()))
                .header(credentials.header(), credentials.value())
                .exchangeToMono(
                        answer ->
                                switch (HttpStatus.resolve(answer.statusCode().value())) {
                                    case OK -> answer.bodyToMono(String.class).map(Optional::of);
                                    case UNAUTHORIZED ->
                                            answer.releaseBody()
                                                    .thenReturn(Optional.<String>empty());
                                    case null, default -> failed(answer);
                                })
                .timeout(PATIENCE)
                .onErrorMap(
                        WebClientRequestException.class,
                        failure -> failure.getCause() == null ? failure : failure.getCause());
    }

    /** As when it does not answer at all. */
    private static Mono<Optional<String>> failed(ClientResponse answer) {
        return answer.releaseBody()
                .then(Mono.error(() -> new IOException("identity: " + answer.statusCode())));
    }
}
