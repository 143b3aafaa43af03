package io.sixlane.provisioning.payment;

import io.sixlane.configuration.order.Money;
import io.sixlane.configuration.order.OrderId;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import reactor.core.publisher.Mono;

/**
 * Both ways to pay in one application: accounts that begin with {@code invoiced} get an invoice,
 * all others pay from their balance. Not annotated, so that only tests that name it have it.
 */
public final class PaymentByAccount {
    @Bean
    @Primary
    Payments invoicesAndBalances(Balances balances) {
        var invoices = new InvoicePayments(false);
        var balance = new BalancePayments(balances);
        return new Payments() {
            @Override
            public Mono<Settlement> settle(String account, OrderId orderId, Money total) {
                return account.startsWith("invoiced")
                        ? invoices.settle(account, orderId, total)
                        : balance.settle(account, orderId, total);
            }
        };
    }
}
