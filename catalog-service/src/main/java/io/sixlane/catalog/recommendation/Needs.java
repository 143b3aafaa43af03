package io.sixlane.catalog.recommendation;

import io.sixlane.configuration.accelerator.BackendService;
import io.sixlane.configuration.catalog.CatalogEntry.RegionEntry;

/**
 * The six answers of the tutorial's step 1.
 *
 * @param accelerationRegion where the IPv6 clients are
 * @param serviceRegion where the origin servers are
 * @param icpFiling whether the domain name of a web service has an ICP number
 * @param peakMbps Mbit/s, at least 2
 * @param maxConnections concurrent connections, at least 1
 */
record Needs(
        RegionEntry accelerationRegion,
        RegionEntry serviceRegion,
        boolean icpFiling,
        BackendService serverArea,
        int peakMbps,
        int maxConnections) {
    /** Between mainland China and elsewhere, in either direction. */
    boolean crossesBorder() {
        return accelerationRegion.mainlandChina() != serviceRegion.mainlandChina();
    }

    boolean withinMainland() {
        return accelerationRegion.mainlandChina() && serviceRegion.mainlandChina();
    }
}
