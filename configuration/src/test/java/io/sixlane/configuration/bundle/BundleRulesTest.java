package io.sixlane.configuration.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.sixlane.configuration.accelerator.BackendService;
import io.sixlane.configuration.accelerator.EndpointType;
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
import io.sixlane.configuration.order.Money;
import io.sixlane.configuration.order.Term;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class BundleRulesTest {
    private static final RegionEntry HONG_KONG = region("Hong Kong", false, true);
    private static final RegionEntry TOKYO = region("Tokyo", false, false);
    private static final RegionEntry BEIJING = region("Beijing", true, true);
    private static final SpecificationEntry SMALL =
            new SpecificationEntry("SMALL", 1, "Small", 1, 20, 5_000, usd(100));
    private static final BandwidthTypeEntry BASIC = type("Basic", false, false);
    private static final BandwidthTypeEntry PREMIUM = type("Premium", true, true);

    private static RegionEntry region(String name, boolean mainland, boolean ipv6) {
        return new RegionEntry(name, 1, name, "AREA", mainland, ipv6);
    }

    private static BandwidthTypeEntry type(String name, boolean offCloud, boolean global) {
        return new BandwidthTypeEntry(
                name,
                1,
                name,
                offCloud,
                global,
                Set.of(EndpointType.values()),
                usd(10),
                usd(20),
                usd(100),
                usd(200),
                null);
    }

    private static Money usd(long cents) {
        return new Money("USD", cents);
    }

    private static Needs needs(RegionEntry servers, RegionEntry... clients) {
        return new Needs(
                List.of(clients),
                servers,
                IpVersion.IPV6,
                false,
                null,
                BackendService.ON_CLOUD,
                5_000);
    }

    private static Needs web(boolean icpFiling, RegionEntry servers, RegionEntry clients) {
        return new Needs(
                List.of(clients),
                servers,
                IpVersion.IPV6,
                icpFiling,
                true,
                BackendService.ON_CLOUD,
                1);
    }

    private static List<BundleObjection> objections(
            BandwidthTypeEntry type, int mbps, @Nullable Integer crossBorderMbps, Needs needs) {
        return BundleRules.objections(SMALL, type, mbps, crossBorderMbps, Optional.of(needs));
    }

    @Test
    void all_that_the_specification_carries_fits() {
        assertThat(objections(PREMIUM, 20, null, needs(TOKYO, HONG_KONG))).isEmpty();
        assertThat(objections(BASIC, 2, 20, needs(HONG_KONG, BEIJING))).isEmpty();
        assertThat(BundleRules.objections(SMALL, BASIC, 2, 20, Optional.empty())).isEmpty();
    }

    @Test
    void one_more_than_the_specification_carries_does_not_fit() {
        assertThat(objections(PREMIUM, 21, null, needs(TOKYO, HONG_KONG)))
                .containsExactly(new BandwidthAboveSpecification(21, "Small", 20));
        assertThat(objections(BASIC, 20, 21, needs(HONG_KONG, BEIJING)))
                .containsExactly(new CrossBorderAboveSpecification(21, "Small", 20));
        assertThat(objections(PREMIUM, 20, null, needs(TOKYO, HONG_KONG).withMaxConnections(5_001)))
                .containsExactly(new ConnectionsAboveSpecification(5_001, "Small", 5_000));
        assertThat(objections(PREMIUM, 4, null, needs(TOKYO, HONG_KONG, BEIJING)))
                .containsExactly(new RegionsAboveSpecification(2, "Small", 1));
    }

    @Test
    void each_region_needs_its_least_share() {
        assertThat(objections(PREMIUM, 1, null, needs(TOKYO, HONG_KONG)))
                .containsExactly(new BandwidthBelowRegions(1, 1, 2));
        assertThat(BundleRules.objections(SMALL, BASIC, 1, null, Optional.empty()))
                .containsExactly(new BandwidthBelowRegions(1, 1, 2));
    }

    @Test
    void ipv6_clients_need_a_region_that_has_it() {
        var ipv6 = needs(HONG_KONG, TOKYO);
        assertThat(objections(PREMIUM, 10, null, ipv6))
                .containsExactly(new RegionWithoutIpv6("Tokyo"));
        var ipv4 =
                new Needs(
                        List.of(TOKYO),
                        HONG_KONG,
                        IpVersion.IPV4,
                        false,
                        null,
                        BackendService.ON_CLOUD,
                        1);
        assertThat(objections(PREMIUM, 10, null, ipv4)).isEmpty();
    }

    @Test
    void a_web_service_for_mainland_china_needs_an_icp_number() {
        assertThat(objections(PREMIUM, 10, null, web(false, TOKYO, BEIJING)))
                .containsExactly(new IcpFilingMissing("Beijing"));
        assertThat(objections(PREMIUM, 10, null, web(true, TOKYO, BEIJING))).isEmpty();
        assertThat(objections(PREMIUM, 10, null, web(false, BEIJING, HONG_KONG))).isEmpty();
        assertThat(objections(PREMIUM, 10, null, needs(TOKYO, BEIJING))).isEmpty();
    }

    @Test
    void servers_outside_the_cloud_need_a_type_that_reaches_them() {
        var outside =
                new Needs(
                        List.of(BEIJING),
                        BEIJING,
                        IpVersion.IPV6,
                        false,
                        null,
                        BackendService.OFF_CLOUD,
                        1);
        assertThat(objections(BASIC, 10, null, outside))
                .containsExactly(new OffCloudNotReached("Basic"));
        assertThat(objections(PREMIUM, 10, null, outside)).isEmpty();
        assertThat(objections(BASIC, 10, null, needs(BEIJING, BEIJING))).isEmpty();
    }

    @Test
    void a_type_that_is_not_global_has_one_end_in_mainland_china() {
        assertThat(objections(BASIC, 10, null, needs(TOKYO, HONG_KONG)))
                .containsExactly(new ScopeNotCovered("Basic", "Hong Kong", "Tokyo"));
    }

    @Test
    void a_cross_border_plan_is_there_when_a_way_crosses_the_border() {
        assertThat(objections(BASIC, 10, null, needs(TOKYO, BEIJING)))
                .containsExactly(new CrossBorderPlanMissing("Basic", "Beijing", "Tokyo"));
        assertThat(objections(PREMIUM, 10, 4, needs(TOKYO, BEIJING))).isEmpty();
        assertThat(objections(PREMIUM, 10, 4, needs(TOKYO, HONG_KONG)))
                .containsExactly(new CrossBorderPlanUnused("Tokyo"));
    }

    @Test
    void every_objection_states_the_fact_and_the_limit() {
        assertThat(
                        List.of(
                                new RegionWithoutIpv6("Tokyo").detail(),
                                new IcpFilingMissing("Beijing").detail(),
                                new OffCloudNotReached("Basic").detail(),
                                new ScopeNotCovered("Basic", "Hong Kong", "Tokyo").detail(),
                                new CrossBorderPlanMissing("Basic", "Beijing", "Tokyo").detail(),
                                new CrossBorderPlanUnused("Tokyo").detail(),
                                new BandwidthBelowRegions(3, 2, 4).detail(),
                                new RegionsAboveSpecification(2, "Small", 1).detail(),
                                new BandwidthAboveSpecification(21, "Small", 20).detail(),
                                new CrossBorderAboveSpecification(22, "Small", 20).detail(),
                                new ConnectionsAboveSpecification(6, "Small", 5).detail()))
                .containsExactly(
                        "IPv6 clients cannot connect in Tokyo",
                        "a web service needs an ICP number before it may serve users in Beijing",
                        "Basic bandwidth reaches only servers in the operator's cloud",
                        "Basic bandwidth starts or ends in mainland China, and neither Hong Kong"
                                + " nor Tokyo is there",
                        "Basic bandwidth needs a cross-border plan between Beijing and Tokyo",
                        "a cross-border plan carries nothing here: no way to Tokyo crosses a"
                                + " border",
                        "2 regions need 4 Mbit/s at least, 3 were asked for",
                        "Small accelerates 1 regions, 2 are needed",
                        "Small carries 20 Mbit/s, 21 are needed",
                        "Small carries 20 Mbit/s, 22 are to cross the border",
                        "Small holds 5 connections, 6 are needed");
        assertThat(new RegionWithoutIpv6("Tokyo").problem()).isEqualTo("region-without-ipv6");
    }

    @Test
    void a_price_is_the_sum_of_its_parts() {
        var alone = BundlePrice.of(SMALL, BASIC, 10, null, Term.Unit.MONTH);
        assertThat(alone).isEqualTo(new BundlePrice(usd(100), usd(100), null));
        assertThat(alone.total()).isEqualTo(usd(200));
        var both = BundlePrice.of(SMALL, BASIC, 10, 4, Term.Unit.YEAR);
        assertThat(both).isEqualTo(new BundlePrice(usd(1_200), usd(1_000), usd(800)));
        assertThat(both.total()).isEqualTo(usd(3_000));
    }

    @Test
    void a_use_names_regions_of_the_catalog() {
        var regions = Map.of("Beijing", BEIJING, "Tokyo", TOKYO);
        var web = web(true, TOKYO, BEIJING);
        assertThat(Needs.of(web.use(), regions)).isEqualTo(web);
        var elsewhere = web.withAccelerationRegions(List.of(HONG_KONG));
        assertThat(elsewhere.accelerationRegions()).containsExactly(HONG_KONG);
        assertThatIllegalArgumentException().isThrownBy(() -> Needs.of(elsewhere.use(), regions));
    }
}
