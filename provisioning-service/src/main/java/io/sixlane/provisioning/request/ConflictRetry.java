package io.sixlane.provisioning.request;

import io.r2dbc.spi.R2dbcException;
import io.sixlane.provisioning.decision.RejectedException;
import io.sixlane.provisioning.decision.Rejection.ChangedConcurrently;
import io.sixlane.provisioning.eventstore.VersionConflictException;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.dao.ConcurrencyFailureException;
import reactor.util.retry.Retry;

/** Repeats a decision on the newer state when another writer was faster, for about ten seconds. */
public final class ConflictRetry {
    private static final int ATTEMPTS = 40;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(10);
    private static final Duration LONGEST_PAUSE = Duration.ofMillis(250);

    /** serialization_failure and deadlock_detected. */
    private static final Set<String> ROLLED_BACK = Set.of("40001", "40P01");

    /** Causes looked through; a chain can be a circle. */
    private static final int DEEPEST = 20;

    private ConflictRetry() {}

    /**
     * The argument of {@code retryWhen} around load, decide and append, which check If-Match each
     * time.
     */
    public static Retry onVersionConflict() {
        return Retry.backoff(ATTEMPTS, FIRST_PAUSE)
                .maxBackoff(LONGEST_PAUSE)
                .filter(ConflictRetry::isConflict)
                .onRetryExhaustedThrow((_, last) -> exhausted(last.failure()));
    }

    private static Throwable exhausted(Throwable last) {
        return last instanceof VersionConflictException
                ? new RejectedException(new ChangedConcurrently())
                : last;
    }

    /** PostgreSQL rolled the transaction back in favour of another (its manual, 13.5). */
    private static boolean isConflict(Throwable error) {
        return error instanceof VersionConflictException
                || error instanceof ConcurrencyFailureException
                || Stream.iterate(error, cause -> cause != null, Throwable::getCause)
                        .limit(DEEPEST)
                        .anyMatch(
                                cause ->
                                        cause instanceof R2dbcException e
                                                && ROLLED_BACK.contains(
                                                        String.valueOf(e.getSqlState())));
    }
}
