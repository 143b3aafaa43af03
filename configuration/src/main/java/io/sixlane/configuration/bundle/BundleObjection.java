package io.sixlane.configuration.bundle;

import com.fasterxml.jackson.annotation.JsonIgnore;

/**
 * Why a bundle does not fit: the recommendation rejects it and an order is refused for the same.
 * Bandwidths are in Mbit/s; regions, specifications and bandwidth types are named as people read
 * them.
 */
public sealed interface BundleObjection {
    /** The objection in words: the fact, and the possible values. */
    String detail();

    /** The last part of its problem type, which never changes. */
    @JsonIgnore
    default String problem() {
        return switch (this) {
            case RegionWithoutIpv6 _ -> "region-without-ipv6";
            case IcpFilingMissing _ -> "icp-filing-missing";
            case OffCloudNotReached _ -> "off-cloud-not-reached";
            case ScopeNotCovered _ -> "scope-not-covered";
            case CrossBorderPlanMissing _ -> "cross-border-plan-missing";
            case CrossBorderPlanUnused _ -> "cross-border-plan-unused";
            case RouteNotCovered _ -> "route-not-covered";
            case BandwidthBelowRegions _ -> "bandwidth-below-regions";
            case RegionsAboveSpecification _ -> "regions-above-specification";
            case BandwidthAboveSpecification _ -> "bandwidth-above-specification";
            case CrossBorderAboveSpecification _ -> "cross-border-above-specification";
            case ConnectionsAboveSpecification _ -> "connections-above-specification";
        };
    }

    record RegionWithoutIpv6(String region) implements BundleObjection {
        @Override
        public String detail() {
            return "IPv6 clients cannot connect in %s".formatted(region);
        }
    }

    /** Source: the tutorial, step 1. */
    record IcpFilingMissing(String region) implements BundleObjection {
        @Override
        public String detail() {
            return "a web service needs an ICP number before it may serve users in %s"
                    .formatted(region);
        }
    }

    /** Source: the tutorial, step 2. */
    record OffCloudNotReached(String bandwidthType) implements BundleObjection {
        @Override
        public String detail() {
            return "%s bandwidth reaches only servers in the operator's cloud"
                    .formatted(bandwidthType);
        }
    }

    /**
     * The scope is not covered even with a cross-border plan, one end of which is mainland China.
     */
    record ScopeNotCovered(String bandwidthType, String clients, String servers)
            implements BundleObjection {
        @Override
        public String detail() {
            return "%s bandwidth starts or ends in mainland China, and neither %s nor %s is there"
                    .formatted(bandwidthType, clients, servers);
        }
    }

    record CrossBorderPlanMissing(String bandwidthType, String clients, String servers)
            implements BundleObjection {
        @Override
        public String detail() {
            return "%s bandwidth needs a cross-border plan between %s and %s"
                    .formatted(bandwidthType, clients, servers);
        }
    }

    /** Source: the tutorial, step 2. */
    record RouteNotCovered(String bandwidthType, String clients, String through, String servers)
            implements BundleObjection {
        @Override
        public String detail() {
            return "%s bandwidth does not cover a route from %s through %s to %s"
                    .formatted(bandwidthType, clients, through, servers);
        }
    }

    record CrossBorderPlanUnused(String servers) implements BundleObjection {
        @Override
        public String detail() {
            return "a cross-border plan carries nothing here: no way to %s crosses a border"
                    .formatted(servers);
        }
    }

    record BandwidthBelowRegions(int mbps, int regions, int leastMbps) implements BundleObjection {
        @Override
        public String detail() {
            return "%s regions need %s Mbit/s at least, %s were asked for"
                    .formatted(regions, leastMbps, mbps);
        }
    }

    record RegionsAboveSpecification(int regions, String specification, int limit)
            implements BundleObjection {
        @Override
        public String detail() {
            return "%s accelerates %s regions, %s are needed"
                    .formatted(specification, limit, regions);
        }
    }

    record BandwidthAboveSpecification(int mbps, String specification, int peakMbps)
            implements BundleObjection {
        @Override
        public String detail() {
            return "%s carries %s Mbit/s, %s are needed".formatted(specification, peakMbps, mbps);
        }
    }

    record CrossBorderAboveSpecification(int mbps, String specification, int peakMbps)
            implements BundleObjection {
        @Override
        public String detail() {
            return "%s carries %s Mbit/s, %s are to cross the border"
                    .formatted(specification, peakMbps, mbps);
        }
    }

    record ConnectionsAboveSpecification(int connections, String specification, int maxConnections)
            implements BundleObjection {
        @Override
        public String detail() {
            return "%s holds %s connections, %s are needed"
                    .formatted(specification, maxConnections, connections);
        }
    }
}
