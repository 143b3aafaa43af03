package io.sixlane.catalog.recommendation;

import static org.assertj.core.api.Assertions.assertThat;

import io.sixlane.catalog.SoldCatalog;
import io.sixlane.catalog.recommendation.Recommendation.Recommended;
import io.sixlane.configuration.bundle.BundleObjection;
import io.sixlane.configuration.bundle.BundleRules;
import io.sixlane.configuration.bundle.Needs;
import io.sixlane.configuration.catalog.CatalogEntry;
import io.sixlane.configuration.catalog.CatalogEntry.BandwidthTypeEntry;
import io.sixlane.configuration.catalog.CatalogEntry.RegionEntry;
import io.sixlane.configuration.catalog.CatalogEntry.SpecificationEntry;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Over every combination of answers, with the catalog that is sold: what is recommended, the rules
 * that orders ask take as well, and what is rejected they refuse for the same reasons. That orders
 * ask them is proven in provisioning, over the same catalog.
 */
class RecommenderSpaceTest {
    private static final Map<String, SpecificationEntry> SPECIFICATIONS =
            byCode(SoldCatalog.specifications());
    private static final Map<String, BandwidthTypeEntry> TYPES =
            byCode(SoldCatalog.bandwidthTypes());
    private static final Map<String, RegionEntry> REGIONS = byCode(SoldCatalog.regions());
    private static final Recommender RECOMMENDER =
            new Recommender(
                    SoldCatalog.specifications(),
                    SoldCatalog.bandwidthTypes(),
                    SoldCatalog.regions());

    @Test
    void recommends_what_the_rules_allow_and_rejects_the_rest_for_their_reasons() {
        var wishes = WishSpace.all();
        var impossible = 0;
        for (var wish : wishes) {
            var answer = RECOMMENDER.recommend(wish);
            assertPartition(answer, wish);
            for (var bundle : answer.recommended()) {
                assertThat(objections(bundle)).as("%s for %s", bundle, wish).isEmpty();
            }
            assertRejections(answer, wish);
            if (answer.recommended().isEmpty()) {
                impossible++;
                assertNearest(answer, wish);
            } else {
                assertThat(answer.nearest()).as("%s", wish).isEmpty();
            }
        }
        assertThat(impossible).isBetween(1, wishes.size() - 1);
    }

    private static void assertPartition(Recommendation answer, Wish wish) {
        var seen = new HashSet<String>();
        answer.recommended().forEach(b -> seen.add(b.specification() + "/" + b.bandwidthType()));
        answer.rejected().forEach(b -> seen.add(b.specification() + "/" + b.bandwidthType()));
        assertThat(seen).as("%s", wish).hasSize(SPECIFICATIONS.size() * TYPES.size());
        assertThat(answer.recommended().size() + answer.rejected().size()).isEqualTo(seen.size());
        assertThat(answer.recommended())
                .extracting(Recommended::bandwidthType)
                .doesNotHaveDuplicates();
    }

    private static void assertRejections(Recommendation answer, Wish wish) {
        for (var rejected : answer.rejected()) {
            var type = known(TYPES, rejected.bandwidthType());
            var expected =
                    objections(
                                    rejected.specification(),
                                    type,
                                    wish.peakMbps(),
                                    crossBorder(wish, type),
                                    wish.needs())
                            .stream()
                            .map(BundleObjection::problem)
                            .distinct()
                            .toList();
            if (!rejected.problems().equals(expected) || rejected.reason().isBlank()) {
                throw new AssertionError(
                        "%s for %s, the rules say %s".formatted(rejected, wish, expected));
            }
        }
    }

    /** The nearest bundle can be ordered, and lists its differences. */
    private static void assertNearest(Recommendation answer, Wish wish) {
        assertThat(answer.nearest()).as("%s", wish).isNotEmpty();
        for (var near : answer.nearest()) {
            assertThat(objections(near.bundle())).as("%s for %s", near, wish).isEmpty();
            assertThat(near.changes())
                    .as("%s for %s", near, wish)
                    .isNotEmpty()
                    .allSatisfy(change -> assertThat(change.reason()).isNotBlank())
                    .allSatisfy(
                            change -> assertThat(change.instead()).isNotEqualTo(change.asked()));
        }
    }

    private static @Nullable Integer crossBorder(Wish wish, BandwidthTypeEntry type) {
        if (wish.crossBorderMbps() != null || type.global()) {
            return wish.crossBorderMbps();
        }
        return wish.needs().crossesBorder() ? wish.peakMbps() : null;
    }

    private static List<BundleObjection> objections(Recommended bundle) {
        return objections(
                bundle.specification(),
                known(TYPES, bundle.bandwidthType()),
                bundle.peakBandwidthMbps(),
                bundle.crossBorderMbps(),
                Needs.of(bundle.use(), REGIONS));
    }

    private static List<BundleObjection> objections(
            String specification,
            BandwidthTypeEntry type,
            int mbps,
            @Nullable Integer crossBorderMbps,
            Needs needs) {
        return BundleRules.objections(
                known(SPECIFICATIONS, specification),
                type,
                mbps,
                crossBorderMbps,
                Optional.of(needs));
    }

    private static <T> T known(Map<String, T> entries, String code) {
        return Objects.requireNonNull(entries.get(code), code);
    }

    private static <T extends CatalogEntry> Map<String, T> byCode(List<T> entries) {
        return entries.stream().collect(Collectors.toMap(CatalogEntry::code, Function.identity()));
    }
}
