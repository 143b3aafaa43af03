package io.sixlane.provisioning.payment;

import static io.sixlane.provisioning.decision.Decision.accept;
import static io.sixlane.provisioning.decision.Decision.reject;

import io.sixlane.configuration.account.AccountEvent;
import io.sixlane.configuration.account.AccountEvent.AccountCredited;
import io.sixlane.configuration.account.AccountEvent.AccountDebited;
import io.sixlane.configuration.log.RecordedEvent;
import io.sixlane.configuration.order.Money;
import io.sixlane.configuration.order.OrderId;
import io.sixlane.provisioning.decision.Decision;
import io.sixlane.provisioning.decision.Rejection.OfPurchase.BalanceTooShort;
import java.util.Map;
import java.util.TreeMap;

/**
 * The balance of an account, and the rule that it never falls below zero. Pure.
 *
 * @param revision of the account's stream; 0 before its first credit
 * @param minorUnits by currency, in its smallest unit
 */
record Balance(long revision, Map<String, Long> minorUnits) {
    static final Balance NOTHING = new Balance(0, Map.of());

    Balance {
        minorUnits = Map.copyOf(minorUnits);
    }

    /** The balance in the smallest unit; 0 in a currency it never had. */
    long of(String currency) {
        return minorUnits.getOrDefault(currency, 0L);
    }

    /** An order over nothing debits nothing. */
    Decision debit(OrderId orderId, Money amount) {
        var left = of(amount.currency());
        if (left < amount.minorUnits()) {
            return reject(new BalanceTooShort(amount.currency(), left, amount.minorUnits() - left));
        }
        return amount.minorUnits() == 0 ? accept() : accept(new AccountDebited(orderId, amount));
    }

    /** Total: an event that reached the log is true. */
    Balance evolve(RecordedEvent recorded) {
        if (!(recorded.event() instanceof AccountEvent event)) {
            return this;
        }
        return switch (event) {
            case AccountCredited(var amount, _) ->
                    with(recorded.revision(), amount.currency(), amount.minorUnits());
            case AccountDebited(_, var amount) ->
                    with(recorded.revision(), amount.currency(), -amount.minorUnits());
        };
    }

    private Balance with(long at, String currency, long change) {
        var after = new TreeMap<>(minorUnits);
        after.merge(currency, change, Long::sum);
        return new Balance(at, after);
    }
}
