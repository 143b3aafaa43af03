package io.sixlane.provisioning.changeset;

import static io.sixlane.provisioning.accelerator.Fixture.created;
import static io.sixlane.provisioning.accelerator.Fixture.evolve;
import static io.sixlane.provisioning.accelerator.Fixture.listener;
import static io.sixlane.provisioning.accelerator.Fixture.planBound;
import static io.sixlane.provisioning.accelerator.Fixture.regionAdded;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.sixlane.configuration.accelerator.AcceleratorEvent.AccelerationRegionRemoved;
import io.sixlane.configuration.accelerator.AcceleratorEvent.AcceleratorDeleted;
import io.sixlane.configuration.accelerator.AcceleratorEvent.AcceleratorRenamed;
import io.sixlane.configuration.accelerator.AcceleratorEvent.AcceleratorSuspended;
import io.sixlane.configuration.accelerator.AcceleratorEvent.BandwidthPlanBound;
import io.sixlane.configuration.accelerator.AcceleratorEvent.BandwidthPlanUnbound;
import io.sixlane.configuration.accelerator.AcceleratorEvent.CrossBorderPlanBound;
import io.sixlane.configuration.accelerator.AcceleratorEvent.ListenerAdded;
import io.sixlane.configuration.accelerator.AcceleratorEvent.ListenerChanged;
import io.sixlane.configuration.accelerator.AcceleratorEvent.ListenerRemoved;
import io.sixlane.configuration.accelerator.BackendService;
import io.sixlane.configuration.accelerator.BoundPlan;
import io.sixlane.configuration.accelerator.ClientAffinity;
import io.sixlane.configuration.accelerator.Endpoint;
import io.sixlane.configuration.accelerator.EndpointGroup;
import io.sixlane.configuration.accelerator.EndpointGroupId;
import io.sixlane.configuration.accelerator.EndpointId;
import io.sixlane.configuration.accelerator.EndpointType;
import io.sixlane.configuration.accelerator.Listener;
import io.sixlane.configuration.accelerator.PortRange;
import io.sixlane.configuration.accelerator.Protocol;
import io.sixlane.configuration.accelerator.Suspension;
import io.sixlane.configuration.bandwidthplan.BandwidthPlanId;
import io.sixlane.configuration.image.AcceleratorRecord;
import io.sixlane.configuration.log.StreamEvent;
import io.sixlane.provisioning.changeset.RelayWork.Action;
import io.sixlane.provisioning.changeset.RelayWork.Cost;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class RelayWorkTest {
    private static final Listener WEB = listener("lsr-1", Protocol.TCP, 80, 80);
    private static final Listener API = listener("lsr-2", Protocol.TCP, 90, 90);

    private static AcceleratorRecord after(
            @Nullable AcceleratorRecord before, StreamEvent... events) {
        var held = before;
        for (var event : events) {
            held = evolve(held, event);
        }
        return Objects.requireNonNull(held);
    }

    private static Arguments of(String expected, StreamEvent... events) {
        return Arguments.of(expected, events);
    }

    private static BoundPlan plan(String id, int mbps) {
        return new BoundPlan(new BandwidthPlanId(id), "ENHANCED", mbps);
    }

    static Stream<Arguments> changes() {
        var affine =
                new Listener(
                        WEB.id(),
                        WEB.name(),
                        WEB.protocol(),
                        WEB.ports(),
                        ClientAffinity.SOURCE_IP,
                        WEB.endpointGroups());
        var suspended =
                new AcceleratorSuspended(new Suspension(Suspension.Reason.EXPIRED, Instant.EPOCH));
        return Stream.of(
                of("", new AcceleratorRenamed("shop")),
                of("", new BandwidthPlanBound(plan("gbwp-2", 8))),
                of("", new BandwidthPlanUnbound(new BandwidthPlanId("gbwp-1"))),
                of("", new CrossBorderPlanBound(plan("gbwp-9", 4))),
                of("a BIND lsr-2", new ListenerAdded(API)),
                of("a UNBIND lsr-1", new ListenerRemoved(WEB.id())),
                of("a RETARGET lsr-1", new ListenerChanged(affine)),
                of("a REBIND lsr-1", new ListenerChanged(listener("lsr-1", Protocol.TCP, 81, 81))),
                of("a REBIND lsr-1", new ListenerChanged(listener("lsr-1", Protocol.UDP, 80, 80))),
                of("b BIND lsr-1", regionAdded("b", 2)),
                of("a UNBIND lsr-1", new AccelerationRegionRemoved("a")),
                of("a UNBIND lsr-1", suspended),
                of("a UNBIND lsr-1", new AcceleratorDeleted()),
                of(
                        "a UNBIND lsr-1 a BIND lsr-2",
                        new ListenerAdded(API),
                        new ListenerRemoved(WEB.id())));
    }

    @ParameterizedTest
    @MethodSource("changes")
    void relays_do_what_the_change_asks_of_them(String expected, StreamEvent... events) {
        var before =
                after(
                        null,
                        created(2, 20),
                        planBound(10),
                        regionAdded("a", 2),
                        new ListenerAdded(WEB));

        var work = RelayWork.between(before, after(before, events));

        assertThat(
                        String.join(
                                " ",
                                work.stream()
                                        .map(
                                                w ->
                                                        w.region()
                                                                + " "
                                                                + w.action()
                                                                + " "
                                                                + w.listenerId())
                                        .toList()))
                .isEqualTo(expected);
    }

    private static Listener to(PortRange ports, String... addresses) {
        var endpoints =
                Stream.of(addresses)
                        .map(
                                address ->
                                        new Endpoint(
                                                new EndpointId("ep-" + address.length()),
                                                EndpointType.CUSTOM_IP,
                                                address,
                                                1))
                        .toList();
        return listener("lsr-1", Protocol.TCP, ports.from(), ports.to())
                .withEndpointGroups(
                        List.of(
                                new EndpointGroup(
                                        new EndpointGroupId("epg-1"),
                                        "group",
                                        "a",
                                        BackendService.OFF_CLOUD,
                                        false,
                                        endpoints,
                                        List.of())));
    }

    @ParameterizedTest
    @CsvSource({
        "80, 82, a bb, 80, 83, a bb, NONE",
        "80, 82, a bb, 81, 83, a bb, SOME",
        "80, 82, a bb, 83, 84, a bb, ALL",
        "80, 82, a bb, 80, 83, a, SOME",
        "80, 82, a bb, 80, 82, a, SOME",
        "80, 82, a, 80, 82, a bb, NONE",
    })
    void costs_the_connections_on_ports_and_to_endpoints_that_go(
            int from, int to, String before, int nextFrom, int nextTo, String after, Cost cost) {
        var held = to(new PortRange(from, to), before.split(" "));
        var next = to(new PortRange(nextFrom, nextTo), after.split(" "));
        var image = after(null, created(2, 20), regionAdded("a", 2), new ListenerAdded(held));

        assertThat(RelayWork.between(image, after(image, new ListenerChanged(next))))
                .extracting(RelayWork::cost)
                .containsExactly(cost);
    }

    @Test
    void an_accelerator_that_is_made_with_a_listener_binds_it() {
        var made = after(null, created(2, 20), regionAdded("a", 2), new ListenerAdded(WEB));

        assertThat(RelayWork.between(null, made))
                .extracting(RelayWork::region, RelayWork::action, RelayWork::cost)
                .containsExactly(tuple("a", Action.BIND, Cost.NONE));
    }
}
