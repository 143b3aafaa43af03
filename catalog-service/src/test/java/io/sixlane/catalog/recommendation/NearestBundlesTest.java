package io.sixlane.catalog.recommendation;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import io.sixlane.catalog.recommendation.Recommendation.Adjustment;
import io.sixlane.catalog.recommendation.Recommendation.Nearest;
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
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestBundlesTest {
    /** In an order that is neither that of areas nor that of countries. */
    private static final List<RegionEntry> REGIONS =
            List.of(
                    region("cn-macau", "ASIA", false, false),
                    region("cn-hongkong", "ASIA", false, true),
                    region("ca-toronto", "AMERICA", false, true),
                    region("us-virginia", "AMERICA", false, true),
                    region("us-valley", "AMERICA", false, false),
                    region("cn-shenzhen", "SOUTH", true, true),
                    region("cn-beijing", "NORTH", true, true),
                    region("cn-qingdao", "NORTH", true, false),
                    region("cn-chengdu", "WEST", true, false));

    private static final List<BandwidthTypeEntry> TYPES =
            List.of(bandwidthType("BASIC", false, 8_00), bandwidthType("PREMIUM", true, 45_00));

    private static final List<SpecificationEntry> SPECIFICATIONS =
            List.of(
                    specification("SMALL", 1, 20, 5_000, 165_00),
                    specification("MEDIUM", 3, 60, 15_000, 465_00),
                    specification("LARGE", 3, 200, 50_000, 1_515_00));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            textBlock =
                    """
                    # clients               | servers    | family | web   | Mbit/s | cross | connections | nearest
                    # the same side of the border, then the same area, then the same country, then as listed
                    us-valley               | us-virginia | IPV6  | -     | 10     | -     | 100         | PREMIUM/SMALL us-virginia: us-valley>us-virginia
                    cn-qingdao              | us-valley  | IPV6   | -     | 10     | -     | 100         | PREMIUM/SMALL cn-beijing: cn-qingdao>cn-beijing, BASIC/SMALL+10 cn-beijing: cn-qingdao>cn-beijing
                    cn-chengdu              | cn-beijing | IPV6   | -     | 10     | -     | 100         | BASIC/SMALL cn-shenzhen: cn-chengdu>cn-shenzhen, PREMIUM/SMALL cn-shenzhen: cn-chengdu>cn-shenzhen
                    cn-shenzhen cn-chengdu  | cn-beijing | IPV6   | -     | 10     | -     | 100         | BASIC/MEDIUM cn-shenzhen cn-beijing: cn-chengdu>cn-beijing, PREMIUM/MEDIUM cn-shenzhen cn-beijing: cn-chengdu>cn-beijing
                    # a web service without an ICP number leaves mainland China, IPv4 clients go where there is no IPv6
                    cn-beijing              | us-valley  | IPV6   | true  | 10     | -     | 100         | PREMIUM/SMALL cn-hongkong: cn-beijing>cn-hongkong
                    cn-beijing              | us-valley  | IPV4   | true  | 10     | -     | 100         | PREMIUM/SMALL cn-macau: cn-beijing>cn-macau
                    cn-chengdu              | cn-beijing | IPV6   | false | 10     | -     | 100         | BASIC/SMALL cn-shenzhen: cn-chengdu>cn-shenzhen, PREMIUM/SMALL cn-shenzhen: cn-chengdu>cn-shenzhen
                    # sizes: the most there is, and the least that regions need
                    cn-hongkong             | us-valley  | IPV4   | -     | 201    | -     | 100         | PREMIUM/LARGE cn-hongkong: 201>200
                    cn-hongkong             | us-valley  | IPV4   | -     | 10     | -     | 50001       | PREMIUM/LARGE cn-hongkong: 50001>50000
                    cn-hongkong             | us-valley  | IPV4   | -     | 201    | -     | 50001       | PREMIUM/LARGE cn-hongkong: 201>200 50001>50000
                    cn-hongkong us-virginia | us-valley  | IPV4   | -     | 3      | -     | 100         | PREMIUM/MEDIUM cn-hongkong us-virginia: 3>4
                    cn-beijing              | us-valley  | IPV4   | -     | 10     | 201   | 100         | BASIC/LARGE+200 cn-beijing: 201>200, PREMIUM/LARGE+200 cn-beijing: 201>200
                    cn-hongkong             | us-valley  | IPV4   | -     | 10     | 4     | 100         | PREMIUM/SMALL cn-hongkong: 4>none
                    cn-hongkong cn-macau us-valley us-virginia | us-valley | IPV4 | - | 10 | - | 100     | PREMIUM/MEDIUM cn-hongkong cn-macau us-valley: 4>3
                    """)
    void changes_as_little_as_possible(
            String clients,
            String servers,
            IpVersion family,
            @Nullable Boolean web,
            int mbps,
            @Nullable Integer crossBorderMbps,
            int connections,
            String nearest) {
        var wish = wish(clients, servers, family, web, mbps, crossBorderMbps, connections);
        assertThat(nearest(new Recommender(SPECIFICATIONS, TYPES, REGIONS), wish))
                .isEqualTo(nearest);
    }

    @Test
    void proposes_fewer_regions_when_no_other_serves_the_clients() {
        var few = List.of(region("cn-hongkong"), region("us-valley"));
        var both = wish("cn-hongkong us-valley", "us-valley", IpVersion.IPV6, null, 10, null, 100);
        var one = wish("us-valley", "us-valley", IpVersion.IPV6, null, 10, null, 100);

        assertThat(nearest(new Recommender(SPECIFICATIONS, TYPES, few), both))
                .isEqualTo("PREMIUM/SMALL cn-hongkong: us-valley>none");
        assertThat(
                        nearest(
                                new Recommender(
                                        SPECIFICATIONS, TYPES, List.of(region("us-valley"))),
                                one))
                .isEmpty();
    }

    /** Each pair of specifications needs as much of what comes before, the second more of it. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    # regions, Mbit/s, connections and price of one, and of the other | what is kept
                    1  200  50000  900 | 2   20   5000  100 | 100 | 20000 | A: 2>1
                    1  200  50000  100 | 2  100  50000  900 | 200 | 20000 | B: 200>100
                    2  100  50000  900 | 2   20  50000  100 | 200 | 20000 | A: 200>100
                    2  200  10000  900 | 2  200   5000  100 | 200 | 20000 | A: 20000>10000
                    2  200   5000  900 | 2  200   5000  100 | 200 | 20000 | B: 20000>5000
                    """)
    void keeps_regions_then_bandwidth_then_connections_then_takes_the_cheapest(
            String one, String other, int mbps, int connections, String kept) {
        var recommender =
                new Recommender(
                        List.of(specification("A", one), specification("B", other)),
                        List.of(bandwidthType("PREMIUM", true, 45_00)),
                        REGIONS);
        var wish =
                wish(
                        "cn-hongkong us-virginia",
                        "us-valley",
                        IpVersion.IPV4,
                        null,
                        mbps,
                        null,
                        connections);

        assertThat(nearest(recommender, wish).replaceAll("PREMIUM/(.).*:", "$1:")).isEqualTo(kept);
    }

    @Test
    void names_each_changed_answer_and_the_reason() {
        var wish = wish("us-valley", "us-virginia", IpVersion.IPV6, null, 10, null, 100);

        assertThat(new Recommender(SPECIFICATIONS, TYPES, REGIONS).recommend(wish).nearest())
                .flatExtracting(Nearest::changes)
                .containsExactly(
                        new Adjustment(
                                "accelerationRegions",
                                "us-valley",
                                "us-virginia",
                                "IPv6 clients cannot connect in us-valley"));
    }

    /** As type/specification+crossBorderMbps regions: changes. */
    private static String nearest(Recommender recommender, Wish wish) {
        return recommender.recommend(wish).nearest().stream()
                .map(
                        near ->
                                "%s/%s%s %s: %s"
                                        .formatted(
                                                near.bundle().bandwidthType(),
                                                near.bundle().specification(),
                                                near.bundle().crossBorderMbps() == null
                                                        ? ""
                                                        : "+" + near.bundle().crossBorderMbps(),
                                                String.join(
                                                        " ",
                                                        near.bundle().use().accelerationRegions()),
                                                near.changes().stream()
                                                        .map(c -> c.asked() + ">" + c.instead())
                                                        .collect(joining(" "))))
                .collect(joining(", "));
    }

    private static Wish wish(
            String clients,
            String servers,
            IpVersion family,
            @Nullable Boolean web,
            int mbps,
            @Nullable Integer crossBorderMbps,
            int connections) {
        return new Wish(
                new Needs(
                        Stream.of(clients.split(" ")).map(NearestBundlesTest::region).toList(),
                        region(servers),
                        family,
                        false,
                        web,
                        BackendService.ON_CLOUD,
                        connections),
                mbps,
                crossBorderMbps);
    }

    private static RegionEntry region(String code) {
        return REGIONS.stream().filter(r -> r.code().equals(code)).findFirst().orElseThrow();
    }

    private static RegionEntry region(String code, String area, boolean mainland, boolean ipv6) {
        return new RegionEntry(code, 1, code, area, mainland, ipv6);
    }

    private static SpecificationEntry specification(String code, String sizes) {
        var size = Stream.of(sizes.split(" +")).mapToInt(Integer::parseInt).toArray();
        return specification(code, size[0], size[1], size[2], size[3]);
    }

    private static SpecificationEntry specification(
            String code, int regions, int mbps, int connections, long price) {
        return new SpecificationEntry(
                code, 1, code, regions, mbps, connections, new Money("USD", price));
    }

    private static BandwidthTypeEntry bandwidthType(String code, boolean global, long price) {
        return new BandwidthTypeEntry(
                code,
                1,
                code,
                global,
                global,
                Set.of(EndpointType.ECS),
                new Money("USD", price),
                new Money("USD", 60_00));
    }
}
