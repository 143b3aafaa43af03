package io.sixlane.provisioning.order;

import io.sixlane.configuration.accelerator.AcceleratorId;
import io.sixlane.configuration.bandwidthplan.BandwidthPlanId;
import io.sixlane.configuration.order.Bundle;
import io.sixlane.configuration.order.Money;
import io.sixlane.configuration.order.OrderEvent.OrderPaid;
import io.sixlane.configuration.order.OrderId;
import io.sixlane.configuration.order.Term;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An order as the API shows it; the two ids are null until it is paid. */
record OrderView(
        OrderId id,
        Status status,
        Bundle bundle,
        Term term,
        Money total,
        Instant placedAt,
        @Nullable AcceleratorId acceleratorId,
        @Nullable BandwidthPlanId bandwidthPlanId) {
    /** How far the order is. */
    enum Status {
        PLACED,
        PAID
    }

    /** As it is now. */
    static OrderView of(Order order) {
        return of(order, order.paid());
    }

    /** As it was when it was placed: the answer to every repetition of that request. */
    static OrderView asPlaced(Order order) {
        return of(order, Optional.empty());
    }

    private static OrderView of(Order order, Optional<OrderPaid> paid) {
        var placed = order.placed();
        return new OrderView(
                placed.orderId(),
                paid.isPresent() ? Status.PAID : Status.PLACED,
                placed.bundle(),
                placed.term(),
                placed.total(),
                order.placedAt(),
                paid.map(OrderPaid::acceleratorId).orElse(null),
                paid.map(OrderPaid::bandwidthPlanId).orElse(null));
    }
}
