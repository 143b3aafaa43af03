package io.sixlane.relay.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.sixlane.configuration.accelerator.BackendService;
import io.sixlane.configuration.accelerator.ClientAffinity;
import io.sixlane.configuration.accelerator.EndpointGroup;
import io.sixlane.configuration.accelerator.EndpointGroupId;
import io.sixlane.configuration.accelerator.WhenUnhealthy;
import io.sixlane.relay.listener.Fixtures;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Which group and endpoint gets connections as percentages, health, nearness and time say. */
class GroupChoiceTest {
    private static final int CONNECTIONS = 40_000;

    /** The one address of each endpoint. */
    private static final InetAddress ONLY = InetAddress.ofLiteral("192.0.2.1");

    private static final InetAddress CLIENT = InetAddress.ofLiteral("2001:db8::1");
    private static final int THRESHOLD = 2;

    private final Random random = new Random(7);
    private final ConditionChanges changes = new ConditionChanges();
    private final Map<String, CheckedHealth> health = new HashMap<>();
    private final Map<String, EndpointCondition> conditions = new HashMap<>();
    private long nowNanos = 1_000_000_000_000L;

    @Test
    void each_group_takes_its_percentage_of_what_reaches_it_and_the_last_one_the_rest() {
        var selector =
                selector(
                        group(1, 50, null, 0, "192.0.2.1"),
                        group(2, 20, null, 0, "192.0.2.2"),
                        group(3, 30, null, 0, "192.0.2.3"));
        var shares = shares(selector);
        assertThat(shares.get("192.0.2.1")).isCloseTo(0.5, within(0.01));
        assertThat(shares.get("192.0.2.2")).isCloseTo(0.1, within(0.01));
        assertThat(shares.get("192.0.2.3")).isCloseTo(0.4, within(0.01));
    }

    @Test
    void clients_that_stay_are_spread_by_percentage_too_and_always_begin_in_the_same_group() {
        var selector =
                selector(
                        ClientAffinity.SOURCE_IP,
                        group(1, 50, null, 0, "192.0.2.1"),
                        group(2, 100, null, 0, "192.0.2.2"));
        var first = 0;
        for (var i = 0; i < 10_000; i++) {
            var client = InetAddress.ofLiteral(String.format(Locale.ROOT, "2001:db8:1:%x::1", i));
            var chosen = selector.choose(client).next();
            assertThat(selector.choose(client).next()).isEqualTo(chosen);
            first += chosen.endpoint().address().equals("192.0.2.1") ? 1 : 0;
        }
        assertThat(first / 10_000.0).isCloseTo(0.5, within(0.02));
    }

    @Test
    void all_that_a_group_would_take_goes_on_while_it_is_down() {
        var selector =
                selector(
                        group(1, 50, null, 0, "192.0.2.1"),
                        group(2, 20, null, 0, "192.0.2.2"),
                        group(3, 100, null, 0, "192.0.2.3"));
        fail("192.0.2.1");
        var shares = shares(selector);
        assertThat(shares).containsOnlyKeys("192.0.2.2", "192.0.2.3");
        assertThat(shares.get("192.0.2.2")).isCloseTo(0.2, within(0.01));
    }

    @Test
    void a_percentage_of_0_receives_nothing_even_when_all_others_are_down() {
        var selector =
                selector(group(1, 100, null, 0, "192.0.2.1"), group(2, 0, null, 0, "192.0.2.2"));
        fail("192.0.2.1");
        assertThat(shares(selector)).containsOnlyKeys("192.0.2.1");
    }

    @Test
    void
            without_a_healthy_endpoint_a_group_that_fails_open_serves_and_one_that_fails_closed_does_not() {
        var closed = group(1, 100, WhenUnhealthy.FAIL_CLOSED, 0, "192.0.2.1");
        var open = group(2, 100, WhenUnhealthy.FAIL_OPEN, 0, "192.0.2.2", "192.0.2.3");
        var both = selector(closed, open);
        var onlyClosed = selector(closed);
        Stream.of("192.0.2.1", "192.0.2.2", "192.0.2.3").forEach(this::fail);

        assertThat(shares(both)).containsOnlyKeys("192.0.2.2", "192.0.2.3");
        assertThat(onlyClosed.choose(CLIENT)).isExhausted();
    }

    @Test
    void
            an_unhealthy_endpoint_receives_nothing_and_a_failed_attempt_continues_with_the_next_group() {
        var selector =
                selector(
                        group(1, 100, null, 0, "192.0.2.1", "192.0.2.2"),
                        group(2, 100, null, 0, "192.0.2.3"));
        fail("192.0.2.1");
        assertThat(selector.choose(CLIENT))
                .toIterable()
                .extracting(candidate -> candidate.endpoint().address())
                .containsExactly("192.0.2.2", "192.0.2.3");
    }

