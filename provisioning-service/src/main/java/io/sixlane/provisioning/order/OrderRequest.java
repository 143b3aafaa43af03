package io.sixlane.provisioning.order;

import io.sixlane.configuration.order.Bundle;
import io.sixlane.configuration.order.Term;
import io.sixlane.provisioning.request.JsonFields;
import org.jspecify.annotations.Nullable;

/**
 * A bundle and a term, as asked for. The bundle may be one of those recommended, as it came: its
 * price and reasons are not read, the price is made anew.
 *
 * @param peakBandwidthMbps Mbit/s, 2 to 2000 (source: the hosted service's CreateBandwidthPackage)
 * @param crossBorderMbps the same; null without a cross-border plan
 */
record OrderRequest(
        String specification,
        String bandwidthType,
        int peakBandwidthMbps,
        @Nullable Integer crossBorderMbps,
        Term term) {
    private static final int LEAST_MBPS = 2;
    private static final int MOST_MBPS = 2_000;
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
                fields.object("term", OrderRequest::readTerm));
    }

    private static Bundle readBundle(JsonFields fields) {
        fields.ignore("monthlyPrice", "reasons");
        return new Bundle(
                fields.code("specification"),
                fields.code("bandwidthType"),
                fields.integer("peakBandwidthMbps", LEAST_MBPS, MOST_MBPS),
                fields.optionalInteger("crossBorderMbps", LEAST_MBPS, MOST_MBPS));
    }

    private static Term readTerm(JsonFields fields) {
        var unit = fields.oneOf("unit", Term.Unit.class);
        var most = unit == Term.Unit.MONTH ? MOST_MONTHS : MOST_YEARS;
        return new Term(unit, fields.integer("count", 1, most));
    }

    Bundle bundle() {
        return new Bundle(specification, bandwidthType, peakBandwidthMbps, crossBorderMbps);
    }
}
