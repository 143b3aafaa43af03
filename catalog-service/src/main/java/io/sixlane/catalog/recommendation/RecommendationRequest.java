package io.sixlane.catalog.recommendation;

import io.sixlane.catalog.problem.RequestFields;
import io.sixlane.configuration.accelerator.BackendService;
import io.sixlane.configuration.catalog.CatalogEntry.RegionEntry;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;

/**
 * The six answers as they arrive.
 *
 * @param peakBandwidthMbps Mbit/s, 2 to 2000 (source: the hosted service's bandwidth plans)
 * @param maxConcurrentConnections 1 to 1 000 000 (source: its largest specification)
 */
record RecommendationRequest(
        String accelerationRegion,
        String serviceRegion,
        boolean icpFiling,
        BackendService serverArea,
        int peakBandwidthMbps,
        int maxConcurrentConnections) {
    private static final int MIN_MBPS = 2;
    private static final int MAX_MBPS = 2_000;
    private static final int MAX_CONNECTIONS = 1_000_000;

    /** Refuses {@code body} with every bad field of it at once. */
    static Needs needs(byte[] body, List<RegionEntry> regions) {
        var byCode = new LinkedHashMap<String, RegionEntry>();
        regions.forEach(region -> byCode.put(region.code(), region));
        var fields = RequestFields.of(body);
        var accelerationRegion = fields.choice("accelerationRegion", byCode.keySet());
        var serviceRegion = fields.choice("serviceRegion", byCode.keySet());
        var icpFiling = fields.flag("icpFiling");
        var serverArea =
                fields.choice(
                        "serverArea",
                        Arrays.stream(BackendService.values()).map(Enum::name).toList());
        var peakMbps = fields.integer("peakBandwidthMbps", MIN_MBPS, MAX_MBPS);
        var connections = fields.integer("maxConcurrentConnections", 1, MAX_CONNECTIONS);
        fields.check();
        return new Needs(
                Objects.requireNonNull(byCode.get(accelerationRegion)),
                Objects.requireNonNull(byCode.get(serviceRegion)),
                icpFiling,
                BackendService.valueOf(serverArea),
                Math.toIntExact(peakMbps),
                Math.toIntExact(connections));
    }
}
