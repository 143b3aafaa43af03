package io.sixlane.provisioning.payment;

import io.sixlane.configuration.log.Actor;
import io.sixlane.configuration.order.Money;
import io.sixlane.configuration.order.OrderId;
import io.sixlane.provisioning.decision.Decision;
import io.sixlane.provisioning.eventstore.Append;
import io.sixlane.provisioning.eventstore.Change;
import io.sixlane.provisioning.eventstore.EventStore;
import io.sixlane.provisioning.request.ConflictRetry;
import io.sixlane.provisioning.request.IfMatch;
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
     * Pays in.
     *
     * @param operator who does it, recorded as acting for the account
     */
    Mono<Balance> credit(String account, Money amount, Actor operator, IfMatch ifMatch) {
        var actor =
                new Actor(account, operator.user(), operator.clientAddress(), operator.requestId());
        return find(account)
                .doOnNext(balance -> ifMatch.check(balance.revision()))
                .map(balance -> append(account, balance, balance.credit(amount)))
                .flatMap(
                        append ->
                                eventStore.append(
                                        new Change(actor, clock.instant(), List.of(append))))
                .retryWhen(ConflictRetry.onVersionConflict())
                .then(find(account));
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
