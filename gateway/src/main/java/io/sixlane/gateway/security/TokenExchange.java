package io.sixlane.gateway.security;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * The tokens of clients' credentials. Answers of the identity service are kept for seconds: many
 * requests of one client are one question, and a revoked token is felt within them.
 *
 * <p>Credentials that counted lately have a cache of their own, which no made-up ones enter, and
 * are asked about without a bound. Others take from the failures that their network may have.
 */
@Component
class TokenExchange {
    /** In each cache; about 1 KB each. */
    private static final int MOST_KEPT = 20_000;

    /** How long after their last use credentials that counted stay known. */
    private static final Duration KNOWN = Duration.ofMinutes(15);

    private final IdentityClient identity;
    private final Rates rates;
    private final Cache<Credentials, Boolean> known;
    private final AsyncCache<Credentials, Optional<String>> answersToKnown;
    private final AsyncCache<Credentials, Optional<String>> answersToUnknown;

    TokenExchange(IdentityClient identity, Rates rates, ExchangeProperties properties) {
        this.identity = identity;
        this.rates = rates;
        known = Caffeine.newBuilder().maximumSize(MOST_KEPT).expireAfterAccess(KNOWN).build();
        answersToKnown = answers(properties.credentialsKept());
        answersToUnknown = answers(properties.credentialsKept());
    }

    private static AsyncCache<Credentials, Optional<String>> answers(Duration kept) {
        return Caffeine.newBuilder().maximumSize(MOST_KEPT).expireAfterWrite(kept).buildAsync();
    }

    /**
     * Empty when they do not count. Fails with a {@link io.sixlane.http.problem.RefusedException}
     * when too many of this network did not.
     */
    Mono<String> token(Credentials credentials) {
        // One client that leaves must not end the question that others wait for.
        return Mono.fromFuture(() -> answer(credentials), true).flatMap(Mono::justOrEmpty);
    }

    private CompletableFuture<Optional<String>> answer(Credentials credentials) {
        return known.getIfPresent(credentials) == null
                ? answersToUnknown.get(credentials, (asked, _) -> askOfUnknown(asked).toFuture())
                : answersToKnown.get(credentials, (asked, _) -> askOfKnown(asked).toFuture());
    }

    private Mono<Optional<String>> askOfKnown(Credentials credentials) {
        return identity.token(credentials)
                .doOnNext(
                        answer -> {
                            if (answer.isEmpty()) {
                                known.invalidate(credentials);
                            }
                        });
    }

    private Mono<Optional<String>> askOfUnknown(Credentials credentials) {
        return Mono.defer(
                () -> {
                    rates.countFailure(credentials.client());
                    return identity.token(credentials)
                            .doOnError(_ -> rates.uncountFailure(credentials.client()))
                            .doOnNext(answer -> note(credentials, answer));
                });
    }

    private void note(Credentials credentials, Optional<String> answer) {
        if (answer.isPresent()) {
            rates.uncountFailure(credentials.client());
            answersToKnown.put(credentials, CompletableFuture.completedFuture(answer));
            known.put(credentials, true);
        }
    }
}
