package io.sixlane.catalog.recommendation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.sixlane.catalog.recommendation.Recommendation.Recommended;
import io.sixlane.catalog.recommendation.Recommendation.Rejected;
import io.sixlane.configuration.accelerator.BackendService;
import io.sixlane.configuration.accelerator.EndpointType;
import io.sixlane.configuration.catalog.CatalogEntry.BandwidthTypeEntry;
import io.sixlane.configuration.catalog.CatalogEntry.RegionEntry;
import io.sixlane.configuration.catalog.CatalogEntry.SpecificationEntry;
import io.sixlane.configuration.order.Money;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecommenderTest {
    private static final RegionEntry HONG_KONG = region("cn-hongkong", "Hong Kong", false, true);
    private static final RegionEntry SILICON_VALLEY =
            region("us-west-1", "Silicon Valley", false, false);
    private static final RegionEntry BEIJING = region("cn-beijing", "Beijing", true, true);
    private static final RegionEntry CHENGDU = region("cn-chengdu", "Chengdu", true, false);
    private static final List<RegionEntry> REGIONS =
            List.of(HONG_KONG, SILICON_VALLEY, BEIJING, CHENGDU);

    private static final SpecificationEntry SMALL_I = specification("SMALL_I", 1);
    private static final SpecificationEntry SMALL_II = specification("SMALL_II", 2);
    private static final SpecificationEntry MEDIUM_III = specification("MEDIUM_III", 10);

    private static final Recommender RECOMMENDER =
            new Recommender(
                    List.of(
                            SMALL_I,
                            SMALL_II,
                            specification("SMALL_III", 3),
                            specification("MEDIUM_I", 5),
                            specification("MEDIUM_II", 8),
                            MEDIUM_III),
                    List.of(
                            bandwidthType("BASIC", false, false, 8_00),
                            bandwidthType("ENHANCED", true, false, 12_00),
                            bandwidthType("PREMIUM", true, true, 45_00)));

    @Test
    void recommends_small_i_with_10_premium_for_the_case_of_the_tutorial() {
        var answer =
                RECOMMENDER.recommend(
                        needs(HONG_KONG, SILICON_VALLEY, BackendService.OFF_CLOUD, 10, 5_000));

        assertThat(answer.recommended())
                .extracting(
                        Recommended::specification,
                        Recommended::bandwidthType,
                        Recommended::peakBandwidthMbps,
                        Recommended::crossBorderMbps,
                        Recommended::monthlyPrice)
                .containsExactly(
                        tuple("SMALL_I", "PREMIUM", 10, null, new Money("USD", 165_00 + 450_00)));
        assertThat(answer.rejected()).hasSize(17);
        assertThat(reason(answer, "SMALL_II", "PREMIUM"))
                .isEqualTo("larger than needed; SMALL_I suffices");
        assertThat(reason(answer, "SMALL_I", "BASIC"))
                .contains("only servers in the operator's cloud")
                .contains("neither Hong Kong nor Silicon Valley is there");
        assertThat(reason(answer, "SMALL_I", "ENHANCED"))
                .doesNotContain("operator's cloud")
                .contains("neither Hong Kong nor Silicon Valley is there");
    }

    /** What fits, as type:specification+crossBorderMbps, in the order of the answer. */
    @ParameterizedTest
    @CsvSource({
        "cn-beijing,  cn-chengdu,  ON_CLOUD,   10,  5000, BASIC:SMALL_I ENHANCED:SMALL_I PREMIUM:SMALL_I",
        "cn-beijing,  cn-chengdu,  OFF_CLOUD,  10,  5000, ENHANCED:SMALL_I PREMIUM:SMALL_I",
        "cn-beijing,  cn-beijing,  ON_CLOUD,   20,  5000, BASIC:SMALL_I ENHANCED:SMALL_I PREMIUM:SMALL_I",
        "cn-beijing,  us-west-1,   ON_CLOUD,   10,  5000, PREMIUM:SMALL_I BASIC:SMALL_I+10 ENHANCED:SMALL_I+10",
        "cn-hongkong, cn-chengdu,  OFF_CLOUD,  21,  5000, PREMIUM:SMALL_II ENHANCED:SMALL_II+21",
        "cn-hongkong, us-west-1,   ON_CLOUD,   10,  5001, PREMIUM:SMALL_II",
        "cn-hongkong, cn-hongkong, ON_CLOUD,    2,     1, PREMIUM:SMALL_I",
        "cn-hongkong, us-west-1,   ON_CLOUD,  200, 50000, PREMIUM:MEDIUM_III",
        "cn-hongkong, us-west-1,   ON_CLOUD,  201, 50000, ''",
        "cn-hongkong, us-west-1,   ON_CLOUD,  200, 50001, ''",
        "us-west-1,   cn-hongkong, ON_CLOUD,   10,  5000, ''",
        "cn-chengdu,  cn-beijing,  ON_CLOUD,   10,  5000, ''",
    })
    void recommends_what_fits(
            String clients,
            String servers,
            BackendService serverArea,
            int mbps,
            int connections,
            String expected) {
        var answer =
                RECOMMENDER.recommend(
                        needs(region(clients), region(servers), serverArea, mbps, connections));

        assertThat(
                        answer.recommended().stream()
                                .map(RecommenderTest::brief)
                                .collect(java.util.stream.Collectors.joining(" ")))
                .isEqualTo(expected);
    }

    @Test
    void names_everything_that_speaks_against_a_combination() {
        var answer =
                RECOMMENDER.recommend(
                        needs(SILICON_VALLEY, HONG_KONG, BackendService.OFF_CLOUD, 30, 7_000));

        assertThat(reason(answer, "SMALL_I", "BASIC"))
                .isEqualTo(
                        "IPv6 clients cannot connect in Silicon Valley; BASIC bandwidth reaches only"
                                + " servers in the operator's cloud; BASIC bandwidth starts or ends"
                                + " in mainland China, and neither Silicon Valley nor Hong Kong is"
                                + " there; SMALL_I carries 20 Mbit/s, 30 are needed; SMALL_I holds"
                                + " 5000 connections, 7000 are needed");
        assertThat(reason(answer, "SMALL_II", "PREMIUM"))
                .isEqualTo("IPv6 clients cannot connect in Silicon Valley");
    }

    @Test
    void charges_the_cross_border_plan() {
        var answer =
                RECOMMENDER.recommend(
                        needs(BEIJING, SILICON_VALLEY, BackendService.ON_CLOUD, 10, 100));

        var basic =
                answer.recommended().stream()
                        .filter(bundle -> bundle.bandwidthType().equals("BASIC"))
                        .findFirst()
                        .orElseThrow();
        assertThat(basic.priceBreakdown().specification()).isEqualTo(new Money("USD", 165_00));
        assertThat(basic.priceBreakdown().bandwidth()).isEqualTo(new Money("USD", 80_00));
        assertThat(basic.priceBreakdown().crossBorder()).isEqualTo(new Money("USD", 600_00));
        assertThat(basic.monthlyPrice()).isEqualTo(new Money("USD", 845_00));
    }

    @Test
    void notes_a_missing_icp_number_only_for_users_in_mainland_china() {
        assertThat(reasons(BEIJING, false)).contains("ICP number");
        assertThat(reasons(BEIJING, true)).doesNotContain("ICP number");
        assertThat(reasons(HONG_KONG, false)).doesNotContain("ICP number");
    }

    @Test
    void prefers_a_larger_specification_that_costs_less() {
        var bargain = new SpecificationEntry("SMALL_II", 2, "SMALL_II", 2, 40, 10_000, usd(1_00));
        var answer =
                new Recommender(List.of(SMALL_I, bargain), RECOMMENDER.bandwidthTypes())
                        .recommend(
                                needs(
                                        HONG_KONG,
                                        SILICON_VALLEY,
                                        BackendService.OFF_CLOUD,
                                        10,
                                        5_000));

        assertThat(answer.recommended())
                .extracting(Recommended::specification)
                .containsExactly("SMALL_II");
        assertThat(reason(answer, "SMALL_I", "PREMIUM"))
                .isEqualTo("dearer than SMALL_II, which fits as well");
    }

    @Test
    void puts_each_combination_into_exactly_one_list_whatever_is_needed() {
        var seen = 0;
        for (var clients : REGIONS) {
            for (var servers : REGIONS) {
                for (var icpFiling : List.of(true, false)) {
                    for (var serverArea : BackendService.values()) {
                        for (var mbps : List.of(2, 19, 20, 21, 40, 61, 100, 161, 200, 201, 2_000)) {
                            for (var connections : List.of(1, 5_000, 5_001, 25_001, 1_000_000)) {
                                assertPartition(
                                        new Needs(
                                                clients,
                                                servers,
                                                icpFiling,
                                                serverArea,
                                                mbps,
                                                connections));
                                seen++;
                            }
                        }
                    }
                }
            }
        }
        assertThat(seen).isEqualTo(4 * 4 * 2 * 2 * 11 * 5);
    }

    private static void assertPartition(Needs needs) {
        var answer = RECOMMENDER.recommend(needs);

        var combinations =
                java.util.stream.Stream.concat(
                                answer.recommended().stream()
                                        .map(b -> b.specification() + "/" + b.bandwidthType()),
                                answer.rejected().stream()
                                        .map(b -> b.specification() + "/" + b.bandwidthType()))
                        .toList();
        assertThat(combinations).as("%s", needs).hasSize(18).doesNotHaveDuplicates();
        assertThat(answer.recommended())
                .as("%s", needs)
                .isSortedAccordingTo(
                        java.util.Comparator.comparingLong(b -> b.monthlyPrice().minorUnits()))
                .allSatisfy(bundle -> assertThat(bundle.reasons()).hasSizeBetween(4, 5));
        assertThat(answer.rejected())
                .as("%s", needs)
                .allSatisfy(bundle -> assertThat(bundle.reason()).isNotBlank());
    }

    private static String reasons(RegionEntry clients, boolean icpFiling) {
        return RECOMMENDER
                .recommend(
                        new Needs(
                                clients, SILICON_VALLEY, icpFiling, BackendService.ON_CLOUD, 10, 1))
                .recommended()
                .getFirst()
                .reasons()
                .toString();
    }

    private static String brief(Recommended bundle) {
        return bundle.bandwidthType()
                + ":"
                + bundle.specification()
                + (bundle.crossBorderMbps() == null ? "" : "+" + bundle.crossBorderMbps());
    }

    private static String reason(
            Recommendation answer, String specification, String bandwidthType) {
        return answer.rejected().stream()
                .filter(
                        rejected ->
                                rejected.specification().equals(specification)
                                        && rejected.bandwidthType().equals(bandwidthType))
                .map(Rejected::reason)
                .findFirst()
                .orElse("not rejected");
    }

    private static Needs needs(
            RegionEntry clients,
            RegionEntry servers,
            BackendService serverArea,
            int mbps,
            int connections) {
        return new Needs(clients, servers, false, serverArea, mbps, connections);
    }

    private static RegionEntry region(String code) {
        return REGIONS.stream().filter(r -> r.code().equals(code)).findFirst().orElseThrow();
    }

    private static RegionEntry region(String code, String name, boolean mainland, boolean ipv6) {
        return new RegionEntry(code, 1, name, "SOMEWHERE", mainland, ipv6);
    }

    private static SpecificationEntry specification(String code, int units) {
        return new SpecificationEntry(
                code, 1, code, units, 20 * units, 5_000 * units, usd(15_00 + 150_00L * units));
    }

    private static BandwidthTypeEntry bandwidthType(
            String code, boolean offCloud, boolean global, long price) {
        return new BandwidthTypeEntry(
                code, 1, code, offCloud, global, Set.of(EndpointType.ECS), usd(price), usd(60_00));
    }

    private static Money usd(long minorUnits) {
        return new Money("USD", minorUnits);
    }
}
