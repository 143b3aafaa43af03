package io.sixlane.provisioning.order;

import static io.sixlane.provisioning.decision.Decision.accept;
import static io.sixlane.provisioning.decision.Decision.reject;

import io.sixlane.configuration.log.StreamEvent;
import io.sixlane.configuration.order.OrderEvent.ModificationOrdered;
import io.sixlane.configuration.order.OrderEvent.RenewalOrdered;
import io.sixlane.provisioning.decision.Decision;
import io.sixlane.provisioning.decision.Decision.Accepted;
import io.sixlane.provisioning.decision.Decision.Rejected;
import io.sixlane.provisioning.decision.Rejection.OfPurchase.OrderPriceChanged;
import io.sixlane.provisioning.order.OrderCommand.Place;
import io.sixlane.provisioning.order.Purchase.Instance;
import io.sixlane.provisioning.order.Purchase.Modification;
import io.sixlane.provisioning.order.Purchase.Plan;
import io.sixlane.provisioning.order.Purchase.Renewal;
import io.sixlane.provisioning.order.Purchase.Subscription;

/** Judges whether an order that was not paid at once can still be paid at its price. Pure. */
final class OrderPrice {
    private OrderPrice() {}

    /**
     * A renewal or modification depends on the present state of its accelerator, so it is priced
     * again as of the day it was placed. Other purchases keep their price.
     */
    static Decision judgeAgain(Order order, Market market) {
        return switch (order.purchase()) {
            case Subscription _, Instance _, Plan _ -> accept();
            case Renewal _, Modification _ ->
                    switch (placedToday(order, market)) {
                        case Rejected rejected -> rejected;
                        case Accepted(var events) ->
                                events.stream().anyMatch(event -> costsTheSame(order, event))
                                        ? accept()
                                        : reject(new OrderPriceChanged(order.id().text()));
                    };
        };
    }

    private static Decision placedToday(Order order, Market market) {
        return PurchaseRules.decide(
                new Place(
                        order.id(),
                        order.account(),
                        order.purchase(),
                        market.asOf(order.placedAt())));
    }

    private static boolean costsTheSame(Order order, StreamEvent event) {
        return switch (event) {
            case RenewalOrdered(_, _, _, var total) -> total.equals(order.total());
            case ModificationOrdered(_, _, _, _, _, var total) -> total.equals(order.total());
            default -> false;
        };
    }
}
