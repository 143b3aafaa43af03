package io.sixlane.provisioning.payment;

import io.sixlane.configuration.order.Money;
import io.sixlane.configuration.order.OrderId;
import io.sixlane.provisioning.decision.Decision;
import io.sixlane.provisioning.eventstore.Append;
import io.sixlane.provisioning.eventstore.EventStore;
import io.sixlane.provisioning.request.ChangeOptions;
import io.sixlane.provisioning.request.ConflictRetry;
import java.time.Clock;
import java.util.List;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** The balances of accounts, as the log has them. */
@Service
class Balances {
    private final EventStore eventStore;
    private final Clock clock;

    Balances(EventStore eventStore, Clock clock) {
        this.eventStore = eventStore;
        this.clock = clock;
    }

    Mono<Balance> find(String account) {
        return eventStore.load(streamId(account)).reduce(Balance.NOTHING, Balance::evolve);
    }

    /**
     * Pays in, once for each key.
     *
     * @param operator a repeated request with its key finds what it paid in; recorded as acting for
     *     the account
     * @return the balance after it, of a repeated request as it was then
     */
    Mono<Balance> credit(String account, Money amount, ChangeOptions operator) {
        var options = operator.onBehalfOf(account);
        return eventStore
                .load(streamId(account))
                .reduce(KeyedCredit.nothing(options.idempotencyKey()), KeyedCredit::evolve)
                .flatMap(held -> credit(held, account, amount, options))
                .retryWhen(ConflictRetry.onVersionConflict());
    }

    private Mono<Balance> credit(
            KeyedCredit held, String account, Money amount, ChangeOptions options) {
        var decision = held.credit(amount);
        var balance = held.balance();
        if (held.done().isPresent()) {
            decision.eventsOrThrow();
            return Mono.just(held.done().get().then());
        }
        options.precondition().check(balance.revision());
        var change = options.change(clock.instant(), List.of(append(account, balance, decision)));
        return eventStore
                .append(change)
                .map(
                        recorded -> {
                            var after = balance;
                            for (var event : recorded) {
                                after = after.evolve(event);
                            }
                            return after;
                        });
    }

    /** The append that takes the money. Nothing is appended. */
    Mono<Append> debit(String account, OrderId orderId, Money amount) {
        return find(account)
                .map(balance -> append(account, balance, balance.debit(orderId, amount)));
    }

    private static Append append(String account, Balance balance, Decision decision) {
        return new Append(streamId(account), balance.revision(), decision.eventsOrThrow());
    }

    private static String streamId(String account) {
        return "account-" + account;
    }
}
