package io.sixlane.provisioning.order;

import io.sixlane.configuration.accelerator.AcceleratorId;
import io.sixlane.configuration.accelerator.BackendService;
import io.sixlane.configuration.accelerator.IpVersion;
import io.sixlane.configuration.bandwidthplan.PlanKind;
import io.sixlane.configuration.bundle.BundleRules;
import io.sixlane.configuration.catalog.BillingType;
import io.sixlane.configuration.order.Billing;
import io.sixlane.configuration.order.Bundle;
import io.sixlane.configuration.order.BundleUse;
import io.sixlane.configuration.order.Term;
import io.sixlane.http.body.JsonFields;
import io.sixlane.http.body.TextForm;
import io.sixlane.provisioning.bandwidthplan.PlanSize;
import io.sixlane.provisioning.order.Purchase.Instance;
import io.sixlane.provisioning.order.Purchase.Modification;
import io.sixlane.provisioning.order.Purchase.Plan;
import io.sixlane.provisioning.order.Purchase.Renewal;
import io.sixlane.provisioning.order.Purchase.Subscription;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A requested order; {@code kind} decides which of the other fields it takes. A recommended bundle
 * may be sent back unchanged: its price and reasons are ignored, the order is priced again.
 *
 * @param kind SUBSCRIPTION when absent
 * @param specification of a subscription, an instance or a modification
 * @param bandwidthType BASIC, ENHANCED or PREMIUM, of a subscription or a plan
 * @param peakBandwidthMbps Mbit/s, at least 2; {@code GET /v1/sale-limits} has the most that is
 *     sold
 * @param bandwidthMbps as above, of a plan or a modification
 * @param crossBorderMbps as above; null without a cross-border plan
 * @param use of a subscription, so that a bundle that does not fit is refused; null when absent
 * @param planKind of a plan
 * @param acceleratorId that is renewed or modified
 * @param billing of a subscription or a plan; absent for payment by bandwidth
 * @param term not of a modification
 */
