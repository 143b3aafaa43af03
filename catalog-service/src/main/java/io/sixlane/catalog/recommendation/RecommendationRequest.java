package io.sixlane.catalog.recommendation;

import static io.sixlane.configuration.bundle.BundleRules.LEAST_MBPS;
import static io.sixlane.configuration.bundle.BundleRules.MOST_CONNECTIONS;
import static io.sixlane.configuration.bundle.BundleRules.MOST_MBPS;
import static io.sixlane.configuration.bundle.BundleRules.MOST_REGIONS;

import io.sixlane.catalog.request.CodeForm;
import io.sixlane.catalog.request.RequestFields;
import io.sixlane.configuration.accelerator.BackendService;
import io.sixlane.configuration.accelerator.IpVersion;
import io.sixlane.configuration.bundle.Needs;
import io.sixlane.configuration.catalog.CatalogEntry.RegionEntry;
import io.sixlane.configuration.order.BundleUse;
import java.util.Arrays;
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
    private static final CodeForm REGION = new CodeForm("region", 64, "cn-hongkong");

    /** Refuses {@code body} with every bad field of it at once. */
    static Wish wish(byte @Nullable [] body, List<RegionEntry> regions) {
        var byCode = new LinkedHashMap<String, RegionEntry>();
        regions.forEach(region -> byCode.put(region.code(), region));
        var request = RequestFields.read(body, fields -> read(fields, byCode.keySet()));
        return new Wish(
                Needs.of(request.use(), byCode), request.peakMbps(), request.crossBorderMbps());
    }

    static RecommendationRequest read(RequestFields fields, Collection<String> regions) {
        var accelerationRegions =
                fields.either(
                        "accelerationRegions",
                        several ->
                                several.codes("accelerationRegions", REGION, MOST_REGIONS, regions),
                        "accelerationRegion",
                        one -> List.of(one.code("accelerationRegion", REGION, regions)));
        var serviceRegion = fields.code("serviceRegion", REGION, regions);
        var icpFiling = fields.flag("icpFiling");
        var serverArea = fields.choice("serverArea", names(BackendService.values()));
        var peakMbps = fields.integer("peakBandwidthMbps", LEAST_MBPS, MOST_MBPS);
        var connections = fields.integer("maxConcurrentConnections", 1, MOST_CONNECTIONS);
        var ipVersion = fields.optionalChoice("ipVersion", names(IpVersion.values()));
        var webService = fields.optionalFlag("webService");
        var crossBorderMbps = fields.optionalInteger("crossBorderMbps", LEAST_MBPS, MOST_MBPS);
        return new RecommendationRequest(
                new BundleUse(
                        accelerationRegions,
                        serviceRegion,
                        ipVersion == null ? null : IpVersion.valueOf(ipVersion),
                        icpFiling,
                        webService,
                        BackendService.valueOf(serverArea),
                        Math.toIntExact(connections)),
                Math.toIntExact(peakMbps),
                crossBorderMbps == null ? null : Math.toIntExact(crossBorderMbps));
    }

    private static List<String> names(Enum<?>[] constants) {
        return Arrays.stream(constants).map(Enum::name).toList();
    }
}
