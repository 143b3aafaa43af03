package io.sixlane.configuration.bundle;

import io.sixlane.configuration.accelerator.BackendService;
import io.sixlane.configuration.accelerator.IpVersion;
import io.sixlane.configuration.bundle.BundleObjection.BandwidthAboveSpecification;
import io.sixlane.configuration.bundle.BundleObjection.BandwidthBelowRegions;
import io.sixlane.configuration.bundle.BundleObjection.ConnectionsAboveSpecification;
import io.sixlane.configuration.bundle.BundleObjection.CrossBorderAboveSpecification;
import io.sixlane.configuration.bundle.BundleObjection.CrossBorderPlanMissing;
import io.sixlane.configuration.bundle.BundleObjection.CrossBorderPlanUnused;
import io.sixlane.configuration.bundle.BundleObjection.IcpFilingMissing;
import io.sixlane.configuration.bundle.BundleObjection.OffCloudNotReached;
import io.sixlane.configuration.bundle.BundleObjection.RegionWithoutIpv6;
import io.sixlane.configuration.bundle.BundleObjection.RegionsAboveSpecification;
import io.sixlane.configuration.bundle.BundleObjection.ScopeNotCovered;
import io.sixlane.configuration.catalog.CatalogEntry.BandwidthTypeEntry;
import io.sixlane.configuration.catalog.CatalogEntry.RegionEntry;
import io.sixlane.configuration.catalog.CatalogEntry.SpecificationEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The bundles that may be sold for a use. Pure and total; recommendations and sales share these
 * rules, so that they cannot disagree.
 *
 * <p>Without a known use every bundle may be sold, unless the instance cannot carry it.
 */
public final class BundleRules {
    /**
     * Least bandwidth of a plan (source: the hosted service's CreateBandwidthPackage), in Mbit/s.
     */
    public static final int LEAST_MBPS = 2;

    /** Most bandwidth that a catalog may sell in one plan or instance, in Mbit/s. */
    public static final int MOST_MBPS = 1_000_000;

    /** Most regions of a catalog. */
    public static final int MOST_REGIONS = 500;

    /**
     * Least bandwidth of each acceleration region's share (source: the hosted service's limits), in
     * Mbit/s.
     */
    public static final int LEAST_REGION_MBPS = 2;

    /** Most connections that a catalog may sell with one instance. */
    public static final int MOST_CONNECTIONS = 1_000_000_000;

    private BundleRules() {}

    /**
     * All objections to a bundle, those about its use first; empty when it fits.
     *
     * @param peakMbps of the basic plan
     * @param crossBorderMbps of the cross-border plan, null without one
     * @param needs empty when unknown
     */
    public static List<BundleObjection> objections(
            SpecificationEntry specification,
            BandwidthTypeEntry type,
            int peakMbps,
            @Nullable Integer crossBorderMbps,
            Optional<Needs> needs) {
        var objections = new ArrayList<BundleObjection>();
        needs.ifPresent(
                use -> {
                    objections.addAll(useObjections(use));
                    objections.addAll(typeObjections(type, crossBorderMbps, use));
                });
        objections.addAll(sizeObjections(specification, peakMbps, crossBorderMbps, needs));
        return List.copyOf(objections);
    }

    /** Objections to every bundle, whatever its parts. */
    private static List<BundleObjection> useObjections(Needs needs) {
        var objections = new ArrayList<BundleObjection>();
        for (var clients : needs.accelerationRegions()) {
            if (needs.ipVersion() != IpVersion.IPV4 && !clients.ipv6()) {
                objections.add(new RegionWithoutIpv6(clients.name()));
            }
            if (clients.needsIcp()
                    && Boolean.TRUE.equals(needs.webService())
                    && !needs.icpFiling()) {
                objections.add(new IcpFilingMissing(clients.name()));
            }
        }
        return objections;
    }

    /** Scope and backends (source: the tutorial, step 2). */
    private static List<BundleObjection> typeObjections(
            BandwidthTypeEntry type, @Nullable Integer crossBorderMbps, Needs needs) {
        var objections = new ArrayList<BundleObjection>();
        var servers = needs.serviceRegion().name();
        if (needs.serverArea() == BackendService.OFF_CLOUD && !type.offCloud()) {
            objections.add(new OffCloudNotReached(type.name()));
        }
        for (var clients : needs.accelerationRegions()) {
            objections.addAll(
                    wayObjections(type, crossBorderMbps != null, clients, needs.serviceRegion()));
        }
        if (crossBorderMbps != null && !needs.crossesBorder()) {
            objections.add(new CrossBorderPlanUnused(servers));
        }
        return objections;
    }

    /**
     * Objections to one path from clients to origin servers; asked when it is sold, and when it
     * comes to be later (source: the tutorial, step 2).
     *
     * @param crossBorder whether there is a cross-border plan
     */
    public static List<BundleObjection> wayObjections(
            BandwidthTypeEntry type,
            boolean crossBorder,
            RegionEntry clients,
            RegionEntry servers) {
        if (type.global()) {
            return List.of();
        }
        if (!clients.mainlandChina() && !servers.mainlandChina()) {
            return List.of(new ScopeNotCovered(type.name(), clients.name(), servers.name()));
        }
        return clients.mainlandChina() == servers.mainlandChina() || crossBorder
                ? List.of()
                : List.of(new CrossBorderPlanMissing(type.name(), clients.name(), servers.name()));
    }

    private static List<BundleObjection> sizeObjections(
            SpecificationEntry specification,
            int peakMbps,
            @Nullable Integer crossBorderMbps,
            Optional<Needs> needs) {
        var objections = new ArrayList<BundleObjection>();
        var name = specification.name();
        var regions = needs.map(use -> use.accelerationRegions().size()).orElse(1);
        var connections = needs.map(Needs::maxConnections).orElse(1);
        if (regions > specification.regions()) {
            objections.add(new RegionsAboveSpecification(regions, name, specification.regions()));
        }
        if (peakMbps < regions * LEAST_REGION_MBPS) {
            objections.add(
                    new BandwidthBelowRegions(peakMbps, regions, regions * LEAST_REGION_MBPS));
        }
        if (peakMbps > specification.peakMbps()) {
            objections.add(
                    new BandwidthAboveSpecification(peakMbps, name, specification.peakMbps()));
        }
        if (crossBorderMbps != null && crossBorderMbps > specification.peakMbps()) {
            objections.add(
                    new CrossBorderAboveSpecification(
                            crossBorderMbps, name, specification.peakMbps()));
        }
        if (connections > specification.maxConnections()) {
            objections.add(
                    new ConnectionsAboveSpecification(
                            connections, name, specification.maxConnections()));
        }
        return objections;
    }
}
