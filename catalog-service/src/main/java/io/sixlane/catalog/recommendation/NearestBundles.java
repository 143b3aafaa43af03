package io.sixlane.catalog.recommendation;

import io.sixlane.catalog.recommendation.Recommendation.Adjustment;
import io.sixlane.catalog.recommendation.Recommendation.Nearest;
import io.sixlane.configuration.catalog.CatalogEntry.BandwidthTypeEntry;
import io.sixlane.configuration.catalog.CatalogEntry.SpecificationEntry;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The bundles that come nearest to a wish that none fits: those that want the fewest other answers,
 * then those that keep the most regions, Mbit/s and connections, then the cheapest; one of each
 * bandwidth type.
 */
final class NearestBundles {
    /** Far more than there are rules; each change makes one objection go away. */
    private static final int MOST_CHANGES = 1_000;

    private static final Comparator<Candidate> NEAREST =
            Comparator.comparingInt((Candidate candidate) -> candidate.changes().size())
                    .thenComparing(
                            candidate -> candidate.wish().needs().accelerationRegions().size(),
                            Comparator.reverseOrder())
                    .thenComparing(
                            candidate -> candidate.wish().peakMbps(), Comparator.reverseOrder())
                    .thenComparing(
                            candidate ->
                                    Objects.requireNonNullElse(
                                            candidate.wish().crossBorderMbps(), 0),
                            Comparator.reverseOrder())
                    .thenComparing(
                            candidate -> candidate.wish().needs().maxConnections(),
                            Comparator.reverseOrder())
                    .thenComparing(
                            candidate -> candidate.specification().monthlyPrice().minorUnits());

    private final Recommender recommender;

    NearestBundles(Recommender recommender) {
        this.recommender = recommender;
    }

    /** A bundle for another wish, with the differences between the wishes. */
    private record Candidate(
            SpecificationEntry specification,
            BandwidthTypeEntry type,
            Wish wish,
            List<Adjustment> changes) {}

    List<Nearest> find(Wish wish) {
        var best =
                recommender.bandwidthTypes().stream()
                        .map(type -> best(wish, type))
                        .flatMap(Optional::stream)
                        .toList();
        var fewest = best.stream().mapToInt(candidate -> candidate.changes().size()).min();
        return best.stream()
                .filter(candidate -> candidate.changes().size() == fewest.orElseThrow())
                .map(NearestBundles::nearest)
                .sorted(Comparator.comparingLong(near -> near.bundle().monthlyPrice().minorUnits()))
                .toList();
    }

    private Optional<Candidate> best(Wish wish, BandwidthTypeEntry type) {
        return recommender.specifications().stream()
                .map(specification -> candidate(wish, specification, type))
                .flatMap(Optional::stream)
                .min(NEAREST);
    }

    /** Changes the wish until there is no objection; empty when one cannot be met. */
    private Optional<Candidate> candidate(
            Wish asked, SpecificationEntry specification, BandwidthTypeEntry type) {
        var wish = asked;
        var changes = new ArrayList<Adjustment>();
        while (changes.size() < MOST_CHANGES) {
            var objections = Recommender.objections(wish, specification, type);
            if (objections.isEmpty()) {
                return Optional.of(new Candidate(specification, type, wish, changes));
            }
            var change = WishChange.against(objections.getFirst(), wish, recommender.regions());
            if (change.isEmpty()) {
                return Optional.empty();
            }
            wish = change.get().wish();
            changes.add(Objects.requireNonNull(change.get().adjustment()));
        }
        return Optional.empty();
    }

    private static Nearest nearest(Candidate candidate) {
        return new Nearest(
                Recommender.recommended(
                        candidate.wish(), candidate.specification(), candidate.type()),
                candidate.changes());
    }
}
