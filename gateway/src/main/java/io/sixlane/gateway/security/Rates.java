package io.sixlane.gateway.security;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.github.bucket4j.Bucket;
import io.sixlane.http.problem.Problem;
import io.sixlane.http.problem.ProblemType;
import io.sixlane.http.problem.RefusedException;
import java.time.Duration;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;

/** Bounds the rates of what one network, and one API token or session, asks for. */
@Component
class Rates {
    private static final int BURST_SECONDS = 4;

    /** Beyond it, those that were silent longest start afresh. */
    private static final int MOST_BUCKETS = 20_000;

    private static final int JOINS_PER_MINUTE = 90;

    /** More than the people behind one address need; each asks the database for a session. */
    private static final int SESSION_STEPS_PER_MINUTE = 120;

    private final LoadingCache<String, Bucket> signIns;
    private final LoadingCache<String, Bucket> failures;
    private final LoadingCache<String, Bucket> requests;

    /** A relay that starts asks each second whether it is seen. */
    private final LoadingCache<String, Bucket> joins =
            buckets(JOINS_PER_MINUTE, JOINS_PER_MINUTE, Duration.ofMinutes(1));

    private final LoadingCache<String, Bucket> sessionSteps =
            buckets(SESSION_STEPS_PER_MINUTE, SESSION_STEPS_PER_MINUTE, Duration.ofMinutes(1));

    Rates(RateProperties rates) {
        signIns =
                buckets(rates.signInsPerMinute(), rates.signInsPerMinute(), Duration.ofMinutes(1));
        failures =
                buckets(
                        rates.failuresPerMinute(),
                        rates.failuresPerMinute(),
                        Duration.ofMinutes(1));
        requests =
                buckets(
                        rates.requestsPerSecond() * BURST_SECONDS,
                        rates.requestsPerSecond(),
                        Duration.ofSeconds(1));
    }

    private static LoadingCache<String, Bucket> buckets(int capacity, int refill, Duration period) {
        return Caffeine.newBuilder()
                .maximumSize(MOST_BUCKETS)
                .expireAfterAccess(Duration.ofMinutes(2))
                .build(
                        _ ->
                                Bucket.builder()
                                        .addLimit(
                                                limit ->
                                                        limit.capacity(capacity)
                                                                .refillGreedy(refill, period))
                                        .build());
    }

    /**
     * @throws RefusedException when this network signs in too often
     */
    void countSignIn(ClientAddress client) {
        take(signIns.get(client.network()));
    }

    /**
     * @throws RefusedException when this network sends too many messages of relays that join
     */
    void countJoin(ClientAddress client) {
        take(joins.get(client.network()));
    }

    /**
     * @throws RefusedException when this network signs out, or registers passkeys, too often
     */
    void countSessionStep(ClientAddress client) {
        take(sessionSteps.get(client.network()));
    }

    /**
     * Counts a request of credentials that are valid, wherever it comes from.
     *
     * @throws RefusedException when they send too many
     */
    void countRequest(Credentials credentials) {
        take(requests.get(credentials.value()));
    }

    /**
     * Counts credentials that are perhaps not valid.
     *
     * @throws RefusedException when this network sent too many of those
     */
    void countFailure(ClientAddress client) {
        take(failures.get(client.network()));
    }

    /** Takes {@link #countFailure} back. */
    void uncountFailure(ClientAddress client) {
        failures.get(client.network()).addTokens(1);
    }

    private static void take(Bucket bucket) {
        var probe = bucket.tryConsumeAndReturnRemaining(1);
        if (!probe.isConsumed()) {
            throw refusal(Duration.ofNanos(probe.getNanosToWaitForRefill()));
        }
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
