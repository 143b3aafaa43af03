package io.sixlane.catalog.recommendation;

import io.sixlane.catalog.recommendation.Recommendation.Recommended;
import io.sixlane.catalog.recommendation.Recommendation.Rejected;
import io.sixlane.configuration.bundle.BundleObjection;
import io.sixlane.configuration.bundle.BundlePrice;
import io.sixlane.configuration.bundle.BundleRules;
import io.sixlane.configuration.catalog.CatalogEntry.BandwidthTypeEntry;
import io.sixlane.configuration.catalog.CatalogEntry.RegionEntry;
import io.sixlane.configuration.catalog.CatalogEntry.SpecificationEntry;
import io.sixlane.configuration.order.Term;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Turns a wish into bundles. Pure and total: the same wish and catalog give the same answer, and
 * every wish has one.
 *
 * <p>A bandwidth type that fits is recommended once, with the cheapest specification that fits. A
 * bundle fits when {@link BundleRules} has no objection, and so it can be ordered.
 *
 * @param specifications the sold ones, smallest first
 * @param bandwidthTypes the sold ones, plainest first; all prices in one currency
 * @param regions by area and code
 */
record Recommender(
        List<SpecificationEntry> specifications,
        List<BandwidthTypeEntry> bandwidthTypes,
        List<RegionEntry> regions) {
    Recommender {
        specifications = List.copyOf(specifications);
        bandwidthTypes = List.copyOf(bandwidthTypes);
        regions = List.copyOf(regions);
    }

    Recommendation recommend(Wish wish) {
        var recommended = new ArrayList<Recommended>();
        var rejected = new ArrayList<Rejected>();
        for (var type : bandwidthTypes) {
            var fits =
                    specifications.stream()
                            .map(one -> new Fit(one, type, objections(wish, one, type)))
                            .toList();
            var cheapest = cheapest(fits);
            for (var fit : fits) {
                if (cheapest.filter(fit.specification()::equals).isPresent()) {
                    recommended.add(recommended(wish, fit.specification(), type));
                } else {
                    rejected.add(rejected(fit, cheapest));
                }
            }
        }
        recommended.sort(Comparator.comparingLong(bundle -> bundle.monthlyPrice().minorUnits()));
        return new Recommendation(
                recommended,
                rejected,
                recommended.isEmpty() ? new NearestBundles(this).find(wish) : List.of());
    }

    /** A combination, which fits when nothing speaks against it. */
    private record Fit(
            SpecificationEntry specification,
            BandwidthTypeEntry type,
            List<BundleObjection> objections) {}

    private static Optional<SpecificationEntry> cheapest(List<Fit> fits) {
        return fits.stream()
                .filter(fit -> fit.objections().isEmpty())
                .map(Fit::specification)
                .min(
                        Comparator.comparingLong(
                                        (SpecificationEntry fit) -> fit.monthlyPrice().minorUnits())
                                .thenComparing(SpecificationEntry::peakMbps));
    }

    static List<BundleObjection> objections(
            Wish wish, SpecificationEntry specification, BandwidthTypeEntry type) {
        return BundleRules.objections(
                specification,
                type,
                wish.peakMbps(),
                crossBorderMbps(wish, type),
                Optional.of(wish.needs()));
    }

    /**
     * The size of the cross-border plan: that of the basic plan unless the wish gives one; null for
     * global bandwidth, which crosses the border by itself (source: the tutorial, step 2).
     */
    private static @Nullable Integer crossBorderMbps(Wish wish, BandwidthTypeEntry type) {
        if (wish.crossBorderMbps() != null) {
            return wish.crossBorderMbps();
        }
        return wish.needs().crossesBorder() && !type.global() ? wish.peakMbps() : null;
    }

    private static Rejected rejected(Fit fit, Optional<SpecificationEntry> cheapest) {
        var reasons =
                fit.objections().isEmpty()
                        ? cheapest.stream()
                                .map(better -> outdone(fit.specification(), better))
                                .toList()
                        : fit.objections().stream().map(BundleObjection::detail).toList();
        return new Rejected(
                fit.specification().code(),
                fit.type().code(),
                String.join("; ", reasons),
                fit.objections().stream().map(BundleObjection::problem).distinct().toList());
    }

    private static String outdone(SpecificationEntry fit, SpecificationEntry cheapest) {
        var larger =
                fit.peakMbps() >= cheapest.peakMbps()
                        && fit.maxConnections() >= cheapest.maxConnections();
        return larger
                ? "larger than needed; %s suffices".formatted(cheapest.code())
                : "dearer than %s, which fits as well".formatted(cheapest.code());
    }

    static Recommended recommended(
            Wish wish, SpecificationEntry specification, BandwidthTypeEntry type) {
        var crossBorderMbps = crossBorderMbps(wish, type);
        var monthly =
                BundlePrice.of(
                        specification, type, wish.peakMbps(), crossBorderMbps, Term.Unit.MONTH);
        var yearly =
                BundlePrice.of(
                        specification, type, wish.peakMbps(), crossBorderMbps, Term.Unit.YEAR);
        return new Recommended(
                specification.code(),
                type.code(),
                wish.peakMbps(),
                crossBorderMbps,
                monthly.total(),
                yearly.total(),
                monthly,
                yearly,
                wish.needs().use(),
                new Reasons(wish, specification, type, crossBorderMbps).all());
    }
}
