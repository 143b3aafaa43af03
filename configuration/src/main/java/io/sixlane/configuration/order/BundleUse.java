package io.sixlane.configuration.order;

import io.sixlane.configuration.accelerator.BackendService;
import io.sixlane.configuration.accelerator.IpVersion;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The use of a bundle: the answers it was recommended for, by the codes of regions.
 *
 * @param accelerationRegions where the clients are, at least one
 * @param serviceRegion where the origin servers are
 * @param ipVersion of the clients; null is IPV6
 * @param icpFiling whether the domain name has an ICP number
 * @param webService whether clients use it as a web service; null when unknown
 * @param maxConnections concurrent connections, at least 1
 */
public record BundleUse(
        List<String> accelerationRegions,
        String serviceRegion,
        @Nullable IpVersion ipVersion,
        boolean icpFiling,
        @Nullable Boolean webService,
        BackendService serverArea,
        int maxConnections) {
    public BundleUse {
        accelerationRegions = List.copyOf(accelerationRegions);
    }
}
