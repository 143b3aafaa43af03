package io.sixlane.relay.route;

import io.sixlane.configuration.accelerator.BoundPlan;
import io.sixlane.configuration.bundle.BorderRoutes;
import io.sixlane.configuration.catalog.CatalogEntry;
import io.sixlane.configuration.catalog.CatalogEntry.BandwidthTypeEntry;
import io.sixlane.configuration.catalog.CatalogEntry.RegionEntry;
import io.sixlane.configuration.image.AcceleratorImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Decides which regions traffic may pass, by the catalog that also limits orders. Regions and plan
 * types missing from the catalog are not restricted. Safe for use by several threads.
 */
final class RegionPolicies {
    private final Map<String, RegionEntry> regions = new ConcurrentHashMap<>();
    private final Map<String, BandwidthTypeEntry> types = new ConcurrentHashMap<>();

    void received(CatalogEntry entry) {
        switch (entry) {
            case RegionEntry region -> regions.merge(region.code(), region, RegionPolicies::newer);
            case BandwidthTypeEntry type -> types.merge(type.code(), type, RegionPolicies::newer);
            default -> {}
        }
    }

    /** Records of a key may come out of order where the topic has several partitions. */
    static <T extends CatalogEntry> T newer(T held, T received) {
        return held.version() > received.version() ? held : received;
    }

    /** The restrictions of an accelerator's plans; none without a plan. */
    Plans of(@Nullable AcceleratorImage accelerator) {
        return accelerator == null
                ? Plans.NONE
                : new Plans(accelerator.plan(), accelerator.crossBorderPlan() != null);
    }

    /** The part of an accelerator's plans that limits ways. */
    record Plans(@Nullable BoundPlan plan, boolean crossBorder) {
        static final Plans NONE = new Plans(null, false);

        /** Plans of one type are alike. */
        String kind() {
            return "%s %s".formatted(plan == null ? "" : plan.bandwidthType(), crossBorder);
        }
    }

    /**
     * Whether the plans cover a way.
     *
     * @param passed from the region of the clients to that of the servers
     */
    boolean allows(Plans plans, List<String> passed) {
        var plan = plans.plan();
        var type = plan == null ? null : types.get(plan.bandwidthType());
        if (type == null) {
            return true;
        }
        var entries = new ArrayList<RegionEntry>();
        for (var code : passed) {
            var region = regions.get(code);
            if (region != null) {
                entries.add(region);
            }
        }
        return entries.size() < passed.size()
                || BorderRoutes.allows(type, plans.crossBorder(), entries);
    }
}
