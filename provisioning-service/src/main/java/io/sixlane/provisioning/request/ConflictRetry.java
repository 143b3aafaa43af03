package io.sixlane.provisioning.request;

import io.sixlane.provisioning.decision.RejectedException;
import io.sixlane.provisioning.decision.Rejection.ChangedConcurrently;
import io.sixlane.provisioning.eventstore.VersionConflictException;
import java.time.Duration;
import org.springframework.dao.ConcurrencyFailureException;
import reactor.util.retry.Retry;

/** Decides again, on the newer state, when another writer was faster. */
public final class ConflictRetry {
    private static final int ATTEMPTS = 8;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(10);

    private ConflictRetry() {}

    /** For {@code retryWhen} around load, decide and append: an If-Match is checked each time. */
    public static Retry onVersionConflict() {
        return Retry.backoff(ATTEMPTS, FIRST_PAUSE)
                .maxBackoff(Duration.ofMillis(500))
                .filter(ConflictRetry::isConflict)
                .onRetryExhaustedThrow((_, last) -> exhausted(last.failure()));
    }

    /** Of revisions, or of transactions, one of which PostgreSQL ended (40001, 40P01). */
    private static boolean isConflict(Throwable error) {
        return error instanceof VersionConflictException
                || error instanceof ConcurrencyFailureException;
    }

    private static Throwable exhausted(Throwable last) {
        return last instanceof VersionConflictException
                ? new RejectedException(new ChangedConcurrently())
                : last;
    }
}
