package io.sixlane.catalog.recommendation;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.sixlane.catalog.recommendation.Recommendation.Recommended;
import io.sixlane.catalog.recommendation.Recommendation.Rejected;
import io.sixlane.configuration.accelerator.BackendService;
import io.sixlane.configuration.accelerator.EndpointType;
import io.sixlane.configuration.accelerator.IpVersion;
import io.sixlane.configuration.bundle.Needs;
import io.sixlane.configuration.catalog.CatalogEntry.BandwidthTypeEntry;
import io.sixlane.configuration.catalog.CatalogEntry.RegionEntry;
import io.sixlane.configuration.catalog.CatalogEntry.SpecificationEntry;
import io.sixlane.configuration.order.Money;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
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
                            bandwidthType("PREMIUM", true, true, 45_00)),
                    REGIONS);

    private static final Wish TUTORIAL =
            needs(HONG_KONG, SILICON_VALLEY, BackendService.OFF_CLOUD, 10, 5_000);

    @Test
    void recommends_small_i_with_10_premium_for_the_case_of_the_tutorial() {
        var answer = RECOMMENDER.recommend(TUTORIAL);

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

    /** The fitting bundles, as type:specification+crossBorderMbps, in the order of the answer. */
    @ParameterizedTest
    @CsvSource({
        "cn-beijing,  cn-chengdu,  ON_CLOUD,   10,  5000, BASIC:SMALL_I ENHANCED:SMALL_I"
                + " PREMIUM:SMALL_I",
        "cn-beijing,  cn-chengdu,  OFF_CLOUD,  10,  5000, ENHANCED:SMALL_I PREMIUM:SMALL_I",
        "cn-beijing,  cn-beijing,  ON_CLOUD,   20,  5000, BASIC:SMALL_I ENHANCED:SMALL_I"
                + " PREMIUM:SMALL_I",
        "cn-beijing,  us-west-1,   ON_CLOUD,   10,  5000, PREMIUM:SMALL_I BASIC:SMALL_I+10"
                + " ENHANCED:SMALL_I+10",
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

        assertThat(answer.recommended().stream().map(RecommenderTest::brief).collect(joining(" ")))
                .isEqualTo(expected);
    }

    @Test
    void names_everything_that_speaks_against_a_combination() {
        var answer =
                RECOMMENDER.recommend(
                        needs(SILICON_VALLEY, HONG_KONG, BackendService.OFF_CLOUD, 30, 7_000));

        assertThat(reason(answer, "SMALL_I", "BASIC"))
                .isEqualTo(
                        "IPv6 clients cannot connect in Silicon Valley; BASIC bandwidth reaches"
                                + " only servers in the operator's cloud; BASIC bandwidth starts or"
                                + " ends in mainland China, and neither Silicon Valley nor Hong Kong is"
                                + " there; SMALL_I carries 20 Mbit/s, 30 are needed; SMALL_I holds 5000"
                                + " connections, 7000 are needed");
        assertThat(reason(answer, "SMALL_II", "PREMIUM"))
                .isEqualTo("IPv6 clients cannot connect in Silicon Valley");
    }

    /** The reasons of the bundle with that bandwidth type, but for its size. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            textBlock =
                    """
                    cn-beijing  | cn-chengdu | IPV4       | true  | -  | BASIC   | BASIC bandwidth reaches servers in the operator's cloud; BASIC bandwidth covers mainland China, where both Beijing and Chengdu are; IPv4 clients can connect in Beijing
                    cn-beijing  | us-west-1  | IPV6       | true  | -  | BASIC   | BASIC bandwidth reaches servers in the operator's cloud; BASIC bandwidth covers mainland China; a cross-border plan of 10 Mbit/s carries traffic from Beijing to Silicon Valley; IPv6 clients can connect in Beijing
                    cn-beijing  | us-west-1  | IPV6       | true  | -  | PREMIUM | PREMIUM bandwidth reaches servers in the operator's cloud; PREMIUM bandwidth is global: it carries traffic from Beijing to Silicon Valley through Hong Kong without another plan; a cross-border plan would improve it; IPv6 clients can connect in Beijing
                    cn-beijing  | us-west-1  | DUAL_STACK | true  | 4  | PREMIUM | PREMIUM bandwidth reaches servers in the operator's cloud; PREMIUM bandwidth is global: it carries traffic from Beijing to Silicon Valley and a cross-border plan of 4 Mbit/s improves the way across the border; IPv4 and IPv6 clients can connect in Beijing
                    cn-hongkong | us-west-1  | IPV6       | false | -  | PREMIUM | PREMIUM bandwidth reaches servers in the operator's cloud; PREMIUM bandwidth is global: it carries traffic from Hong Kong to Silicon Valley without another plan; IPv6 clients can connect in Hong Kong
                    cn-beijing  | cn-chengdu | IPV4       | false | -  | PREMIUM | PREMIUM bandwidth reaches servers in the operator's cloud; PREMIUM bandwidth is global: it carries traffic from Beijing to Chengdu without another plan; IPv4 clients can connect in Beijing; Note: a web service needs an ICP number before it may serve users in mainland China; this has none, so it must not be one
                    us-west-1   | us-west-1  | IPV4       | false | -  | PREMIUM | PREMIUM bandwidth reaches servers in the operator's cloud; PREMIUM bandwidth is global: it carries traffic from Silicon Valley to Silicon Valley without another plan; IPv4 clients can connect in Silicon Valley
                    """)
    void names_the_reason(
            String clients,
            String servers,
            IpVersion family,
            boolean icpFiling,
            @Nullable Integer crossBorderMbps,
            String type,
            String reasons) {
        var wish =
                new Wish(
                        new Needs(
                                List.of(region(clients)),
                                region(servers),
                                family,
                                icpFiling,
                                null,
                                BackendService.ON_CLOUD,
                                100),
                        10,
                        crossBorderMbps);

        assertThat(RECOMMENDER.recommend(wish).recommended())
                .filteredOn(bundle -> bundle.bandwidthType().equals(type))
                .singleElement()
                .satisfies(
                        bundle -> {
                            assertThat(bundle.reasons())
                                    .first()
                                    .isEqualTo(
                                            "SMALL_I is the cheapest specification that fits: 1 of"
                                                    + " its 1 regions, 10 of its 20 Mbit/s and 100"
                                                    + " of its 5000 connections are needed");
                            assertThat(
                                            String.join(
                                                    "; ",
                                                    bundle.reasons()
                                                            .subList(1, bundle.reasons().size())))
                                    .isEqualTo(reasons);
                        });
    }

    /** A second specification that costs more, beside SMALL_I. */
    @ParameterizedTest
    @CsvSource({
        "20, 5000, larger than needed; SMALL_I suffices",
        "21, 5000, larger than needed; SMALL_I suffices",
        "20, 5001, larger than needed; SMALL_I suffices",
        "19, 5001, 'dearer than SMALL_I, which fits as well'",
        "21, 4999, 'dearer than SMALL_I, which fits as well'",
    })
    void names_the_better_bundle(int mbps, int connections, String why) {
        var other = new SpecificationEntry("OTHER", 1, "OTHER", 1, mbps, connections, usd(900_00));
        var answer =
                new Recommender(List.of(SMALL_I, other), RECOMMENDER.bandwidthTypes(), REGIONS)
                        .recommend(
                                needs(
                                        HONG_KONG,
                                        SILICON_VALLEY,
                                        BackendService.OFF_CLOUD,
                                        10,
                                        100));

        assertThat(reason(answer, "OTHER", "PREMIUM")).isEqualTo(why);
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
    void prefers_a_larger_specification_that_costs_less() {
        var bargain = new SpecificationEntry("SMALL_II", 2, "SMALL_II", 2, 40, 10_000, usd(1_00));
        var answer =
                new Recommender(List.of(SMALL_I, bargain), RECOMMENDER.bandwidthTypes(), REGIONS)
                        .recommend(TUTORIAL);

        assertThat(answer.recommended())
                .extracting(Recommended::specification)
                .containsExactly("SMALL_II");
        assertThat(reason(answer, "SMALL_I", "PREMIUM"))
                .isEqualTo("dearer than SMALL_II, which fits as well");
    }

    @Test
    void several_regions_need_a_specification_that_has_as_many() {
        var regions = List.of(HONG_KONG, BEIJING, SILICON_VALLEY);

        var answer = RECOMMENDER.recommend(wish(regions, IpVersion.IPV4, null, 10, null, 100));

        assertThat(answer.recommended())
                .extracting(Recommended::specification)
                .containsOnly("SMALL_III");
        assertThat(reason(answer, "SMALL_II", "PREMIUM"))
                .isEqualTo("SMALL_II accelerates 2 regions, 3 are needed");
        assertThat(reason(answer, "SMALL_III", "BASIC"))
                .isEqualTo(
                        "BASIC bandwidth starts or ends in mainland China, and neither Hong Kong"
                                + " nor Silicon Valley is there; BASIC bandwidth starts or ends in"
                                + " mainland China, and neither Silicon Valley nor Silicon Valley"
                                + " is there");
    }

    @Test
    void a_cross_border_plan_has_its_own_size() {
        var answer =
                RECOMMENDER.recommend(wish(List.of(BEIJING), IpVersion.IPV6, null, 10, 4, 100));

        assertThat(answer.recommended().stream().map(RecommenderTest::brief))
                .containsExactly("BASIC:SMALL_I+4", "ENHANCED:SMALL_I+4", "PREMIUM:SMALL_I+4");
        assertThat(answer.recommended().getLast().reasons().toString())
                .contains("a cross-border plan of 4 Mbit/s improves the way across the border");
    }

    @Test
    void shows_the_price_of_a_year() {
        var discounted =
                new SpecificationEntry(
                        "SMALL_I", 2, "SMALL_I", 1, 20, 5_000, usd(165_00), usd(1_650_00));
        var answer =
                new Recommender(List.of(discounted), RECOMMENDER.bandwidthTypes(), REGIONS)
                        .recommend(TUTORIAL);

        assertThat(answer.recommended().getFirst().yearlyPrice())
                .isEqualTo(usd(1_650_00 + 12 * 450_00));
    }

    @Test
    void has_nothing_to_offer_without_a_catalog() {
        var answer =
                new Recommender(List.of(), List.of(), List.of())
                        .recommend(needs(HONG_KONG, BEIJING, BackendService.ON_CLOUD, 10, 5_000));

        assertThat(answer).isEqualTo(new Recommendation(List.of(), List.of(), List.of()));
    }

    private static Wish wish(
            List<RegionEntry> clients,
            IpVersion ipVersion,
            @Nullable Boolean webService,
            int mbps,
            @Nullable Integer crossBorderMbps,
            int connections) {
        return new Wish(
                new Needs(
                        clients,
                        SILICON_VALLEY,
                        ipVersion,
                        false,
                        webService,
                        BackendService.ON_CLOUD,
                        connections),
                mbps,
                crossBorderMbps);
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

    private static Wish needs(
            RegionEntry clients,
            RegionEntry servers,
            BackendService serverArea,
            int mbps,
            int connections) {
        return new Wish(
                new Needs(
                        List.of(clients),
                        servers,
                        IpVersion.IPV6,
                        false,
                        null,
                        serverArea,
                        connections),
                mbps,
                null);
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
