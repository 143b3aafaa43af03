package io.sixlane.provisioning.order;

import static io.sixlane.provisioning.decision.Decision.accept;
import static io.sixlane.provisioning.decision.Decision.reject;

import io.sixlane.configuration.bandwidthplan.PlanKind;
import io.sixlane.configuration.bundle.BundlePrice;
import io.sixlane.configuration.bundle.BundleRules;
import io.sixlane.configuration.bundle.Needs;
import io.sixlane.configuration.catalog.CatalogEntry.BandwidthTypeEntry;
import io.sixlane.configuration.catalog.CatalogEntry.RegionEntry;
import io.sixlane.configuration.catalog.CatalogEntry.SpecificationEntry;
import io.sixlane.configuration.image.AcceleratorImage;
import io.sixlane.configuration.order.BundleUse;
import io.sixlane.configuration.order.Money;
import io.sixlane.configuration.order.OrderEvent.InstanceOrdered;
import io.sixlane.configuration.order.OrderEvent.OrderPlaced;
import io.sixlane.configuration.order.OrderEvent.PlanOrdered;
import io.sixlane.configuration.order.OrderEvent.RenewalOrdered;
import io.sixlane.provisioning.bandwidthplan.PlanSize;
import io.sixlane.provisioning.decision.Decision;
import io.sixlane.provisioning.decision.Rejection.AcceleratorNotFound;
import io.sixlane.provisioning.decision.Rejection.BandwidthTypeUnknown;
import io.sixlane.provisioning.decision.Rejection.BundleRefused;
import io.sixlane.provisioning.decision.Rejection.RegionUnknown;
import io.sixlane.provisioning.decision.Rejection.SpecificationUnknown;
import io.sixlane.provisioning.order.OrderCommand.Place;
import io.sixlane.provisioning.order.Purchase.Instance;
import io.sixlane.provisioning.order.Purchase.Modification;
import io.sixlane.provisioning.order.Purchase.Plan;
import io.sixlane.provisioning.order.Purchase.Renewal;
import io.sixlane.provisioning.order.Purchase.Subscription;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The rules of purchases and their prices. Pure. */
final class PurchaseRules {
    private PurchaseRules() {}

    static Decision decide(Place place) {
        return switch (place.purchase()) {
            case Subscription subscription -> subscription(place, subscription);
            case Instance instance -> instance(place, instance);
            case Renewal renewal -> renewal(place, renewal);
            case Plan plan -> plan(place, plan);
            case Modification modification ->
                    ModificationRules.order(
                            place.id(), place.account(), modification, place.market());
        };
    }

    private static Decision subscription(Place place, Subscription subscription) {
        var bundle = subscription.bundle();
        var specification = place.market().specification(bundle.specification()).orElse(null);
        if (specification == null) {
            return reject(new SpecificationUnknown(bundle.specification()));
        }
        var type = place.market().bandwidthType(bundle.bandwidthType()).orElse(null);
        if (type == null) {
            return reject(new BandwidthTypeUnknown(bundle.bandwidthType()));
        }
        var use = bundle.use();
        var unknown =
                use == null
                        ? Optional.<String>empty()
                        : unknownRegion(use, place.market().regions());
        if (unknown.isPresent()) {
            return reject(new RegionUnknown(unknown.get()));
        }
        var objections =
                BundleRules.objections(
                        specification,
                        type,
                        bundle.peakBandwidthMbps(),
                        bundle.crossBorderMbps(),
                        Optional.ofNullable(use)
                                .map(known -> Needs.of(known, place.market().regions())));
        if (!objections.isEmpty()) {
            return reject(new BundleRefused(objections));
        }
        var billing = subscription.billing();
        var refusal =
                Market.refusal(type, billing)
                        .or(() -> PlanSize.refusal(bundle.peakBandwidthMbps(), billing));
        if (refusal.isPresent()) {
            return reject(refusal.get());
        }
        return accept(
                new OrderPlaced(
                        place.id(),
                        bundle,
                        subscription.term(),
                        price(specification, type, subscription).times(subscription.term().count()),
                        billing));
    }

    private static Decision instance(Place place, Instance instance) {
        var specification = place.market().specification(instance.specification()).orElse(null);
        if (specification == null) {
            return reject(new SpecificationUnknown(instance.specification()));
        }
        var term = instance.term();
        return accept(
                new InstanceOrdered(
                        place.id(),
                        instance.specification(),
                        term,
                        specification.price(term.unit()).times(term.count())));
    }

    private static Money price(
            SpecificationEntry specification, BandwidthTypeEntry type, Subscription subscription) {
        var bundle = subscription.bundle();
        var unit = subscription.term().unit();
        var parts =
                BundlePrice.of(
                        specification,
                        type,
                        bundle.peakBandwidthMbps(),
                        bundle.crossBorderMbps(),
                        unit);
        var plan =
                Market.price(
                        type,
                        PlanKind.BASIC,
                        bundle.peakBandwidthMbps(),
                        subscription.billing(),
                        unit);
        return new BundlePrice(parts.specification(), plan, parts.crossBorder()).total();
    }

    private static Optional<String> unknownRegion(BundleUse use, Map<String, RegionEntry> regions) {
        return Stream.concat(use.accelerationRegions().stream(), Stream.of(use.serviceRegion()))
                .filter(code -> !regions.containsKey(code))
                .findFirst();
    }

    private static Decision plan(Place place, Plan plan) {
        var type = place.market().bandwidthType(plan.bandwidthType()).orElse(null);
        if (type == null) {
            return reject(new BandwidthTypeUnknown(plan.bandwidthType()));
        }
        var refusal =
                Market.refusal(type, plan.billing())
                        .or(() -> PlanSize.refusal(plan.bandwidthMbps(), plan.billing()));
        if (refusal.isPresent()) {
            return reject(refusal.get());
        }
        var price =
                Market.price(
                        type,
                        plan.planKind(),
                        plan.bandwidthMbps(),
                        plan.billing(),
                        plan.term().unit());
        return accept(
                new PlanOrdered(
                        place.id(),
                        plan.planKind(),
                        plan.bandwidthType(),
                        plan.bandwidthMbps(),
                        plan.billing(),
                        plan.term(),
                        price.times(plan.term().count())));
    }

    /** Prices a renewal of the current resources at today's prices. */
    private static Decision renewal(Place place, Renewal renewal) {
        var market = place.market();
        var image = market.accelerator().filter(held -> owns(place, held)).orElse(null);
        if (image == null) {
            return reject(new AcceleratorNotFound(renewal.acceleratorId().text()));
        }
        var specification = market.specification(image.specification().code()).orElse(null);
        if (specification == null) {
            return reject(new SpecificationUnknown(image.specification().code()));
        }
        var unit = renewal.term().unit();
        var price = specification.price(unit);
        for (var plan : market.boundPlans()) {
            var code = plan.created().bandwidthType();
            var type = market.bandwidthType(code).orElse(null);
            if (type == null) {
                return reject(new BandwidthTypeUnknown(code));
            }
            price =
                    price.plus(
                            Market.price(
                                    type, plan.kind(), plan.bandwidthMbps(), plan.billing(), unit));
        }
        return accept(
                new RenewalOrdered(
                        place.id(),
                        renewal.acceleratorId(),
                        renewal.term(),
                        price.times(renewal.term().count())));
    }

    private static boolean owns(Place place, AcceleratorImage image) {
        return image.account().equals(place.account());
    }
}
