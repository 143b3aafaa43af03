package io.sixlane.provisioning.order;

import static io.sixlane.provisioning.decision.Decision.accept;
import static io.sixlane.provisioning.decision.Decision.reject;

import io.sixlane.configuration.order.OrderEvent.OrderCancelled;
import io.sixlane.configuration.order.OrderEvent.OrderFulfilled;
import io.sixlane.configuration.order.OrderEvent.OrderPaid;
import io.sixlane.configuration.order.OrderEvent.PaymentAwaited;
import io.sixlane.configuration.order.OrderId;
import io.sixlane.provisioning.decision.Decision;
import io.sixlane.provisioning.decision.Rejection.IdempotencyKeyReused;
import io.sixlane.provisioning.decision.Rejection.OfPurchase.OrderClosed;
import io.sixlane.provisioning.decision.Rejection.OrderNotFound;
import io.sixlane.provisioning.order.Order.Status;
import io.sixlane.provisioning.order.OrderCommand.AwaitPayment;
import io.sixlane.provisioning.order.OrderCommand.Cancel;
import io.sixlane.provisioning.order.OrderCommand.Pay;
import io.sixlane.provisioning.order.OrderCommand.Place;
import io.sixlane.provisioning.order.Purchase.Instance;
import io.sixlane.provisioning.order.Purchase.Modification;
import io.sixlane.provisioning.order.Purchase.Plan;
import io.sixlane.provisioning.order.Purchase.Renewal;
import io.sixlane.provisioning.order.Purchase.Subscription;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The rules of one order. Pure: no clock, no random, no I/O, no Spring. */
final class OrderDecider {
    private OrderDecider() {}

    /**
     * @param order null before it is placed
     */
    static Decision decide(@Nullable Order order, OrderCommand command) {
        return switch (command) {
            case Place place ->
                    order == null
                            ? PurchaseRules.decide(place)
                            : placeAgain(order, place.purchase());
            case AwaitPayment(var id, var account, var invoice) ->
                    owned(order, id, account, held -> awaitPayment(held, invoice));
            case Pay pay -> owned(order, pay.id(), pay.account(), held -> pay(held, pay));
            case Cancel(var id, var account) -> owned(order, id, account, OrderDecider::cancel);
        };
    }

    /** An equal order with the same key is the existing one; a new price does not matter. */
    static Decision placeAgain(Order order, Purchase purchase) {
        return order.purchase().equals(purchase) ? accept() : reject(new IdempotencyKeyReused());
    }

    private static Decision owned(
            @Nullable Order order, OrderId id, String account, Function<Order, Decision> rule) {
        return order == null || !order.account().equals(account)
                ? reject(new OrderNotFound(id.text()))
                : rule.apply(order);
    }

    private static Decision awaitPayment(Order order, String invoice) {
        return switch (order.status()) {
            case PLACED -> accept(new PaymentAwaited(invoice));
            case PAYMENT_PENDING, PAID -> accept();
            case CANCELLED -> closed(order);
        };
    }

    private static Decision pay(Order order, Pay pay) {
        return switch (order.status()) {
            case PLACED, PAYMENT_PENDING ->
                    switch (order.purchase()) {
                        case Subscription(var bundle, _, _) ->
                                accept(
                                        new OrderPaid(
                                                pay.acceleratorId(),
                                                pay.bandwidthPlanId(),
                                                bundle.crossBorderMbps() == null
                                                        ? null
                                                        : pay.crossBorderPlanId()));
                        case Instance _ -> accept(new OrderPaid(pay.acceleratorId(), null, null));
                        case Plan _ -> accept(new OrderFulfilled(pay.bandwidthPlanId()));
                        case Renewal _, Modification _ -> accept(new OrderFulfilled(null));
                    };
            case PAID -> accept();
            case CANCELLED -> closed(order);
        };
    }

    private static Decision cancel(Order order) {
        return switch (order.status()) {
            case PLACED, PAYMENT_PENDING -> accept(new OrderCancelled());
            case CANCELLED -> accept();
            case PAID -> closed(order);
        };
    }

    private static Decision closed(Order order) {
        return reject(new OrderClosed(order.id().text(), order.status() == Status.PAID));
    }
}
