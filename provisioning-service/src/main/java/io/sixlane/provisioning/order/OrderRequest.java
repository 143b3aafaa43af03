package io.sixlane.provisioning.order;

import io.sixlane.configuration.order.Bundle;
import io.sixlane.configuration.order.Term;
import io.sixlane.provisioning.request.JsonFields;

/** A bundle and a term, as asked for. */
record OrderRequest(Bundle bundle, Term term) {
    /** Mbit/s of a plan (source: the hosted service's CreateBandwidthPackage). */
    private static final int LEAST_MBPS = 2;

    private static final int MOST_MBPS = 2_000;
    private static final int MOST_MONTHS = 9;
    private static final int MOST_YEARS = 3;

    static OrderRequest read(JsonFields fields) {
        return new OrderRequest(
                fields.object("bundle", OrderRequest::readBundle),
                fields.object("term", OrderRequest::readTerm));
    }

    /** A bundle may be one of those recommended, as it came: the price is made anew. */
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
}
