package io.sixlane.gateway.security;

import io.sixlane.gateway.instance.Instances;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.reactive.function.client.WebClientRequestException;
import org.springframework.web.util.UriComponentsBuilder;
import reactor.core.publisher.Mono;

/** Asks the identity service for the token of a client's credentials. */
@Component
class IdentityClient {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final WebClient http = WebClient.create();
    private final Instances identity;

    IdentityClient(ExchangeProperties properties) {
        identity = new Instances(properties.identityUrl());
    }

    /**
     * An empty one when they do not count. An exchange changes nothing, so another instance may be
     * asked whatever happened.
     */
    Mono<Optional<String>> token(Credentials credentials) {
        return identity.send(instance -> token(instance, credentials), _ -> true).timeout(PATIENCE);
    }

    private Mono<Optional<String>> token(URI instance, Credentials credentials) {
        return http.post()
                .uri(
                        UriComponentsBuilder.fromUri(instance)
                                .path("/internal/exchange")
                                .queryParam("clientAddress", "{address}")
                                .build(credentials.client().text()))
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