record OrderRequest(
        Purchase.@Nullable Kind kind,
        @Nullable String specification,
        @Nullable String bandwidthType,
        @Nullable Integer peakBandwidthMbps,
        @Nullable Integer bandwidthMbps,
        @Nullable Integer crossBorderMbps,
        @Nullable BundleUse use,
        @Nullable PlanKind planKind,
        @Nullable String acceleratorId,
        @Nullable Billing billing,
        @Nullable Term term) {
    /** A renewal gives an accelerator without an end one. */
    private static final List<Term.Unit> PREPAID = List.of(Term.Unit.MONTH, Term.Unit.YEAR);

    private static final TextForm ACCELERATOR =
            TextForm.matching(
                    "ga-[a-z0-9]{1,60}",
                    4,
                    63,
                    "ga-1",
                    "must be ga- and 1 to 60 lower-case letters or digits");

    static Purchase read(JsonFields fields) {
        return fields.union(
                "kind",
                List.of(Purchase.Kind.values()),
                Enum::name,
                Purchase.Kind.SUBSCRIPTION,
                OrderRequest::read);
    }

    private static Purchase read(Purchase.Kind kind, JsonFields fields) {
        return switch (kind) {
            case SUBSCRIPTION -> readSubscription(fields);
            case INSTANCE -> readInstance(fields);
            case RENEWAL -> new Renewal(readAccelerator(fields), readTerm(fields, PREPAID));
            case PLAN -> readPlan(fields);
            case MODIFICATION -> readModification(readAccelerator(fields), fields);
        };
    }

    /** A renewal of the accelerator in the path. */
    static Purchase readRenewal(AcceleratorId id, JsonFields fields) {
        return new Renewal(id, readTerm(fields, PREPAID));
    }

    /** The bundle's fields beside the term, or in {@code bundle} as an order shows them. */
    private static Purchase readSubscription(JsonFields fields) {
        var bundle = fields.either("bundle", OrderRequest::readBundle, OrderRequest::readBundle);
        return new Subscription(bundle, readTerm(fields), readBilling(fields));
    }

    /** A specification and a term; its plan is another purchase. */
    static Instance readInstance(JsonFields fields) {
        return new Instance(fields.code("specification"), readTerm(fields));
    }

    /** The bundle in {@code bundle}, with other fields beside it. */
    static Subscription readBundled(JsonFields fields) {
        return new Subscription(
                fields.object("bundle", OrderRequest::readBundle),
                readTerm(fields),
                readBilling(fields));
    }

    private static Bundle readBundle(JsonFields fields) {
        fields.ignore(
                "monthlyPrice", "yearlyPrice", "priceBreakdown", "yearlyBreakdown", "reasons");
        return new Bundle(
                fields.code("specification"),
                fields.code("bandwidthType"),
                fields.integer("peakBandwidthMbps", PlanSize.LEAST_MBPS, PlanSize.MOST_MBPS),
                fields.optionalInteger("crossBorderMbps", PlanSize.LEAST_MBPS, PlanSize.MOST_MBPS),
                fields.optionalObject("use", OrderRequest::readUse));
    }

    private static BundleUse readUse(JsonFields fields) {
        var use =
                new BundleUse(
                        fields.codes("accelerationRegions", 1, BundleRules.MOST_REGIONS),
                        fields.code("serviceRegion"),
                        fields.oneOf("ipVersion", IpVersion.class, IpVersion.IPV6),
                        fields.bool("icpFiling", false),
                        fields.optionalBool("webService"),
                        fields.oneOf("serverArea", BackendService.class),
                        fields.integer("maxConnections", 1, BundleRules.MOST_CONNECTIONS));
        if (new HashSet<>(use.accelerationRegions()).size() < use.accelerationRegions().size()) {
            fields.wrong("accelerationRegions", "must name each region once");
        }
        return use;
    }

    private static Purchase readPlan(JsonFields fields) {
        return new Plan(
                fields.oneOf("planKind", PlanKind.class, PlanKind.BASIC),
                fields.code("bandwidthType"),
                fields.integer("bandwidthMbps", PlanSize.LEAST_MBPS, PlanSize.MOST_MBPS),
                readBilling(fields),
                readTerm(fields));
    }

    private static Purchase readModification(AcceleratorId id, JsonFields fields) {
        return new Modification(
                id,
                fields.optionalCode("specification"),
                fields.optionalInteger("bandwidthMbps", PlanSize.LEAST_MBPS, PlanSize.MOST_MBPS),
                fields.optionalInteger("crossBorderMbps", PlanSize.LEAST_MBPS, PlanSize.MOST_MBPS));
    }

    private static AcceleratorId readAccelerator(JsonFields fields) {
        var text = fields.text("acceleratorId", ACCELERATOR);
        return new AcceleratorId(ACCELERATOR.apply(text).isEmpty() ? text : "ga-0");
    }

    private static Term readTerm(JsonFields fields) {
        return readTerm(fields, List.of(Term.Unit.values()));
    }

    private static Term readTerm(JsonFields fields, List<Term.Unit> units) {
        return fields.object(
                "term",
                term -> term.union("unit", units, Enum::name, null, OrderRequest::readTerm));
    }

    private static Term readTerm(Term.Unit unit, JsonFields fields) {
        return unit == Term.Unit.OPEN_ENDED
                ? Term.OPEN_ENDED
                : new Term(unit, fields.integer("count", 1, most(unit)));
    }

    private static int most(Term.Unit unit) {
        return unit == Term.Unit.MONTH ? Term.MOST_MONTHS : Term.MOST_YEARS;
    }

    private static Billing readBilling(JsonFields fields) {
        var asked =
                fields.optionalObject(
                        "billing",
                        billing ->
                                billing.union(
                                        "type",
                                        List.of(BillingType.values()),
                                        Enum::name,
                                        null,
                                        OrderRequest::readBilling));
        return asked == null ? Billing.BY_BANDWIDTH : asked;
    }

    private static Billing readBilling(BillingType type, JsonFields fields) {
        return type == BillingType.PAY_BY_95TH
                ? new Billing(
                        type,
                        fields.integer(
                                "guaranteedPercent",
                                Billing.LEAST_GUARANTEED_PERCENT,
                                Billing.MOST_GUARANTEED_PERCENT))
                : new Billing(type, null);
    }
}