    @Test
    void the_relays_own_region_comes_first_until_another_is_clearly_quicker() {
        var far = group(1, 100, null, 0, "192.0.2.1");
        var own = group(2, 100, null, 0, "192.0.2.2");
        var selector = selector("region-2", ClientAffinity.NONE, far, own);
        assertThat(first(selector)).isEqualTo("192.0.2.2");

        condition("192.0.2.2").connected(Duration.ofMillis(10).toNanos(), nowNanos);
        condition("192.0.2.1").connected(Duration.ofMillis(9).toNanos(), nowNanos);
        pass(Duration.ofSeconds(1));
        assertThat(first(selector)).isEqualTo("192.0.2.2");

        for (var i = 0; i < 20; i++) {
            condition("192.0.2.1").connected(Duration.ofMillis(5).toNanos(), nowNanos);
        }
        pass(Duration.ofSeconds(1));
        assertThat(first(selector)).isEqualTo("192.0.2.1");
    }

    @Test
    void the_share_of_an_endpoint_that_came_back_rises_with_time() {
        var selector = selector(group(1, 100, null, 100, "192.0.2.1", "192.0.2.2"));
        fail("192.0.2.1");
        recover("192.0.2.1");
        pass(Duration.ofSeconds(25));
        assertThat(shares(selector).get("192.0.2.1")).isCloseTo(0.25 / 1.25, within(0.01));
        pass(Duration.ofSeconds(50));
        assertThat(shares(selector).get("192.0.2.1")).isCloseTo(0.75 / 1.75, within(0.01));
        pass(Duration.ofSeconds(25));
        assertThat(shares(selector).get("192.0.2.1")).isCloseTo(0.5, within(0.01));
    }

    @Test
    void a_connection_through_another_relay_resets_the_failure_count_but_measures_no_distance() {
        var selector = selector(group(1, 100, null, 0, "192.0.2.1", "192.0.2.2"));
        failConnections("192.0.2.1", 4);
        condition("192.0.2.1").reached(nowNanos);
        failConnections("192.0.2.1", 4);

        assertThat(shares(selector)).containsKey("192.0.2.1");
        assertThat(condition("192.0.2.1").connectNanos()).isEmpty();
    }

    @Test
    void five_failures_in_a_row_eject_an_endpoint_for_30_s_and_then_for_60_s() {
        var selector = selector(group(1, 100, null, 0, "192.0.2.1", "192.0.2.2"));
        failConnections("192.0.2.1", 4);
        condition("192.0.2.1").connected(1_000, nowNanos);
        failConnections("192.0.2.1", 4);
        assertThat(shares(selector)).containsKey("192.0.2.1");
        failConnections("192.0.2.1", 1);
        assertThat(shares(selector)).containsOnlyKeys("192.0.2.2");
        pass(Duration.ofSeconds(29));
        assertThat(shares(selector)).containsOnlyKeys("192.0.2.2");
        pass(Duration.ofSeconds(2));
        assertThat(shares(selector)).containsKey("192.0.2.1");
        failConnections("192.0.2.1", 5);
        pass(Duration.ofSeconds(59));
        assertThat(shares(selector)).containsOnlyKeys("192.0.2.2");
        pass(Duration.ofSeconds(2));
        assertThat(shares(selector)).containsKey("192.0.2.1");
    }

    @Test
    void at_most_half_of_the_healthy_endpoints_are_ejected_those_that_failed_first() {
        var selector =
                selector(
                        group(1, 100, null, 0, "192.0.2.1", "192.0.2.2", "192.0.2.3", "192.0.2.4"));
        for (var i = 3; i >= 1; i--) {
            failConnections("192.0.2." + i, 5);
            pass(Duration.ofMillis(1));
        }
        assertThat(shares(selector)).containsOnlyKeys("192.0.2.1", "192.0.2.4");
        fail("192.0.2.4");
        fail("192.0.2.3");
        // One of the two that checks call healthy may be out.
        assertThat(shares(selector)).containsOnlyKeys("192.0.2.1");
    }

    @Test
    void clients_of_other_endpoints_do_not_move_when_one_goes_down() {
        var selector =
                selector(
                        ClientAffinity.SOURCE_IP,
                        group(1, 100, null, 0, "192.0.2.1", "192.0.2.2", "192.0.2.3"));
        var before = new HashMap<InetAddress, String>();
        for (var i = 0; i < 3_000; i++) {
            var client = InetAddress.ofLiteral(String.format(Locale.ROOT, "2001:db8:1:%x::1", i));
            before.put(client, selector.choose(client).next().endpoint().address());
        }
        fail("192.0.2.2");
        before.forEach(
                (client, address) -> {
                    var after = selector.choose(client).next().endpoint().address();
                    if (address.equals("192.0.2.2")) {
                        assertThat(after).isNotEqualTo(address);
                    } else {
                        assertThat(after).isEqualTo(address);
                    }
                });
    }

