package io.sixlane.configuration.account;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.sixlane.configuration.log.StreamEvent;
import io.sixlane.configuration.order.Money;
import io.sixlane.configuration.order.OrderId;

/** A fact about the balance of one account, in the stream {@code account-ACCOUNT}. */
@JsonTypeInfo(use = JsonTypeInfo.Id.SIMPLE_NAME, property = "type")
public sealed interface AccountEvent extends StreamEvent {
    record AccountCredited(Money amount) implements AccountEvent {}

    /** For an order, in the change that paid it. */
    record AccountDebited(OrderId orderId, Money amount) implements AccountEvent {}
}
