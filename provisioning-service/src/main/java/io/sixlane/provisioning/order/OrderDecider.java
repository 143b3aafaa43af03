package io.sixlane.provisioning.order;

import static io.sixlane.provisioning.decision.Decision.accept;
import static io.sixlane.provisioning.decision.Decision.reject;

import io.sixlane.configuration.bundle.BundlePrice;
import io.sixlane.configuration.bundle.BundleRules;
import io.sixlane.configuration.bundle.Needs;
import io.sixlane.configuration.catalog.CatalogEntry.RegionEntry;
import io.sixlane.configuration.order.BundleUse;
import io.sixlane.configuration.order.OrderEvent.OrderPaid;
import io.sixlane.configuration.order.OrderEvent.OrderPlaced;
import io.sixlane.provisioning.decision.Decision;
import io.sixlane.provisioning.decision.Rejection.BandwidthTypeUnknown;
import io.sixlane.provisioning.decision.Rejection.BundleRefused;
import io.sixlane.provisioning.decision.Rejection.IdempotencyKeyReused;
import io.sixlane.provisioning.decision.Rejection.OrderNotFound;
import io.sixlane.provisioning.decision.Rejection.RegionUnknown;
import io.sixlane.provisioning.decision.Rejection.SpecificationUnknown;
import io.sixlane.provisioning.order.OrderCommand.Pay;
import io.sixlane.provisioning.order.OrderCommand.Place;

import org.jspecify.annotations.Nullable;

import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

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
        var use = bundle.use();
        var unknown = use == null ? Optional.<String>empty() : unknownRegion(use, place.regions());
        if (unknown.isPresent()) {
            return reject(new RegionUnknown(unknown.get()));
        }
        var specification = place.specification().get();
        var type = place.bandwidthType().get();
        var objections =
                BundleRules.objections(
                        specification,
                        type,
                        bundle.peakBandwidthMbps(),
                        bundle.crossBorderMbps(),
                        Optional.ofNullable(use).map(known -> Needs.of(known, place.regions())));
        if (!objections.isEmpty()) {
            return reject(new BundleRefused(objections));
        }
        var price =
                BundlePrice.of(
                        specification,
                        type,
                        bundle.peakBandwidthMbps(),
                        bundle.crossBorderMbps(),
                        place.term().unit());
        return accept(
                new OrderPlaced(
                        place.id(),
                        bundle,
                        place.term(),
                        price.total().times(place.term().count())));
    }

    private static Optional<String> unknownRegion(BundleUse use, Map<String, RegionEntry> regions) {
        return Stream.concat(use.accelerationRegions().stream(), Stream.of(use.serviceRegion()))
                .filter(code -> !regions.containsKey(code))
                .findFirst();
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
