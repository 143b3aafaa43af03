package io.sixlane.provisioning.order;

import io.sixlane.configuration.accelerator.AcceleratorId;
import io.sixlane.configuration.bandwidthplan.BandwidthPlanId;
import io.sixlane.configuration.log.RecordedEvent;
import io.sixlane.configuration.order.Money;
import io.sixlane.configuration.order.OrderEvent;
import io.sixlane.configuration.order.OrderEvent.InstanceOrdered;
import io.sixlane.configuration.order.OrderEvent.ModificationOrdered;
import io.sixlane.configuration.order.OrderEvent.OrderCancelled;
import io.sixlane.configuration.order.OrderEvent.OrderFulfilled;
import io.sixlane.configuration.order.OrderEvent.OrderPaid;
import io.sixlane.configuration.order.OrderEvent.OrderPlaced;
import io.sixlane.configuration.order.OrderEvent.PaymentAwaited;
import io.sixlane.configuration.order.OrderEvent.PlanOrdered;
import io.sixlane.configuration.order.OrderEvent.RenewalOrdered;
import io.sixlane.configuration.order.OrderId;
import io.sixlane.provisioning.order.Purchase.Instance;
import io.sixlane.provisioning.order.Purchase.Modification;
import io.sixlane.provisioning.order.Purchase.Plan;
import io.sixlane.provisioning.order.Purchase.Renewal;
import io.sixlane.provisioning.order.Purchase.Subscription;
import java.time.Instant;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * An order.
 *
 * @param invoice null unless it waited for an invoice to be paid
 * @param acceleratorId that it made or is about; null before a new one is paid, and of a plan alone
 * @param bandwidthPlanId of the basic plan, or of the plan bought alone; null until paid
 * @param crossBorderPlanId null until paid, and without one
 */
record Order(
        String account,
        long revision,
        OrderId id,
        Purchase purchase,
        Money total,
        Instant placedAt,
        Status status,
        @Nullable String invoice,
        @Nullable AcceleratorId acceleratorId,
        @Nullable BandwidthPlanId bandwidthPlanId,
        @Nullable BandwidthPlanId crossBorderPlanId) {
    /** The progress of the order. */
    enum Status {
        PLACED,
        PAYMENT_PENDING,
        PAID,
        CANCELLED
    }

    boolean isOpen() {
        return status == Status.PLACED || status == Status.PAYMENT_PENDING;
    }

    /** Total: an event that reached the log is true. */
    static @Nullable Order evolve(@Nullable Order held, RecordedEvent recorded) {
        if (!(recorded.event() instanceof OrderEvent event)) {
            return held;
        }
        return switch (event) {
            case OrderPlaced(var id, var bundle, var term, var total, var billing) ->
                    begun(recorded, id, total, new Subscription(bundle, term, billing));
            case InstanceOrdered(var id, var specification, var term, var total) ->
                    begun(recorded, id, total, new Instance(specification, term));
            case RenewalOrdered(var id, var acceleratorId, var term, var total) ->
                    begun(recorded, id, total, new Renewal(acceleratorId, term));
            case PlanOrdered(
                            var id,
                            var kind,
                            var type,
                            var mbps,
                            var billing,
                            var term,
                            var total) ->
                    begun(recorded, id, total, new Plan(kind, type, mbps, billing, term));
            case ModificationOrdered(
                            var id,
                            var acceleratorId,
                            var specification,
                            var mbps,
                            var crossBorderMbps,
                            var total) ->
                    begun(
                            recorded,
                            id,
                            total,
                            new Modification(acceleratorId, specification, mbps, crossBorderMbps));
            case PaymentAwaited(var number) ->
                    after(
                            held,
                            order ->
                                    order.with(
                                            recorded.revision(),
                                            Status.PAYMENT_PENDING,
                                            number,
                                            order.acceleratorId,
                                            null,
                                            null));
            case OrderPaid(var made, var plan, var crossBorder) ->
                    after(
                            held,
                            order ->
                                    order.with(
                                            recorded.revision(),
                                            Status.PAID,
                                            order.invoice,
                                            made,
                                            plan,
                                            crossBorder));
            case OrderFulfilled(var plan) ->
                    after(
                            held,
                            order ->
                                    order.with(
                                            recorded.revision(),
                                            Status.PAID,
                                            order.invoice,
                                            order.acceleratorId,
                                            plan,
                                            null));
            case OrderCancelled() ->
                    after(
                            held,
                            order ->
                                    order.with(
                                            recorded.revision(),
                                            Status.CANCELLED,
                                            order.invoice,
                                            order.acceleratorId,
                                            null,
                                            null));
        };
    }

    private static Order begun(RecordedEvent first, OrderId id, Money total, Purchase purchase) {
        var acceleratorId =
                switch (purchase) {
                    case Renewal(var about, _) -> about;
                    case Modification(var about, _, _, _) -> about;
                    case Subscription _, Instance _, Plan _ -> null;
                };
        return new Order(
                first.actor().account(),
                first.revision(),
                id,
                purchase,
                total,
                first.occurredAt(),
                Status.PLACED,
                null,
                acceleratorId,
                null,
                null);
    }

    private static @Nullable Order after(@Nullable Order held, UnaryOperator<Order> change) {
        return held == null ? null : change.apply(held);
    }

    private Order with(
            long at,
            Status now,
            @Nullable String number,
            @Nullable AcceleratorId accelerator,
            @Nullable BandwidthPlanId plan,
            @Nullable BandwidthPlanId crossBorder) {
        return new Order(
                account,
                at,
                id,
                purchase,
                total,
                placedAt,
                now,
                number,
                accelerator,
                plan,
                crossBorder);
    }
}
