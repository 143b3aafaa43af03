package io.sixlane.configuration.bundle;

import io.sixlane.configuration.accelerator.BackendService;
import io.sixlane.configuration.accelerator.IpVersion;
import io.sixlane.configuration.catalog.CatalogEntry.RegionEntry;
import io.sixlane.configuration.order.BundleUse;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The use of a bundle, with the regions of the catalog.
 *
 * @param accelerationRegions where the clients are, at least one, each once
 * @param serviceRegion where the origin servers are
 * @param ipVersion of the clients
 * @param icpFiling whether the domain name has an ICP number
 * @param webService null when unknown
 * @param maxConnections concurrent connections, at least 1
 */
public record Needs(
        List<RegionEntry> accelerationRegions,
        RegionEntry serviceRegion,
        IpVersion ipVersion,
        boolean icpFiling,
        @Nullable Boolean webService,
        BackendService serverArea,
        int maxConnections) {
    public Needs {
        accelerationRegions = List.copyOf(accelerationRegions);
    }

    /**
     * @param regions of the catalog, by code
     * @throws IllegalArgumentException if it does not have one of them
     */
    public static Needs of(BundleUse use, Map<String, RegionEntry> regions) {
        return new Needs(
                use.accelerationRegions().stream().map(code -> region(code, regions)).toList(),
                region(use.serviceRegion(), regions),
                use.ipVersion() == null ? IpVersion.IPV6 : use.ipVersion(),
                use.icpFiling(),
                use.webService(),
                use.serverArea(),
                use.maxConnections());
    }

    private static RegionEntry region(String code, Map<String, RegionEntry> regions) {
        var region = regions.get(code);
        if (region == null) {
            throw new IllegalArgumentException("the catalog has no region " + code);
        }
        return region;
    }

    /** The same by codes. */
    public BundleUse use() {
        return new BundleUse(
                accelerationRegions.stream().map(RegionEntry::code).toList(),
                serviceRegion.code(),
                ipVersion,
                icpFiling,
                webService,
                serverArea,
                maxConnections);
    }

    public Needs withAccelerationRegions(List<RegionEntry> regions) {
        return new Needs(
                regions,
                serviceRegion,
                ipVersion,
                icpFiling,
                webService,
                serverArea,
                maxConnections);
    }

    public Needs withMaxConnections(int connections) {
        return new Needs(
                accelerationRegions,
                serviceRegion,
                ipVersion,
                icpFiling,
                webService,
                serverArea,
                connections);
    }

    /** Whether some clients are on the other side of mainland China's border, either way. */
    public boolean crossesBorder() {
        return accelerationRegions.stream().anyMatch(this::crossesBorder);
    }

    /** Between {@code clients} and the origin servers. */
    public boolean crossesBorder(RegionEntry clients) {
        return clients.mainlandChina() != serviceRegion.mainlandChina();
    }
}
