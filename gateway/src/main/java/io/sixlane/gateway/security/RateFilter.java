package io.sixlane.gateway.security;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.github.bucket4j.Bucket;
import io.sixlane.http.problem.Problem;
import io.sixlane.http.problem.ProblemType;
import io.sixlane.http.problem.RefusedException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/** Bounds the rate of sign-ins from an address, and of requests with the same credentials. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 14)
class RateFilter implements WebFilter {
    private static final String API = "/v1/";

    /** Their callers have no credentials yet, and each question about a passkey is kept. */
    private static final List<String> SIGN_IN = List.of("/login/", "/webauthn/authenticate/");

    private static final int BURST_SECONDS = 4;

    /** Beyond it, those that were silent longest start afresh. */
    private static final int MOST_BUCKETS = 20_000;

    private final LoadingCache<String, Bucket> signIns;
    private final LoadingCache<Credentials, Bucket> requests;

    RateFilter(RateProperties properties) {
        var ofSignIns = properties.signInsPerMinute();
        var ofRequests = properties.requestsPerSecond();
        signIns =
                Caffeine.newBuilder()
                        .maximumSize(MOST_BUCKETS)
                        .expireAfterAccess(Duration.ofMinutes(2))
                        .build(_ -> bucket(ofSignIns, ofSignIns, Duration.ofMinutes(1)));
        requests =
                Caffeine.newBuilder()
                        .maximumSize(MOST_BUCKETS)
                        .expireAfterAccess(Duration.ofMinutes(1))
                        .build(
                                _ ->
                                        bucket(
                                                ofRequests * BURST_SECONDS,
                                                ofRequests,
                                                Duration.ofSeconds(1)));
    }

    private static Bucket bucket(int capacity, int refill, Duration period) {
        return Bucket.builder()
                .addLimit(limit -> limit.capacity(capacity).refillGreedy(refill, period))
                .build();
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        return bucket(exchange.getRequest())
                .map(bucket -> bucket.tryConsumeAndReturnRemaining(1))
                .filter(probe -> !probe.isConsumed())
                .<Mono<Void>>map(
                        probe ->
                                Mono.error(
                                        refusal(Duration.ofNanos(probe.getNanosToWaitForRefill()))))
                .orElseGet(() -> chain.filter(exchange));
    }

    private Optional<Bucket> bucket(ServerHttpRequest request) {
        var path = request.getPath().value();
        if (SIGN_IN.stream().anyMatch(path::startsWith)) {
            return Optional.of(signIns.get(Credentials.addressOf(request)));
        }
        return path.startsWith(API) ? Credentials.of(request).map(requests::get) : Optional.empty();
    }

    private static RefusedException refusal(Duration wait) {
        var seconds = wait.plusMillis(999).toSeconds();
        return new RefusedException(
                Problem.of(
                                ProblemType.TOO_MANY_REQUESTS,
                                "Too many requests; repeat this one in %s s".formatted(seconds))
                        .withHeader(HttpHeaders.RETRY_AFTER, Long.toString(seconds)));
    }
}
