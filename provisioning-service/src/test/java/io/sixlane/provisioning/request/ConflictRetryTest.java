package io.sixlane.provisioning.request;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.PessimisticLockingFailureException;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

class ConflictRetryTest {
    private final AtomicInteger attempts = new AtomicInteger();

    /** How Spring reports 40001 and 40P01. */
    @Test
    void a_transaction_that_postgresql_ended_is_tried_again() {
        StepVerifier.create(
                        failing(
                                2,
                                new CannotAcquireLockException("could not serialize access"),
                                new PessimisticLockingFailureException("deadlock detected")))
                .expectNext(3)
                .verifyComplete();
    }

    @Test
    void another_error_is_not_repeated() {
        StepVerifier.create(failing(1, new DataIntegrityViolationException("duplicate key")))
                .verifyError(DataIntegrityViolationException.class);
    }

    private Mono<Integer> failing(int times, RuntimeException... errors) {
        return Mono.defer(
                        () -> {
                            var attempt = attempts.incrementAndGet();
                            return attempt <= times
                                    ? Mono.<Integer>error(errors[attempt - 1])
                                    : Mono.just(attempt);
                        })
                .retryWhen(ConflictRetry.onVersionConflict());
    }
}
