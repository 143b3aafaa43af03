package io.sixlane.relay.listener;

import static io.sixlane.relay.listener.Fixtures.accelerator;
import static io.sixlane.relay.listener.Fixtures.image;
import static io.sixlane.relay.listener.Fixtures.listener;

import static org.assertj.core.api.Assertions.assertThat;

import io.sixlane.configuration.accelerator.AcceleratorId;
import io.sixlane.configuration.accelerator.ListenerId;
import io.sixlane.configuration.accelerator.Protocol;
import io.sixlane.configuration.image.ConfigurationImage;
import io.sixlane.configuration.relay.RelayStatus.ApplyFailure;
import io.sixlane.relay.endpoint.AddressPrefix;
import io.sixlane.relay.listener.ListenerChange.Bind;
import io.sixlane.relay.listener.ListenerChange.Rebind;
import io.sixlane.relay.listener.ListenerChange.Retarget;
import io.sixlane.relay.listener.ListenerChange.Unbind;

import org.junit.jupiter.api.Test;

import java.net.InetAddress;
import java.util.List;
import java.util.Map;

class ListenerChangeTest {
    private static final AddressPools POOLS =
            new AddressPools(List.of(AddressPrefix.valueOf("::1/128")), true);
    private static final ConfigurationImage WEB =
            image(accelerator("ga-1", 1, "::1", 10, listener("lsr-1", 80, 8080)));

    @Test
    void same_configuration_does_nothing() {
        var running = wanted(WEB, Map.of());
        assertThat(ListenerChange.plan(running, wanted(WEB, running))).isEmpty();
    }

    @Test
    void a_new_listener_is_bound_and_planned_again_while_it_does_not_run() {
        var wanted = wanted(WEB, Map.of());
        var first = ListenerChange.plan(Map.of(), wanted);
        assertThat(first).hasSize(1).allMatch(Bind.class::isInstance);
        assertThat(ListenerChange.plan(Map.of(), wanted)).isEqualTo(first);
    }

    @Test
    void new_endpoints_or_limits_retarget() {
        var running = wanted(WEB, Map.of());
        for (var next :
                List.of(
                        image(accelerator("ga-1", 2, "::1", 10, listener("lsr-1", 80, 9090))),
                        image(accelerator("ga-1", 2, "::1", 20, listener("lsr-1", 80, 8080))))) {
            assertThat(ListenerChange.plan(running, wanted(next, running)))
                    .hasSize(1)
                    .allMatch(Retarget.class::isInstance);
        }
    }

    @Test
    void a_moved_port_is_released_before_one_is_taken() {
        var running = wanted(WEB, Map.of());
        var next = image(accelerator("ga-1", 2, "::1", 10, listener("lsr-1", 81, 8080)));
        assertThat(ListenerChange.plan(running, wanted(next, running)))
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
        assertThat(ListenerChange.plan(running, wanted(after, running)))
                .hasSize(2)
                .allMatch(Rebind.class::isInstance);
    }

    @Test
    void a_port_goes_to_another_accelerator_when_its_owner_is_gone() {
        var running = wanted(WEB, Map.of());
        var next = image(accelerator("ga-2", 1, "::1", 10, listener("lsr-2", 80, 8080)));
        assertThat(ListenerChange.plan(running, wanted(next, running)))
                .hasSize(1)
                .allMatch(Rebind.class::isInstance);
    }

    @Test
    void who_runs_keeps_a_contested_port_and_the_other_hears_why() {
        var running =
                wanted(image(accelerator("ga-2", 1, "::1", 9, listener("lsr-2", 80, 1))), Map.of());
        var both =
                image(
                        accelerator("ga-1", 1, "::1", 9, listener("lsr-1", 80, 1)),
                        accelerator("ga-2", 1, "::1", 9, listener("lsr-2", 80, 1)));
        var wanted = WantedListeners.of(both, Fixtures.REGION, POOLS, running);
        assertThat(wanted.listeners().values())
                .extracting(WantedListener::listenerId)
                .containsExactly(new ListenerId("lsr-2"));
        assertThat(wanted.failures())
                .containsOnlyKeys(new AcceleratorId("ga-1"))
                .allSatisfy(
                        (_, failures) ->
                                assertThat(failures)
                                        .extracting(ApplyFailure::reason)
                                        .singleElement()
                                        .asString()
                                        .endsWith("is taken by lsr-2 of ga-2"));
    }

    @Test
    void an_address_of_no_pool_is_a_failure_and_stops_no_one_else() {
        var wanted =
                WantedListeners.of(
                        image(
                                accelerator("ga-1", 1, "fd00::1", 9, listener("lsr-1", 80, 1)),
                                accelerator("ga-2", 1, "::1", 9, listener("lsr-2", 80, 1))),
                        Fixtures.REGION,
                        POOLS,
                        Map.of());
        assertThat(wanted.listeners())
                .containsOnlyKeys(new ListenerKey(Protocol.TCP, InetAddress.ofLiteral("::1"), 80));
        assertThat(wanted.failures()).containsOnlyKeys(new AcceleratorId("ga-1"));
    }

    @Test
    void other_regions_listeners_are_not_wanted() {
        assertThat(WantedListeners.of(WEB, "us-west-1", POOLS, Map.of()).listeners()).isEmpty();
    }

    private static Map<ListenerKey, WantedListener> wanted(
            ConfigurationImage image, Map<ListenerKey, WantedListener> running) {
        return WantedListeners.of(image, Fixtures.REGION, POOLS, running).listeners();
    }
}