    @Test
    void an_endpoint_that_is_added_starts_slowly_and_those_before_it_do_not() {
        var before = selector(group(1, 100, null, 60, "a", "b"));
        assertThat(shares(before).get("a")).isCloseTo(0.5, within(0.05));
        var after = replacing(before, group(1, 100, null, 60, "a", "b", "c"));
        pass(Duration.ofSeconds(6));
        assertThat(shares(after).get("c")).isCloseTo(0.1 / 2.1, within(0.03));
        var later = replacing(after, group(1, 100, null, 60, "a", "b", "c"));
        pass(Duration.ofSeconds(24));
        assertThat(shares(later).get("c")).isCloseTo(0.5 / 2.5, within(0.03));
        pass(Duration.ofSeconds(31));
        assertThat(shares(later).get("c")).isCloseTo(1.0 / 3, within(0.03));
    }

    @Test
    void a_group_whose_endpoints_are_all_new_shares_at_once() {
        var before = selector(group(1, 100, null, 60, "a"));
        var after =
                replacing(before, group(1, 100, null, 60, "a"), group(2, 100, null, 60, "c", "d"));
        fail("a");
        assertThat(shares(after).get("c")).isCloseTo(0.5, within(0.05));
    }

    private EndpointSelector replacing(EndpointSelector before, EndpointGroup... groups) {
        return new EndpointSelector(
                List.of(groups),
                "elsewhere",
                80,
                new EndpointSelector.Affinity(ClientAffinity.NONE, 64),
                (_, endpoint, _) -> condition(endpoint.address()),
                changes,
                () -> nowNanos,
                random::nextDouble,
                before);
    }

    private void pass(Duration time) {
        nowNanos += time.toNanos();
    }

    private void fail(String address) {
        for (var i = 0; i < THRESHOLD; i++) {
            checked(address).failed(ONLY, "refused", THRESHOLD, Instant.EPOCH, nowNanos);
        }
    }

    private void recover(String address) {
        for (var i = 0; i < THRESHOLD; i++) {
            checked(address).passed(ONLY, 1_000, THRESHOLD, Instant.EPOCH, nowNanos);
        }
    }

    private void failConnections(String address, int times) {
        for (var i = 0; i < times; i++) {
            condition(address).connectFailed(nowNanos);
        }
    }

    private EndpointSelector selector(EndpointGroup... groups) {
        return selector(ClientAffinity.NONE, groups);
    }

    private EndpointSelector selector(ClientAffinity affinity, EndpointGroup... groups) {
        return selector("elsewhere", affinity, groups);
    }

    private EndpointSelector selector(
            String region, ClientAffinity affinity, EndpointGroup... groups) {
        return new EndpointSelector(
                List.of(groups),
                region,
                80,
                new EndpointSelector.Affinity(affinity, 64),
                (_, endpoint, _) -> condition(endpoint.address()),
                changes,
                () -> nowNanos,
                random::nextDouble);
    }

    private EndpointCondition condition(String address) {
        return conditions.computeIfAbsent(
                address, _ -> new EndpointCondition(changes, checked(address)));
    }

    private CheckedHealth checked(String address) {
        return health.computeIfAbsent(address, _ -> new CheckedHealth(changes, Instant.EPOCH));
    }

    private static String first(EndpointSelector selector) {
        return selector.choose(CLIENT).next().endpoint().address();
    }

    private static Map<String, Double> shares(EndpointSelector selector) {
        var shares = new HashMap<String, Double>();
        for (var i = 0; i < CONNECTIONS; i++) {
            shares.merge(first(selector), 1.0 / CONNECTIONS, Double::sum);
        }
        return shares;
    }

    private static EndpointGroup group(
            int number,
            int percentage,
            @Nullable WhenUnhealthy whenUnhealthy,
            int slowStartSeconds,
            String... addresses) {
        return new EndpointGroup(
                new EndpointGroupId("epg-" + number),
                "group",
                "region-" + number,
                BackendService.OFF_CLOUD,
                false,
                Stream.of(addresses).map(address -> Fixtures.endpoint(address, 100)).toList(),
                List.of(),
                percentage,
                null,
                null,
                whenUnhealthy,
                slowStartSeconds,
                null,
                null);
    }
}
