package io.sixlane.provisioning.change;

import io.sixlane.configuration.accelerator.AcceleratorId;
import io.sixlane.provisioning.eventstore.AppendObserver;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.transaction.NoTransactionException;
import org.springframework.transaction.reactive.TransactionSynchronizationManager;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * Lets the changes of one accelerator in this process come one after the other: of those that
 * decide at the same time all but one would decide in vain. What keeps changes apart is the
 * revision that the event store compares, so somebody may go out of turn.
 */
final class Turns {
    private final Map<AcceleratorId, Sinks.Empty<Void>> last = new ConcurrentHashMap<>();

    /**
     * Begins {@code work} when those before it have ended. Out of turn go a change inside of a
     * transaction, which may hold what the others wait for, and one that is observed, which may
     * last until every relay has it.
     */
    <T> Mono<T> take(AcceleratorId id, Mono<T> work) {
        return Mono.deferContextual(
                context ->
                        context.hasKey(AppendObserver.class)
                                ? work
                                : isInTransaction()
                                        .flatMap(inside -> inside ? work : waitFor(id, work)));
    }

    private <T> Mono<T> waitFor(AcceleratorId id, Mono<T> work) {
        var mine = Sinks.<Void>empty();
        var previous = last.put(id, mine);
        var before = previous == null ? Mono.<Void>empty() : previous.asMono();
        return before.then(work).doFinally(_ -> pass(id, mine, before));
    }

    /** The next one's turn; one that went away while it waited passes on what it waited for. */
    private void pass(AcceleratorId id, Sinks.Empty<Void> mine, Mono<Void> before) {
        var _ =
                before.subscribe(
                        _ -> {},
                        _ -> {},
                        () -> {
                            last.remove(id, mine);
                            mine.emitEmpty(Sinks.EmitFailureHandler.FAIL_FAST);
                        });
    }

    private static Mono<Boolean> isInTransaction() {
        return TransactionSynchronizationManager.forCurrentTransaction()
                .map(TransactionSynchronizationManager::isActualTransactionActive)
                .onErrorReturn(NoTransactionException.class, false);
    }
}
