package io.sixlane.provisioning.order;

import static io.sixlane.provisioning.decision.Decision.accept;
import static io.sixlane.provisioning.decision.Decision.reject;

import io.sixlane.configuration.catalog.CatalogEntry.BandwidthTypeEntry;
import io.sixlane.configuration.catalog.CatalogEntry.SpecificationEntry;
import io.sixlane.configuration.order.Bundle;
import io.sixlane.configuration.order.Money;
import io.sixlane.configuration.order.OrderEvent.OrderPaid;
import io.sixlane.configuration.order.OrderEvent.OrderPlaced;
import io.sixlane.provisioning.decision.Decision;
import io.sixlane.provisioning.decision.Rejection.BandwidthAboveSpecification;
import io.sixlane.provisioning.decision.Rejection.BandwidthTypeUnknown;
import io.sixlane.provisioning.decision.Rejection.IdempotencyKeyReused;
import io.sixlane.provisioning.decision.Rejection.OrderNotFound;
import io.sixlane.provisioning.decision.Rejection.SpecificationUnknown;
import io.sixlane.provisioning.order.OrderCommand.Pay;
import io.sixlane.provisioning.order.OrderCommand.Place;
import org.jspecify.annotations.Nullable;

/** The rules of one order. Pure: no clock, no random, no I/O, no Spring. */
final class OrderDecider {
    private OrderDecider() {}

    /**
     * @param order null before it is placed
     */
    static Decision decide(@Nullable Order order, OrderCommand command) {
        return switch (command) {
            case Place place -> order == null ? place(place) : placeAgain(order, place);
            case Pay pay -> pay(order, pay);
        };
    }

    private static Decision place(Place place) {
        var bundle = place.bundle();
        if (place.specification().isEmpty()) {
            return reject(new SpecificationUnknown(bundle.specification()));
        }
        if (place.bandwidthType().isEmpty()) {
            return reject(new BandwidthTypeUnknown(bundle.bandwidthType()));
        }
        var specification = place.specification().get();
        if (bundle.peakBandwidthMbps() > specification.peakMbps()) {
            return reject(
                    new BandwidthAboveSpecification(
                            bundle.peakBandwidthMbps(),
                            specification.code(),
                            specification.peakMbps()));
        }
        var monthly = monthly(bundle, specification, place.bandwidthType().get());
        return accept(
                new OrderPlaced(
                        place.id(), bundle, place.term(), monthly.times(place.term().months())));
    }

    private static Money monthly(
            Bundle bundle, SpecificationEntry specification, BandwidthTypeEntry type) {
        var plan =
                specification
                        .monthlyPrice()
                        .plus(type.monthlyPricePerMbps().times(bundle.peakBandwidthMbps()));
        var crossBorder = bundle.crossBorderMbps();
        return crossBorder == null
                ? plan
                : plan.plus(type.monthlyCrossBorderPricePerMbps().times(crossBorder));
    }

    /** The same order with the same key is the one that stands; prices of today do not matter. */
    private static Decision placeAgain(Order order, Place place) {
        return order.placed().bundle().equals(place.bundle())
                        && order.placed().term().equals(place.term())
                ? accept()
                : reject(new IdempotencyKeyReused());
    }

    private static Decision pay(@Nullable Order order, Pay pay) {
        if (order == null || !order.account().equals(pay.account())) {
            return reject(new OrderNotFound(pay.id().text()));
        }
        return order.paid().isPresent()
                ? accept()
                : accept(new OrderPaid(pay.acceleratorId(), pay.bandwidthPlanId()));
    }
}
