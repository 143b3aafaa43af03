package io.sixlane.catalog.recommendation;

import io.sixlane.catalog.recommendation.Recommendation.Adjustment;
import io.sixlane.configuration.accelerator.IpVersion;
import io.sixlane.configuration.bundle.BundleObjection;
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
import io.sixlane.configuration.bundle.BundleObjection.RouteNotCovered;
import io.sixlane.configuration.bundle.BundleObjection.ScopeNotCovered;
import io.sixlane.configuration.catalog.CatalogEntry.RegionEntry;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The smallest change of a wish that answers one objection. */
record WishChange(Wish wish, Adjustment adjustment) {
    private static final String REGIONS = "accelerationRegions";
    private static final String PEAK = "peakBandwidthMbps";
    private static final String CROSS_BORDER = "crossBorderMbps";
    private static final String CONNECTIONS = "maxConcurrentConnections";

    /**
     * Empty when no answer but another bandwidth type can meet it.
     *
     * @param regions of the catalog, by area and code
     */
    static Optional<WishChange> against(
            BundleObjection objection, Wish wish, List<RegionEntry> regions) {
        return switch (objection) {
            case RegionWithoutIpv6(var name) -> otherRegion(name, objection, wish, regions);
            case IcpFilingMissing(var name) -> otherRegion(name, objection, wish, regions);
            case RegionsAboveSpecification(var asked, _, var limit) ->
                    change(
                            withRegions(wish, wish.needs().accelerationRegions().subList(0, limit)),
                            REGIONS,
                            asked,
                            limit,
                            objection);
            case BandwidthBelowRegions(var asked, _, var least) ->
                    change(wish.withPeakMbps(least), PEAK, asked, least, objection);
            case BandwidthAboveSpecification(var asked, _, var most) ->
                    change(wish.withPeakMbps(most), PEAK, asked, most, objection);
            case CrossBorderAboveSpecification(var asked, _, var most) ->
                    change(wish.withCrossBorderMbps(most), CROSS_BORDER, asked, most, objection);
            case CrossBorderPlanUnused _ ->
                    change(
                            wish.withCrossBorderMbps(null),
                            CROSS_BORDER,
                            String.valueOf(wish.crossBorderMbps()),
                            "none",
                            objection);
            case ConnectionsAboveSpecification(var asked, _, var most) ->
                    change(
                            wish.withNeeds(wish.needs().withMaxConnections(most)),
                            CONNECTIONS,
                            asked,
                            most,
                            objection);
            case OffCloudNotReached _,
                    ScopeNotCovered _,
                    CrossBorderPlanMissing _,
                    RouteNotCovered _ ->
                    Optional.empty();
        };
    }

    private static Optional<WishChange> change(
            Wish wish, String field, Object asked, Object instead, BundleObjection objection) {
        return Optional.of(
                new WishChange(
                        wish,
                        new Adjustment(
                                field, asked.toString(), instead.toString(), objection.detail())));
    }

    /** The nearest one that is not taken; without one the region is left out. */
    private static Optional<WishChange> otherRegion(
            String name, BundleObjection objection, Wish wish, List<RegionEntry> regions) {
        var taken = wish.needs().accelerationRegions();
        var bad = taken.stream().filter(region -> region.name().equals(name)).findFirst();
        var other =
                bad.flatMap(
                        region ->
                                regions.stream()
                                        .filter(candidate -> !taken.contains(candidate))
                                        .filter(candidate -> serves(candidate, wish))
                                        .min(nearestTo(region)));
        var kept = new ArrayList<RegionEntry>();
        for (var region : taken) {
            if (!bad.filter(region::equals).isPresent()) {
                kept.add(region);
            } else {
                other.ifPresent(kept::add);
            }
        }
        return kept.isEmpty()
                ? Optional.empty()
                : change(
                        withRegions(wish, kept),
                        REGIONS,
                        bad.map(RegionEntry::code).orElse(name),
                        other.map(RegionEntry::code).orElse("none"),
                        objection);
    }

    private static boolean serves(RegionEntry region, Wish wish) {
        var web = Boolean.TRUE.equals(wish.needs().webService()) && !wish.needs().icpFiling();
        return (region.ipv6() || wish.needs().ipVersion() == IpVersion.IPV4)
                && !(web && region.needsIcp());
    }

    /**
     * Orders regions by nearness: the same side of the border, the same area, the same country,
     * then as listed.
     */
    private static Comparator<RegionEntry> nearestTo(RegionEntry region) {
        return Comparator.comparing(
                        (RegionEntry other) -> other.mainlandChina() != region.mainlandChina())
                .thenComparing(other -> !other.area().equals(region.area()))
                .thenComparing(other -> !country(other).equals(country(region)));
    }

    private static String country(RegionEntry region) {
        return region.code().split("-", 2)[0];
    }

    private static Wish withRegions(Wish wish, List<RegionEntry> regions) {
        return wish.withNeeds(wish.needs().withAccelerationRegions(regions));
    }
}
