package io.sixlane.catalog.recommendation;

import io.sixlane.configuration.accelerator.BackendService;
import io.sixlane.configuration.bundle.Needs;
import io.sixlane.configuration.catalog.CatalogEntry.BandwidthTypeEntry;
import io.sixlane.configuration.catalog.CatalogEntry.RegionEntry;
import io.sixlane.configuration.catalog.CatalogEntry.SpecificationEntry;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Explains in words why a bundle fits. {@code crossBorderMbps} is the size of its cross-border
 * plan.
 */
record Reasons(
        Wish wish,
        SpecificationEntry specification,
        BandwidthTypeEntry type,
        @Nullable Integer crossBorderMbps) {
    List<String> all() {
        var reasons = new ArrayList<String>();
        reasons.add(size());
        reasons.add(backends());
        reasons.add(scope());
        reasons.add(clients());
        if (needsIcpNumber()) {
            reasons.add(
                    "Note: a web service needs an ICP number before it may serve users in mainland"
                            + " China; this has none, so it must not be one");
        }
        return List.copyOf(reasons);
    }

    private Needs needs() {
        return wish.needs();
    }

    private String size() {
        return ("%s is the cheapest specification that fits: %s of its %s regions, %s of its %s"
                        + " Mbit/s and %s of its %s connections are needed")
                .formatted(
                        specification.name(),
                        needs().accelerationRegions().size(),
                        specification.regions(),
                        wish.peakMbps(),
                        specification.peakMbps(),
                        needs().maxConnections(),
                        specification.maxConnections());
    }

    private String backends() {
        return needs().serverArea() == BackendService.OFF_CLOUD
                ? "%s bandwidth reaches servers outside the operator's cloud".formatted(type.name())
                : "%s bandwidth reaches servers in the operator's cloud".formatted(type.name());
    }

    private String scope() {
        var clients = regionNames();
        var servers = needs().serviceRegion().name();
        if (type.global()) {
            return "%s bandwidth is global: it carries traffic from %s to %s%s"
                    .formatted(type.name(), clients, servers, crossing());
        }
        return crossBorderMbps == null
                ? "%s bandwidth covers mainland China, where both %s and %s are"
                        .formatted(type.name(), clients, servers)
                : "%s bandwidth covers mainland China; a cross-border plan of %s Mbit/s carries traffic from %s to %s"
                        .formatted(type.name(), crossBorderMbps, clients, servers);
    }

    /** Explains how global bandwidth crosses the border (source: the tutorial, step 2). */
    private String crossing() {
        if (!needs().crossesBorder()) {
            return " without another plan";
        }
        return crossBorderMbps == null
                ? " through Hong Kong without another plan; a cross-border plan would improve it"
                : " and a cross-border plan of %s Mbit/s improves the way across the border"
                        .formatted(crossBorderMbps);
    }

    private String clients() {
        var family =
                switch (needs().ipVersion()) {
                    case IPV4 -> "IPv4";
                    case IPV6 -> "IPv6";
                    case DUAL_STACK -> "IPv4 and IPv6";
                };
        return "%s clients can connect in %s".formatted(family, regionNames());
    }

    private boolean needsIcpNumber() {
        return needs().webService() == null
                && !needs().icpFiling()
                && needs().accelerationRegions().stream().anyMatch(RegionEntry::needsIcp);
    }

    private String regionNames() {
        return String.join(
                ", ", needs().accelerationRegions().stream().map(RegionEntry::name).toList());
    }
}
