package io.sixlane.configuration.bundle;

import io.sixlane.configuration.catalog.CatalogEntry.BandwidthTypeEntry;
import io.sixlane.configuration.catalog.CatalogEntry.RegionEntry;
import java.util.List;

/**
 * Decides which ways through relays the plans of an accelerator cover. Pure; shared by the API and
 * the relays.
 */
public final class BorderRoutes {
    /** Where traffic of mainland China leaves it (source: the tutorial, step 2). */
    public static final String EXIT = "cn-hongkong";

    private BorderRoutes() {}

    /**
     * Whether traffic may take this way between ends that {@link BundleRules#wayObjections} has
     * nothing against. It crosses the border of mainland China only if its ends lie on both sides,
     * and then once; without a cross-border plan it does so through Hong Kong.
     *
     * @param regions that the traffic passes, from the clients' to the servers'; at least two
     */
    public static boolean allows(
            BandwidthTypeEntry type, boolean crossBorder, List<RegionEntry> regions) {
        var crossings = 0;
        var throughExit = true;
        for (var hop = 1; hop < regions.size(); hop++) {
            var from = regions.get(hop - 1);
            var to = regions.get(hop);
            if (from.mainlandChina() != to.mainlandChina()) {
                crossings++;
                throughExit &= isExit(from) || isExit(to);
            }
        }
        var needed = regions.getFirst().mainlandChina() != regions.getLast().mainlandChina();
        if (crossings == 0 || crossings > 1 || !needed) {
            return crossings == 0;
        }
        return crossBorder || !type.global() || throughExit;
    }

    private static boolean isExit(RegionEntry region) {
        return region.code().equals(EXIT);
    }
}
