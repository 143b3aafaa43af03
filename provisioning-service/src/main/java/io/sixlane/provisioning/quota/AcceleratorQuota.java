package io.sixlane.provisioning.quota;

import io.sixlane.provisioning.decision.RejectedException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/**
 * How many accelerators an account may have; asked before it orders and before it gets one more.
 */
@Component
public class AcceleratorQuota {
    private final AccountUseViewRepository use;
    private final AccountProperties limits;
    private final TransactionalOperator transactions;

    AcceleratorQuota(
            AccountUseViewRepository use,
            AccountProperties limits,
            TransactionalOperator transactions) {
        this.use = use;
        this.limits = limits;
        this.transactions = transactions;
    }

    /**
     * An error signal unless the account may have one more. Orders that are not paid do not count;
     * a refused order can be placed again later.
     */
    public Mono<Void> check(String account) {
        return use.accelerators(account).doOnNext(held -> check(held, account)).then();
    }

    private void check(int held, String account) {
        var limit = limits.of(account).accelerators();
        QuotaRules.refusal(QuotaRules.ACCELERATORS, held, held + 1, limit)
                .ifPresent(
                        reason -> {
                            throw new RejectedException(reason);
                        });
    }

    /**
     * Appends what makes one more accelerator, unless the account may not have it; of several at
     * the same time each sees what the one before it made.
     *
     * @param append run within the transaction that holds the account's lock
     */
    public Mono<Void> within(String account, Mono<Void> append) {
        return use.takeTurn(account)
                .then(Mono.defer(() -> check(account)))
                .then(append)
                .as(transactions::transactional);
    }
}
