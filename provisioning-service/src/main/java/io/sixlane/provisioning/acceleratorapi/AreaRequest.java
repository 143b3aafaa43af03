package io.sixlane.provisioning.acceleratorapi;

import io.sixlane.configuration.accelerator.IpVersion;
import io.sixlane.http.body.JsonFields;
import io.sixlane.provisioning.accelerator.AcceleratorCommand.AddRegions;
import io.sixlane.provisioning.accelerator.AcceleratorCommand.WantedRegion;
import java.util.List;

/** Regions of one area where clients are, as asked for. */
record AreaRequest(String area, List<RegionRequest> regions) {
    private static final int MOST_REGIONS = 50;

    /**
     * @param bandwidthMbps Mbit/s, at least 2 (source: the hosted service's limit of one region)
     */
    record RegionRequest(String region, int bandwidthMbps, IpVersion ipVersion) {
        static final int LEAST_MBPS = 2;

        static int readBandwidth(JsonFields fields) {
            return fields.integer("bandwidthMbps", LEAST_MBPS, 1_000_000);
        }

        static RegionRequest read(JsonFields fields) {
            return new RegionRequest(
                    fields.code("region"),
                    readBandwidth(fields),
                    fields.oneOf("ipVersion", IpVersion.class, IpVersion.IPV6));
        }
    }

    static AreaRequest read(JsonFields fields) {
        return new AreaRequest(
                fields.code("area"), fields.list("regions", 1, MOST_REGIONS, RegionRequest::read));
    }

    AddRegions command() {
        return new AddRegions(
                area,
                regions.stream()
                        .map(r -> new WantedRegion(r.region(), r.bandwidthMbps(), r.ipVersion()))
                        .toList());
    }
}
