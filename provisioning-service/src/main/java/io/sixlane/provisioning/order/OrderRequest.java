package io.sixlane.provisioning.order;

import io.sixlane.configuration.accelerator.BackendService;
import io.sixlane.configuration.accelerator.IpVersion;
import io.sixlane.configuration.bundle.BundleRules;
import io.sixlane.configuration.order.Bundle;
import io.sixlane.configuration.order.BundleUse;
import io.sixlane.configuration.order.Term;
import io.sixlane.provisioning.request.JsonFields;

import org.jspecify.annotations.Nullable;

import java.util.HashSet;

/**
 * A bundle and a term, as asked for. The bundle may be one of those recommended, as it came: its
 * price and reasons are not read, the price is made anew.
 *
 * @param peakBandwidthMbps Mbit/s, 2 to 2000 (source: the hosted service's CreateBandwidthPackage)
 * @param crossBorderMbps the same; null without a cross-border plan
 * @param use what it is for, so that a bundle that does not fit is refused; null when nobody said
 */
record OrderRequest(
        String specification,
        String bandwidthType,
        int peakBandwidthMbps,
        @Nullable Integer crossBorderMbps,
        @Nullable BundleUse use,
        Term term) {
    private static final int LEAST_MBPS = BundleRules.LEAST_MBPS;
    private static final int MOST_MBPS = BundleRules.MOST_MBPS;
    private static final int MOST_REGIONS = BundleRules.MOST_REGIONS;
    private static final int MOST_MONTHS = 9;
    private static final int MOST_YEARS = 3;

    /** The bundle's fields beside the term, or in {@code bundle} as an order shows them. */
    static OrderRequest read(JsonFields fields) {
        var bundle =
                fields.has("bundle")
                        ? fields.object("bundle", OrderRequest::readBundle)
                        : readBundle(fields);
        return new OrderRequest(
                bundle.specification(),
                bundle.bandwidthType(),
                bundle.peakBandwidthMbps(),
                bundle.crossBorderMbps(),
                bundle.use(),
                fields.object("term", OrderRequest::readTerm));
    }

    private static Bundle readBundle(JsonFields fields) {
        fields.ignore(
                "monthlyPrice", "yearlyPrice", "priceBreakdown", "yearlyBreakdown", "reasons");
        return new Bundle(
                fields.code("specification"),
                fields.code("bandwidthType"),
                fields.integer("peakBandwidthMbps", LEAST_MBPS, MOST_MBPS),
                fields.optionalInteger("crossBorderMbps", LEAST_MBPS, MOST_MBPS),
                fields.optionalObject("use", OrderRequest::readUse));
    }

    private static BundleUse readUse(JsonFields fields) {
        var use =
                new BundleUse(
                        fields.codes("accelerationRegions", 1, MOST_REGIONS),
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

    private static Term readTerm(JsonFields fields) {
        var unit = fields.oneOf("unit", Term.Unit.class);
        var most = unit == Term.Unit.MONTH ? MOST_MONTHS : MOST_YEARS;
        return new Term(unit, fields.integer("count", 1, most));
    }

    Bundle bundle() {
        return new Bundle(specification, bandwidthType, peakBandwidthMbps, crossBorderMbps, use);
    }
}
