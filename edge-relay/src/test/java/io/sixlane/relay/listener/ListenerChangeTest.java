package io.sixlane.relay.listener;

import static io.sixlane.relay.listener.Fixtures.accelerator;
import static io.sixlane.relay.listener.Fixtures.image;
import static io.sixlane.relay.listener.Fixtures.listener;
import static io.sixlane.relay.listener.Fixtures.suspended;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.sixlane.configuration.accelerator.AcceleratorId;
import io.sixlane.configuration.accelerator.ListenerId;
import io.sixlane.configuration.accelerator.Protocol;
import io.sixlane.configuration.address.IpPrefix;
import io.sixlane.configuration.image.AcceleratorRecord;
import io.sixlane.configuration.image.AcceleratorRemoved;
import io.sixlane.configuration.image.ConfigurationImage;
import io.sixlane.configuration.plan.ListenerChange;
import io.sixlane.configuration.plan.ListenerChange.Bind;
import io.sixlane.configuration.plan.ListenerChange.Rebind;
import io.sixlane.configuration.plan.ListenerChange.Retarget;
import io.sixlane.configuration.plan.ListenerChange.Unbind;
import io.sixlane.configuration.relay.RelayStatus.ApplyFailure;
import java.net.InetAddress;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ListenerChangeTest {
    private static final AddressPools POOLS =
            new AddressPools(List.of(IpPrefix.of("::1/128")), false, true);
    private static final ListenerKey PORT_80 =
            new ListenerKey(Protocol.TCP, InetAddress.ofLiteral("::1"), 80);
    private static final ConfigurationImage WEB =
            image(accelerator("ga-1", 1, "::1", 10, listener("lsr-1", 80, 8080)));

    @Test
    void same_configuration_does_nothing() {
        var running = wanted(WEB, Map.of());
        assertThat(plan(running, wanted(WEB, running))).isEmpty();
    }

    @Test
    void a_new_listener_is_bound_and_planned_again_while_it_does_not_run() {
        var wanted = wanted(WEB, Map.of());
        var first = plan(Map.of(), wanted);
        assertThat(first).hasSize(1).allMatch(Bind.class::isInstance);
        assertThat(plan(Map.of(), wanted)).isEqualTo(first);
    }

    @Test
    void new_endpoints_or_limits_retarget() {
        var running = wanted(WEB, Map.of());
        for (var next :
                List.of(
                        image(accelerator("ga-1", 2, "::1", 10, listener("lsr-1", 80, 9090))),
                        image(accelerator("ga-1", 2, "::1", 20, listener("lsr-1", 80, 8080))))) {
            assertThat(plan(running, wanted(next, running)))
                    .hasSize(1)
                    .allMatch(Retarget.class::isInstance);
        }
    }

    @Test
    void a_moved_port_is_released_before_one_is_taken() {
        var running = wanted(WEB, Map.of());
        var next = image(accelerator("ga-1", 2, "::1", 10, listener("lsr-1", 81, 8080)));
        assertThat(plan(running, wanted(next, running)))
                .satisfiesExactly(
                        step -> assertThat(step).isInstanceOf(Unbind.class),
                        step -> assertThat(step).isInstanceOf(Bind.class));
    }

    @Test
    void two_listeners_swap_their_ports_without_a_release() {
        var before =
                image(
                        accelerator(
                                "ga-1",
                                1,
                                "::1",
                                10,
                                listener("lsr-1", 80, 8080),
                                listener("lsr-2", 81, 8081)));
        var after =
                image(
                        accelerator(
                                "ga-1",
                                2,
                                "::1",
                                10,
                                listener("lsr-1", 81, 8080),
                                listener("lsr-2", 80, 8081)));
        var running = wanted(before, Map.of());
        assertThat(plan(running, wanted(after, running)))
                .hasSize(2)
                .allMatch(Rebind.class::isInstance);
    }

    @Test
    void a_port_goes_to_another_accelerator_when_its_owner_is_gone() {
        var running = wanted(WEB, Map.of());
        var next = image(accelerator("ga-2", 1, "::1", 10, listener("lsr-2", 80, 8080)));
        assertThat(plan(running, wanted(next, running)))
                .hasSize(1)
                .allMatch(Rebind.class::isInstance);
    }

    @Test
    void the_running_accelerator_keeps_a_contested_port_and_the_other_reports_why() {
        var claims = claims(accelerator("ga-2", 1, "::1", 9, listener("lsr-2", 80, 1)));
        var running = requireNonNull(claims.winner(PORT_80, null));
        var first = accelerator("ga-1", 1, "::1", 9, listener("lsr-1", 80, 1));
        assertThat(claims.replace(first.id(), first)).containsExactly(PORT_80);
        assertThat(claims.winner(PORT_80, running)).isEqualTo(running);
        assertThat(claims.claims(PORT_80).getLast().takenBy(running).reason())
                .endsWith("is taken by lsr-2 of ga-2");
    }

    @Test
    void the_first_claim_has_a_contested_port_until_it_leaves() {
        var first = accelerator("ga-2", 1, "::1", 9, listener("lsr-2", 80, 1));
        var claims = claims(first, accelerator("ga-1", 1, "::1", 9, listener("lsr-1", 80, 1)));
        assertThat(claims.winner(PORT_80, null))
                .extracting(WantedPort::listenerId)
                .isEqualTo(new ListenerId("lsr-2"));
        // A change elsewhere in the accelerator keeps its place.
        claims.replace(first.id(), accelerator("ga-2", 2, "::1", 9, listener("lsr-2", 80, 2)));
        assertThat(claims.winner(PORT_80, null))
                .extracting(WantedPort::listenerId)
                .isEqualTo(new ListenerId("lsr-2"));
        assertThat(claims.replace(first.id(), null)).containsExactly(PORT_80);
        assertThat(claims.winner(PORT_80, null))
                .extracting(WantedPort::listenerId)
                .isEqualTo(new ListenerId("lsr-1"));
        assertThat(claims.contested()).isEmpty();
        claims.replace(first.id(), first); // comes back, and is the last one now
        assertThat(claims.winner(PORT_80, null))
                .extracting(WantedPort::listenerId)
                .isEqualTo(new ListenerId("lsr-1"));
    }

    @Test
    void names_of_other_accounts_are_not_disclosed() {
        var own = accelerator("ga-1", 1, "::1", 9, listener("lsr-1", 80, 1));
        var claims = claims(Fixtures.of("account-2", own));
        var winner = requireNonNull(claims.winner(PORT_80, null));
        var other = accelerator("ga-2", 1, "::1", 9, listener("lsr-2", 80, 1));
        claims.replace(other.id(), other);
        assertThat(claims.claims(PORT_80).getLast().takenBy(winner).reason())
                .isEqualTo("[0:0:0:0:0:0:0:1]:80 is taken by another account");
    }

    @Test
    void an_address_outside_all_pools_is_a_failure_and_blocks_no_other() {
        var claims =
                claims(
                        accelerator("ga-1", 1, "fd00::1", 9, listener("lsr-1", 80, 1)),
                        accelerator("ga-2", 1, "::1", 9, listener("lsr-2", 80, 1)));
        assertThat(requireNonNull(claims.find(new AcceleratorId("ga-1"))))
                .satisfies(none -> assertThat(none.listeners()).isEmpty())
                .satisfies(
                        none ->
                                assertThat(none.failures())
                                        .extracting(ApplyFailure::reason)
                                        .singleElement()
                                        .asString()
                                        .endsWith("is in no address pool of this relay"));
        assertThat(claims.claims(PORT_80))
                .extracting(WantedPort::listenerId)
                .containsExactly(new ListenerId("lsr-2"));
    }

    @Test
    void other_regions_listeners_are_not_wanted() {
        var claims = new ListenerClaims("us-west-1", POOLS, Map.of());
        WEB.accelerators().forEach(a -> assertThat(claims.replace(a.id(), a)).isEmpty());
        assertThat(claims.size()).isZero();
    }

    @Test
    void a_removed_accelerator_has_no_wanted_ports() {
        var claims = claims(accelerator("ga-1", 1, "::1", 10, listener("lsr-1", 80, 8080)));
        var id = new AcceleratorId("ga-1");
        var removed = new AcceleratorRemoved(id, 2, "0".repeat(64), Instant.EPOCH);
        assertThat(claims.replace(id, removed)).containsExactly(PORT_80);
        assertThat(claims.winner(PORT_80, null)).isNull();
        assertThat(claims.find(id)).isNull();
    }

    @Test
    void a_suspended_accelerator_has_no_wanted_ports_until_it_is_resumed() {
        var web = accelerator("ga-1", 1, "::1", 10, listener("lsr-1", 80, 8080));
        var claims = claims(web);
        assertThat(claims.replace(web.id(), suspended(web))).containsExactly(PORT_80);
        assertThat(claims.winner(PORT_80, null)).isNull();
        assertThat(requireNonNull(claims.find(web.id())).failures()).isEmpty();
        assertThat(claims.replace(web.id(), web)).containsExactly(PORT_80);
        assertThat(claims.winner(PORT_80, null)).isNotNull();
    }

    private static ListenerClaims claims(AcceleratorRecord... records) {
        var claims = new ListenerClaims(Fixtures.REGION, POOLS, Map.of());
        for (var record : records) {
            claims.replace(record.id(), record);
        }
        return claims;
    }

    private static List<ListenerChange<WantedPort>> plan(
            Map<ListenerKey, WantedPort> running, Map<ListenerKey, WantedPort> wanted) {
        var ports = new LinkedHashSet<>(running.keySet());
        ports.addAll(wanted.keySet());
        return ListenerChange.plan(ports, running::get, wanted::get);
    }

    private static Map<ListenerKey, WantedPort> wanted(
            ConfigurationImage image, Map<ListenerKey, WantedPort> running) {
        var claims = new ListenerClaims(Fixtures.REGION, POOLS, Map.of());
        var wanted = new LinkedHashMap<ListenerKey, WantedPort>();
        image.accelerators()
                .flatMap(a -> claims.replace(a.id(), a).stream())
                .toList()
                .forEach(
                        key -> {
                            var winner = claims.winner(key, running.get(key));
                            if (winner != null) {
                                wanted.put(key, winner);
                            }
                        });
        return wanted;
    }
}
