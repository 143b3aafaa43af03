package io.sixlane.catalog.recommendation;

import static io.sixlane.configuration.bundle.BundleRules.LEAST_MBPS;
import static io.sixlane.configuration.bundle.BundleRules.MOST_CONNECTIONS;
import static io.sixlane.configuration.bundle.BundleRules.MOST_MBPS;

import io.sixlane.catalog.problem.RequestFields;
import io.sixlane.configuration.accelerator.BackendService;
import io.sixlane.configuration.accelerator.IpVersion;
import io.sixlane.configuration.bundle.Needs;
import io.sixlane.configuration.catalog.CatalogEntry.RegionEntry;
import io.sixlane.configuration.order.BundleUse;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The six answers as they arrive, and some that may be added.
 *
 * @param accelerationRegion where the clients are, or {@code accelerationRegions}: one of the two
 * @param ipVersion of the clients; null is IPV6
 * @param webService null when nobody says; one without an ICP number is refused in mainland China
 * @param peakBandwidthMbps Mbit/s, 2 to 2000 (source: the hosted service's bandwidth plans)
 * @param crossBorderMbps the same; null is as much as the recommendation finds right
 * @param maxConcurrentConnections 1 to 1 000 000 (source: its largest specification)
 */
record RecommendationRequest(
        @Nullable String accelerationRegion,
        @Nullable List<String> accelerationRegions,
        @Nullable IpVersion ipVersion,
        String serviceRegion,
        boolean icpFiling,
        @Nullable Boolean webService,
        BackendService serverArea,
        int peakBandwidthMbps,
        @Nullable Integer crossBorderMbps,
        int maxConcurrentConnections) {
    /** Refuses {@code body} with every bad field of it at once. */
    static Wish wish(byte @Nullable [] body, List<RegionEntry> regions) {
        var byCode = new LinkedHashMap<String, RegionEntry>();
        regions.forEach(region -> byCode.put(region.code(), region));
        var fields = RequestFields.of(body);
        var accelerationRegions = accelerationRegions(fields, byCode);
        var serviceRegion = fields.choice("serviceRegion", byCode.keySet());
        var icpFiling = fields.flag("icpFiling");
        var serverArea = fields.choice("serverArea", names(BackendService.values()));
        var peakMbps = fields.integer("peakBandwidthMbps", LEAST_MBPS, MOST_MBPS);
        var connections = fields.integer("maxConcurrentConnections", 1, MOST_CONNECTIONS);
        var ipVersion = fields.optionalChoice("ipVersion", names(IpVersion.values()));
        var webService = fields.optionalFlag("webService");
        var crossBorderMbps = fields.optionalInteger("crossBorderMbps", LEAST_MBPS, MOST_MBPS);
        fields.check();
        var use =
                new BundleUse(
                        accelerationRegions,
                        serviceRegion,
                        ipVersion == null ? null : IpVersion.valueOf(ipVersion),
                        icpFiling,
                        webService,
                        BackendService.valueOf(serverArea),
                        Math.toIntExact(connections));
        return new Wish(
                Needs.of(use, byCode),
                Math.toIntExact(peakMbps),
                crossBorderMbps == null ? null : Math.toIntExact(crossBorderMbps));
    }

    private static List<String> accelerationRegions(
            RequestFields fields, Map<String, RegionEntry> regions) {
        if (!fields.has("accelerationRegions")) {
            return List.of(fields.choice("accelerationRegion", regions.keySet()));
        }
        if (fields.has("accelerationRegion")) {
            fields.problem(
                    "accelerationRegion", "and accelerationRegions are two ways to say the same");
        }
        return fields.choices("accelerationRegions", regions.keySet());
    }

    private static List<String> names(Enum<?>[] constants) {
        return Arrays.stream(constants).map(Enum::name).toList();
    }
}
