package io.sixlane.provisioning.payment;

import static io.sixlane.provisioning.decision.Decision.accept;
import static io.sixlane.provisioning.decision.Decision.reject;

import io.sixlane.configuration.account.AccountEvent.AccountCredited;
import io.sixlane.configuration.log.RecordedEvent;
import io.sixlane.configuration.order.Money;
import io.sixlane.provisioning.decision.Decision;
import io.sixlane.provisioning.decision.Rejection.IdempotencyKeyReused;
import java.util.Optional;

/**
 * A balance, and what became of the credit with one key, so that a repeated request pays in once.
 * Pure.
 *
 * @param key the client's; empty without one
 * @param done empty while nothing was paid in with the key
 */
record KeyedCredit(Optional<String> key, Balance balance, Optional<Done> done) {
    /**
     * @param then the balance after it
     */
    record Done(Money amount, Balance then) {}

    static KeyedCredit nothing(Optional<String> key) {
        return new KeyedCredit(key, Balance.NOTHING, Optional.empty());
    }

    /** Total: an event that reached the log is true. */
    KeyedCredit evolve(RecordedEvent recorded) {
        var after = balance.evolve(recorded);
        return key.isPresent()
                        && recorded.event() instanceof AccountCredited(var amount, var used)
                        && key.get().equals(used)
                ? new KeyedCredit(key, after, Optional.of(new Done(amount, after)))
                : new KeyedCredit(key, after, done);
    }

    Decision credit(Money amount) {
        if (done.isEmpty()) {
            return accept(new AccountCredited(amount, key.orElse(null)));
        }
        return done.get().amount().equals(amount) ? accept() : reject(new IdempotencyKeyReused());
    }
}
