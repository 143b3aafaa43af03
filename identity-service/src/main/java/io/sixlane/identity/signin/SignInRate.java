package io.sixlane.identity.signin;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.github.bucket4j.Bucket;
import java.time.Duration;
import org.springframework.security.authentication.LockedException;
import org.springframework.stereotype.Component;

/**
 * Bounds how often one member signs in, since each time makes a session. Counts after the proof, so
 * that a stranger cannot use up what a member has.
 */
@Component
public class SignInRate {
    /** As many may come at once. */
    private static final int A_MINUTE = 10;

    private static final int MOST_MEMBERS = 20_000;

    private final LoadingCache<String, Bucket> buckets =
            Caffeine.newBuilder()
                    .maximumSize(MOST_MEMBERS)
                    .expireAfterAccess(Duration.ofMinutes(2))
                    .build(
                            _ ->
                                    Bucket.builder()
                                            .addLimit(
                                                    limit ->
                                                            limit.capacity(A_MINUTE)
                                                                    .refillGreedy(
                                                                            A_MINUTE,
                                                                            Duration.ofMinutes(1)))
                                            .build());

    /**
     * @throws LockedException when this member signs in too often
     */
    public void count(String member) {
        if (!buckets.get(member).tryConsume(1)) {
            throw new LockedException("too many sign-ins");
        }
    }
}
