package io.sixlane.provisioning.eventstore;

import org.springframework.transaction.NoTransactionException;
import org.springframework.transaction.reactive.TransactionSynchronizationManager;
import reactor.core.publisher.Mono;

/** The database transaction around a subscription. */
public final class OpenTransaction {
    private OpenTransaction() {}

    /** Whether statements of the subscriber are part of a transaction that is open already. */
    public static Mono<Boolean> isPresent() {
        return TransactionSynchronizationManager.forCurrentTransaction()
                .map(TransactionSynchronizationManager::isActualTransactionActive)
                .onErrorReturn(NoTransactionException.class, false);
    }
}
