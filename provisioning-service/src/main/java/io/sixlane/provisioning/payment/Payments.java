package io.sixlane.provisioning.payment;

import io.sixlane.configuration.order.Money;
import io.sixlane.configuration.order.OrderId;
import io.sixlane.provisioning.eventstore.Append;
import java.util.List;
import reactor.core.publisher.Mono;

/** Where the money for orders comes from. */
public interface Payments {
    /**
     * Requests payment. Appends nothing: the returned events go into the change that fulfils the
     * order.
     *
     * @return an error signal with RejectedException when the money is not there
     */
    Mono<Settlement> settle(String account, OrderId orderId, Money total);

    /** The result of a request for payment. */
    sealed interface Settlement {
        /** Paid; these appends record it. */
        record Settled(List<Append> alongside) implements Settlement {
            public Settled {
                alongside = List.copyOf(alongside);
            }
        }

        /** The payment waits for an operator's confirmation. */
        record Awaited(String invoice) implements Settlement {}
    }
}
