package io.sixlane.provisioning.payment;

import io.sixlane.configuration.order.Money;
import io.sixlane.configuration.order.OrderId;
import io.sixlane.provisioning.payment.Payments.Settlement.Settled;
import java.util.List;
import reactor.core.publisher.Mono;

/** Takes the money from the account's balance, in the change that fulfils the order. */
final class BalancePayments implements Payments {
    private final Balances balances;

    BalancePayments(Balances balances) {
        this.balances = balances;
    }

    @Override
    public Mono<Settlement> settle(String account, OrderId orderId, Money total) {
        return balances.debit(account, orderId, total).map(append -> new Settled(List.of(append)));
    }
}
