package io.sixlane.http.database;

import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import org.springframework.transaction.ReactiveTransaction;
import org.springframework.transaction.ReactiveTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Operators;
import reactor.util.context.Context;

/**
 * Begins each transaction to the end, also for a caller that leaves meanwhile; such a transaction
 * is rolled back as soon as it has begun.
 *
 * <p>The pool takes a connection back at once when the beginning is cancelled, while {@code BEGIN}
 * is under way. The next statements on that connection would run in a transaction that is not
 * theirs: they would not be committed, and their locks would stop others.
 */
final class BegunTransactions implements ReactiveTransactionManager {
    private final ReactiveTransactionManager transactions;

    BegunTransactions(ReactiveTransactionManager transactions) {
        this.transactions = transactions;
    }

    @Override
    public Mono<ReactiveTransaction> getReactiveTransaction(
            @Nullable TransactionDefinition definition) {
        return transactions
                .getReactiveTransaction(definition)
                .transform(
                        Operators.<ReactiveTransaction, ReactiveTransaction>lift(
                                (_, caller) -> new Beginning(caller)));
    }

    @Override
    public Mono<Void> commit(ReactiveTransaction transaction) {
        return transactions.commit(transaction);
    }

    @Override
    public Mono<Void> rollback(ReactiveTransaction transaction) {
        return transactions.rollback(transaction);
    }

    /** Gives the transaction to its caller, who rolls back what comes after it has left. */
    private static final class Beginning
            implements CoreSubscriber<ReactiveTransaction>, Subscription {
        private final CoreSubscriber<? super ReactiveTransaction> caller;
        private Subscription beginning = Operators.emptySubscription();

        Beginning(CoreSubscriber<? super ReactiveTransaction> caller) {
            this.caller = caller;
        }

        @Override
        public Context currentContext() {
            return caller.currentContext();
        }

        @Override
        public void onSubscribe(Subscription subscription) {
            beginning = subscription;
            caller.onSubscribe(this);
        }

        @Override
        public void request(long transactions) {
            beginning.request(transactions);
        }

        @Override
        public void cancel() {
            // The beginning goes on.
        }

        @Override
        public void onNext(ReactiveTransaction transaction) {
            caller.onNext(transaction);
        }

        @Override
        public void onError(Throwable error) {
            caller.onError(error);
        }

        @Override
        public void onComplete() {
            caller.onComplete();
        }
    }
}
