package io.sixlane.configuration.account;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.sixlane.configuration.log.StreamEvent;
import io.sixlane.configuration.order.Money;
import io.sixlane.configuration.order.OrderId;
import org.jspecify.annotations.Nullable;

/** A fact about the balance of one account, in the stream {@code account-ACCOUNT}. */
@JsonTypeInfo(use = JsonTypeInfo.Id.SIMPLE_NAME, property = "type")
public sealed interface AccountEvent extends StreamEvent {
    /**
     * @param idempotencyKey of the request, so that it is not paid in twice; null without one
     */
    record AccountCredited(Money amount, @Nullable String idempotencyKey) implements AccountEvent {
        /** Without a key. */
        public AccountCredited(Money amount) {
            this(amount, null);
        }
    }

    /** Pays an order, in the same change. */
    record AccountDebited(OrderId orderId, Money amount) implements AccountEvent {}
}
