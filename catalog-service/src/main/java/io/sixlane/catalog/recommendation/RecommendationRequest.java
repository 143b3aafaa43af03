package io.sixlane.catalog.recommendation;

import static io.sixlane.configuration.bundle.BundleRules.LEAST_MBPS;
import static io.sixlane.configuration.bundle.BundleRules.MOST_CONNECTIONS;
import static io.sixlane.configuration.bundle.BundleRules.MOST_MBPS;
import static io.sixlane.configuration.bundle.BundleRules.MOST_REGIONS;

import io.sixlane.configuration.accelerator.BackendService;
import io.sixlane.configuration.accelerator.IpVersion;
import io.sixlane.configuration.bundle.Needs;
import io.sixlane.configuration.catalog.CatalogEntry.RegionEntry;
import io.sixlane.configuration.order.BundleUse;
import io.sixlane.http.body.JsonBody;
import io.sixlane.http.body.JsonFields;
import io.sixlane.http.body.TextForm;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The six answers as they arrive, and some that may be added.
 *
 * @param peakMbps of the basic plan
 * @param crossBorderMbps null is as much as the recommendation finds right
 */
record RecommendationRequest(BundleUse use, int peakMbps, @Nullable Integer crossBorderMbps) {
    private static final TextForm REGION = TextForm.known("region", 64, "cn-hongkong");

    /** Refuses {@code body} with every bad field of it at once. */
    static Wish wish(byte @Nullable [] body, List<RegionEntry> regions) {
        var byCode = new LinkedHashMap<String, RegionEntry>();
        regions.forEach(region -> byCode.put(region.code(), region));
        var request = JsonBody.read(body, fields -> read(fields, byCode.keySet()));
        return new Wish(
                Needs.of(request.use(), byCode), request.peakMbps(), request.crossBorderMbps());
    }

    static RecommendationRequest read(JsonFields fields, Collection<String> regions) {
        var accelerationRegions =
                fields.alternative(
                        "accelerationRegions",
                        several ->
                                several.knownTexts(
                                        "accelerationRegions", MOST_REGIONS, REGION, regions),
                        "accelerationRegion",
                        one -> List.of(one.known("accelerationRegion", REGION, regions)));
        var serviceRegion = fields.known("serviceRegion", REGION, regions);
        var icpFiling = fields.requiredBool("icpFiling");
        var serverArea = fields.oneOf("serverArea", BackendService.class);
        var peakMbps = fields.integer("peakBandwidthMbps", LEAST_MBPS, MOST_MBPS);
        var connections = fields.integer("maxConcurrentConnections", 1, MOST_CONNECTIONS);
        var ipVersion = fields.optionalOneOf("ipVersion", IpVersion.class);
        var webService = fields.optionalBool("webService");
        var crossBorderMbps = fields.optionalInteger("crossBorderMbps", LEAST_MBPS, MOST_MBPS);
        return new RecommendationRequest(
                new BundleUse(
                        accelerationRegions,
                        serviceRegion,
                        ipVersion,
                        icpFiling,
                        webService,
                        serverArea,
                        connections),
                peakMbps,
                crossBorderMbps);
    }
}
