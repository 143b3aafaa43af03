package io.sixlane.provisioning.order;

import io.sixlane.configuration.bandwidthplan.PlanKind;
import io.sixlane.configuration.catalog.BillingType;
import io.sixlane.configuration.catalog.CatalogEntry.BandwidthTypeEntry;
import io.sixlane.configuration.catalog.CatalogEntry.LimitsEntry;
import io.sixlane.configuration.catalog.CatalogEntry.RegionEntry;
import io.sixlane.configuration.catalog.CatalogEntry.SpecificationEntry;
import io.sixlane.configuration.image.AcceleratorImage;
import io.sixlane.configuration.order.Billing;
import io.sixlane.configuration.order.Money;
import io.sixlane.configuration.order.Term;
import io.sixlane.provisioning.bandwidthplan.BandwidthPlan;
import io.sixlane.provisioning.decision.Rejection;
import io.sixlane.provisioning.decision.Rejection.OfPurchase.BillingNotOffered;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The facts that a purchase is judged by, as of one moment.
 *
 * @param specifications by code, those that the purchase names and the catalog has
 * @param bandwidthTypes the same
 * @param regions of the catalog, by code
 * @param limits of what is sold
 * @param accelerator that it is about, empty when there is none
 * @param basic the plan bound to that accelerator
 * @param crossBorder the same
 * @param at in microseconds, as the log has them
 */
record Market(
        Map<String, SpecificationEntry> specifications,
        Map<String, BandwidthTypeEntry> bandwidthTypes,
        Map<String, RegionEntry> regions,
        LimitsEntry limits,
        Optional<AcceleratorImage> accelerator,
        Optional<BandwidthPlan> basic,
        Optional<BandwidthPlan> crossBorder,
        Instant at) {
    Market {
        specifications = Map.copyOf(specifications);
        bandwidthTypes = Map.copyOf(bandwidthTypes);
        regions = Map.copyOf(regions);
    }

    /** This market at another moment. */
    Market asOf(Instant then) {
        return new Market(
                specifications,
                bandwidthTypes,
                regions,
                limits,
                accelerator,
                basic,
                crossBorder,
                then);
    }

    Optional<SpecificationEntry> specification(String code) {
        return Optional.ofNullable(specifications.get(code));
    }

    Optional<BandwidthTypeEntry> bandwidthType(String code) {
        return Optional.ofNullable(bandwidthTypes.get(code));
    }

    /** The basic plan and the cross-border plan, as far as they are bound. */
    List<BandwidthPlan> boundPlans() {
        return Stream.of(basic, crossBorder).flatMap(Optional::stream).toList();
    }

    /**
     * The price of a plan in advance, for one month or one year: the price of its bandwidth, or
     * nothing when usage is charged afterwards.
     *
     * @param mbps Mbit/s
     */
    static Money price(
            BandwidthTypeEntry type, PlanKind kind, int mbps, Billing billing, Term.Unit unit) {
        var perMbps =
                switch (kind) {
                    case BASIC -> type.pricePerMbps(unit);
                    case CROSS_BORDER -> type.crossBorderPricePerMbps(unit);
                };
        return switch (billing.type()) {
            case PAY_BY_BANDWIDTH -> perMbps.times(mbps);
            case PAY_BY_TRAFFIC, PAY_BY_95TH -> new Money(perMbps.currency(), 0);
        };
    }

    /** Why a bandwidth type is not sold this way; empty when it is. */
    static Optional<Rejection> refusal(BandwidthTypeEntry type, Billing billing) {
        var used = type.usagePrices();
        return billing.type() == BillingType.PAY_BY_BANDWIDTH
                        || (used != null
                                && used.stream()
                                        .anyMatch(price -> price.billingType() == billing.type()))
                ? Optional.empty()
                : Optional.of(new BillingNotOffered(type.code(), billing.type()));
    }
}
