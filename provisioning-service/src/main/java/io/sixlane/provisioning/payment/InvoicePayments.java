package io.sixlane.provisioning.payment;

import io.sixlane.configuration.order.Money;
import io.sixlane.configuration.order.OrderId;
import io.sixlane.provisioning.payment.Payments.Settlement.Awaited;
import io.sixlane.provisioning.payment.Payments.Settlement.Settled;
import java.util.List;
import reactor.core.publisher.Mono;

/**
 * An invoice per order, numbered like the order. It counts as paid at once, or when an operator
 * confirms it. One over nothing is paid.
 */
final class InvoicePayments implements Payments {
    private final boolean confirmedAtOnce;

    InvoicePayments(boolean confirmedAtOnce) {
        this.confirmedAtOnce = confirmedAtOnce;
    }

    @Override
    public Mono<Settlement> settle(String account, OrderId orderId, Money total) {
        return Mono.just(
                confirmedAtOnce || total.minorUnits() == 0
                        ? new Settled(List.of())
                        : new Awaited(orderId.text().replace(OrderId.PREFIX, "inv-")));
    }
}
