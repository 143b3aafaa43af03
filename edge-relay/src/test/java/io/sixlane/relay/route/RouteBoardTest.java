package io.sixlane.relay.route;

import static org.assertj.core.api.Assertions.assertThat;

import io.sixlane.configuration.accelerator.Accelerator;
import io.sixlane.configuration.accelerator.AcceleratorId;
import io.sixlane.configuration.accelerator.BackendService;
import io.sixlane.configuration.accelerator.BoundPlan;
import io.sixlane.configuration.accelerator.EndpointGroup;
import io.sixlane.configuration.accelerator.EndpointGroupId;
import io.sixlane.configuration.accelerator.RoutePolicy;
import io.sixlane.configuration.accelerator.RoutePolicy.Mode;
import io.sixlane.configuration.accelerator.SpecificationLimits;
import io.sixlane.configuration.bandwidthplan.BandwidthPlanId;
import io.sixlane.configuration.catalog.CatalogEntry.BandwidthTypeEntry;
import io.sixlane.configuration.catalog.CatalogEntry.RegionEntry;
import io.sixlane.configuration.image.AcceleratorImage;
import io.sixlane.configuration.image.ConfigurationDelta;
import io.sixlane.configuration.image.ConfigurationImage;
import io.sixlane.configuration.order.Money;
import io.sixlane.configuration.relay.LinkMessage.LinkMeasured;
import io.sixlane.configuration.relay.RelayStatus.Heartbeat;
import io.sixlane.configuration.relay.RelayStatus.LaneAddress;
import io.sixlane.relay.fleet.LiveRelays;
import io.sixlane.relay.forward.TcpMeasurement;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RouteBoardTest {
    private static final AcceleratorId ACCELERATOR = new AcceleratorId("ga-1");
    private static final Way TOKYO = Way.through("tokyo");
    private static final Way HONG_KONG = Way.through("hongkong");
    private static final Way VIRGINIA = Way.through("virginia");

    private final Links links = new Links();
    private final LinkTable table = new LinkTable();
    private final DirectPaths direct = new DirectPaths();
    private final RegionPolicies policies = new RegionPolicies();
    private final List<RouteBoard.Change> changes = new ArrayList<>();
    private final LiveRelays relays = new LiveRelays("beijing", "cn-beijing");
    private final RouteBoard board =
            new RouteBoard(
                    relays,
                    links,
                    table,
                    direct,
                    policies,
                    InstantSource.fixed(Instant.EPOCH),
                    changes::add);

    RouteBoardTest() {
        peer("hongkong", "cn-hongkong", 40);
        peer("tokyo", "ap-northeast-1", 50);
        peer("virginia", "us-east-1", 200);
        second("hongkong", "virginia", 150);
        second("tokyo", "virginia", 130);
        direct.found(Map.of(new EndpointGroupId("epg-1"), 240_000_000L));
        policies.received(region("cn-beijing", true));
        policies.received(region("cn-hongkong", false));
        policies.received(region("ap-northeast-1", false));
        policies.received(region("us-east-1", false));
        policies.received(type("PREMIUM", true));
    }

    @Test
    void the_best_of_all_ways_is_chosen_and_the_others_follow() {
        var ways = board.to(ACCELERATOR, group(null));

        assertThat(ways.getFirst()).isEqualTo(Way.through("tokyo", "virginia"));
        assertThat(ways)
                .contains(Way.through("hongkong", "virginia"), VIRGINIA, Way.DIRECT)
                .doesNotContain(TOKYO, HONG_KONG);
    }

    @Test
    void a_group_with_a_direct_route_causes_no_measurements() {
        assertThat(board.to(ACCELERATOR, group(new RoutePolicy(Mode.DIRECT, null))))
                .containsExactly(Way.DIRECT);
        assertThat(board.isUsed()).isFalse();
    }

    @Test
    void a_group_goes_through_the_regions_it_names_and_direct_when_that_cannot_be() {
        assertThat(board.to(ACCELERATOR, group(via("ap-northeast-1"))))
                .containsExactly(TOKYO, Way.DIRECT);
        assertThat(board.to(ACCELERATOR, group(via("cn-hongkong", "us-east-1"))))
                .containsExactly(Way.through("hongkong", "virginia"), Way.DIRECT);
        assertThat(board.to(ACCELERATOR, group(via("eu-central-1")))).containsExactly(Way.DIRECT);
        assertThat(board.to(ACCELERATOR, group(via("cn-beijing", "us-east-1"))))
                .containsExactly(VIRGINIA, Way.DIRECT);
        assertThat(board.to(ACCELERATOR, group(via("cn-beijing")))).containsExactly(Way.DIRECT);
    }

    @Test
    void premium_bandwidth_leaves_mainland_china_through_hong_kong() {
        configured(false);

        var ways = board.to(ACCELERATOR, group(null));

        assertThat(ways)
                .containsExactly(Way.through("hongkong", "virginia"), HONG_KONG, Way.DIRECT);
        assertThat(board.choices().findFirst().orElseThrow().ranked())
                .extracting(Candidate::way)
                .doesNotContain(Way.DIRECT);
    }

    @Test
    void a_cross_border_plan_allows_every_way() {
        configured(true);

        assertThat(board.to(ACCELERATOR, group(null)).getFirst())
                .isEqualTo(Way.through("tokyo", "virginia"));
    }

    @Test
    void without_an_allowed_way_connections_go_direct() {
        configured(false);
        down("hongkong");

        assertThat(board.to(ACCELERATOR, group(null))).containsExactly(Way.DIRECT);
    }

    @Test
    void a_way_whose_first_link_is_down_is_left_in_the_next_decision() {
        board.to(ACCELERATOR, group(null));
        down("tokyo");

        board.decide();

        assertThat(board.to(ACCELERATOR, group(null)).getFirst())
                .isEqualTo(Way.through("hongkong", "virginia"));
        assertThat(changes).hasSize(1);
        assertThat(changes.getFirst().now().choice().reason()).isEqualTo(Choice.Reason.DOWN);
    }

    @Test
    void a_way_whose_second_link_is_reported_down_is_left_too() {
        board.to(ACCELERATOR, group(null));
        table.received(link("tokyo", "virginia", false, 130), System.nanoTime());

        board.decide();

        assertThat(board.to(ACCELERATOR, group(null)).getFirst())
                .isEqualTo(Way.through("hongkong", "virginia"));
    }

    @Test
    void links_of_the_chosen_way_and_the_next_one_are_active() {
        board.to(ACCELERATOR, group(null));
        board.decide();

        assertThat(board.isActive("tokyo")).isTrue();
        assertThat(board.isActive("hongkong")).isTrue();
        assertThat(board.isActive("virginia")).isFalse();
    }

    @Test
    void loss_of_direct_connections_counts_against_the_direct_path() {
        var id = new EndpointGroupId("epg-1");
        board.measuredDirect(id, new TcpMeasurement(240_000, 0, 20, 0, 1_000, 0));

        board.to(ACCELERATOR, group(null));

        var ranked = board.choices().findFirst().orElseThrow().ranked();
        assertThat(ranked.getLast().way()).isEqualTo(Way.DIRECT);
        assertThat(ranked.getLast().score().lossMillis()).isBetween(860.0, 870.0);
    }

    @Test
    void a_changed_policy_applies_to_the_next_connection() {
        board.to(ACCELERATOR, group(null));

        assertThat(board.to(ACCELERATOR, group(via("ap-northeast-1"))).getFirst()).isEqualTo(TOKYO);
    }

    private void configured(boolean crossBorder) {
        var basic = new BoundPlan(new BandwidthPlanId("gbwp-1"), "PREMIUM", 10);
        var border =
                crossBorder ? new BoundPlan(new BandwidthPlanId("gbwp-2"), "PREMIUM", 10) : null;
        var image =
                new AcceleratorImage(
                        ACCELERATOR,
                        1,
                        "0".repeat(64),
                        Instant.EPOCH,
                        new Accelerator(
                                "local",
                                new SpecificationLimits("SMALL_I", 1, 20, 5_000),
                                basic,
                                List.of(),
                                List.of(),
                                null,
                                border,
                                null,
                                null,
                                null,
                                null));
        var delta = new ConfigurationDelta(ConfigurationImage.EMPTY);
        assertThat(delta.replay(image)).isTrue();
        board.configured(delta.apply());
    }

    private void peer(String relay, String region, int millis) {
        relays.received(
                new Heartbeat(
                        relay,
                        region,
                        Instant.EPOCH,
                        Instant.EPOCH,
                        "native",
                        0,
                        0,
                        0,
                        "KAFKA",
                        List.of(),
                        List.of(),
                        new LaneAddress("192.0.2.1:7471", "00")),
                System.nanoTime());
        links.opened(relay, 1);
        links.measured(relay, new TcpMeasurement(millis * 1_000, 0, 0, 0, 1_000, 0));
        links.look(System.nanoTime());
    }

    private void second(String from, String to, int millis) {
        table.received(link(from, to, true, millis), System.nanoTime());
    }

    private void down(String relay) {
        links.failed(relay);
        links.failed(relay);
    }

    private static LinkMeasured link(String from, String to, boolean up, int millis) {
        return new LinkMeasured(
                from, "region", Instant.EPOCH, to, "region", up, millis, millis, 0, 0, 0);
    }

    private static EndpointGroup group(@Nullable RoutePolicy route) {
        return new EndpointGroup(
                new EndpointGroupId("epg-1"),
                "far",
                "us-east-1",
                BackendService.OFF_CLOUD,
                false,
                List.of(),
                List.of(),
                null,
                null,
                null,
                null,
                null,
                route,
                null);
    }

    private static RoutePolicy via(String... regions) {
        return new RoutePolicy(Mode.VIA, List.of(regions));
    }

    private static RegionEntry region(String code, boolean mainland) {
        return new RegionEntry(code, 1, code, "AREA", mainland, true);
    }

    private static BandwidthTypeEntry type(String code, boolean global) {
        var price = new Money("USD", 1);
        return new BandwidthTypeEntry(
                code, 1, code, true, global, Set.of(), price, price, null, null, null);
    }
}
