package io.sixlane.provisioning.accelerator;

import static io.sixlane.provisioning.accelerator.Fixture.ACCOUNT;
import static io.sixlane.provisioning.accelerator.Fixture.ID;
import static io.sixlane.provisioning.accelerator.Fixture.bandwidthType;
import static io.sixlane.provisioning.accelerator.Fixture.created;
import static io.sixlane.provisioning.accelerator.Fixture.evolve;
import static io.sixlane.provisioning.accelerator.Fixture.listener;
import static io.sixlane.provisioning.accelerator.Fixture.plan;
import static io.sixlane.provisioning.accelerator.Fixture.regionEntry;
import static org.assertj.core.api.Assertions.assertThat;

import io.sixlane.configuration.accelerator.AccelerationRegion;
import io.sixlane.configuration.accelerator.BackendService;
import io.sixlane.configuration.accelerator.Endpoint;
import io.sixlane.configuration.accelerator.EndpointGroup;
import io.sixlane.configuration.accelerator.EndpointGroupId;
import io.sixlane.configuration.accelerator.EndpointId;
import io.sixlane.configuration.accelerator.EndpointType;
import io.sixlane.configuration.accelerator.IpVersion;
import io.sixlane.configuration.accelerator.ListenerId;
import io.sixlane.configuration.accelerator.PortOverride;
import io.sixlane.configuration.accelerator.Protocol;
import io.sixlane.configuration.addresspool.AddressPoolEvent.AddressAllocated;
import io.sixlane.configuration.image.AcceleratorImage;
import io.sixlane.configuration.image.AcceleratorRecord;
import io.sixlane.provisioning.accelerator.AcceleratorCommand.AddEndpointGroup;
import io.sixlane.provisioning.accelerator.AcceleratorCommand.AddListener;
import io.sixlane.provisioning.accelerator.AcceleratorCommand.AddRegions;
import io.sixlane.provisioning.accelerator.AcceleratorCommand.BindPlan;
import io.sixlane.provisioning.accelerator.AcceleratorCommand.Create;
import io.sixlane.provisioning.accelerator.AcceleratorCommand.Delete;
import io.sixlane.provisioning.accelerator.AcceleratorCommand.RemoveListener;
import io.sixlane.provisioning.accelerator.AcceleratorCommand.ReplaceEndpoints;
import io.sixlane.provisioning.accelerator.AcceleratorCommand.WantedRegion;
import io.sixlane.provisioning.decision.Decision;
import io.sixlane.provisioning.decision.Decision.Accepted;
import io.sixlane.provisioning.decision.Rejection.AddressPoolMissing;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is asked, in whatever order, these stay true; and every answer is a decision. */
class AcceleratorInvariantsTest {
    private static final int SEQUENCES = 400;
    private static final int COMMANDS = 60;

    @ParameterizedTest
    @ValueSource(longs = {1, 20_261_123, 42})
    void hold_after_every_command(long seed) {
        var random = new Random(seed);
        var accepted = 0;
        for (var sequence = 0; sequence < SEQUENCES; sequence++) {
            AcceleratorRecord state = evolve(null, created(3, 20));
            for (var step = 0; step < COMMANDS; step++) {
                var decision = AcceleratorDecider.decide(state, command(random, step));
                if (decision instanceof Accepted(var events)) {
                    for (var event : events) {
                        state = evolve(state, event);
                        accepted++;
                    }
                }
                check(state);
            }
        }
        assertThat(accepted).as("commands accepted, or nothing was tried").isGreaterThan(5_000);
    }

    private static void check(@Nullable AcceleratorRecord state) {
        if (!(state instanceof AcceleratorImage image)) {
            return;
        }
        var plan = image.plan();
        var allocated = image.regions().stream().mapToInt(AccelerationRegion::bandwidthMbps).sum();
        assertThat(allocated).isLessThanOrEqualTo(plan == null ? 0 : plan.bandwidthMbps());
        assertThat(plan == null ? 0 : plan.bandwidthMbps()).isLessThanOrEqualTo(20);
        assertThat(image.regions()).hasSizeLessThanOrEqualTo(3);
        assertThat(image.regions()).extracting(AccelerationRegion::region).doesNotHaveDuplicates();
        var ports = new HashSet<Integer>();
        for (var listener : image.listeners()) {
            for (var range : listener.ports()) {
                IntStream.rangeClosed(range.from(), range.to())
                        .forEach(port -> assertThat(ports.add(port)).as("port free").isTrue());
            }
            assertThat(listener.endpointGroups())
                    .extracting(EndpointGroup::region)
                    .doesNotHaveDuplicates();
            for (var group : listener.endpointGroups()) {
                assertThat(group.endpoints())
                        .extracting(Endpoint::address)
                        .doesNotContain("127.0.0.1");
                assertThat(group.portOverrides())
                        .allMatch(override -> listener.occupies(override.listenerPort()));
            }
        }
    }

    private static AcceleratorCommand command(Random random, int step) {
        return switch (random.nextInt(step < 40 ? 13 : 14)) {
            case 0 -> new Create(ID, ACCOUNT, created(1, 1).specification());
            case 1 ->
                    new BindPlan(
                            ID, ACCOUNT, plan("gbwp-" + random.nextInt(2), 2 + random.nextInt(25)));
            case 2, 3, 4 -> addRegions(random);
            case 5, 6, 7 ->
                    new AddListener(
                            ID,
                            random.nextInt(10) == 0 ? "evil" : ACCOUNT,
                            someListener(random, step));
            case 8 -> new RemoveListener(ID, ACCOUNT, listenerId(random));
            case 9, 10, 11 ->
                    new AddEndpointGroup(
                            ID,
                            ACCOUNT,
                            listenerId(random),
                            group(random),
                            random.nextInt(8) == 0
                                    ? Optional.empty()
                                    : Optional.of(regionEntry("any", true)),
                            rules(random));
            case 12 ->
                    new ReplaceEndpoints(
                            ID,
                            ACCOUNT,
                            listenerId(random),
                            new EndpointGroupId("epg-" + random.nextInt(3)),
                            List.of(endpoint(random)),
                            rules(random));
            default -> new Delete(ID, ACCOUNT);
        };
    }

    private static AddRegions addRegions(Random random) {
        var regions =
                IntStream.range(0, random.nextInt(3))
                        .mapToObj(_ -> wanted(random, "region-" + random.nextInt(5)))
                        .toList();
        return new AddRegions(ID, ACCOUNT, "ASIA_PACIFIC", regions);
    }

    private static WantedRegion wanted(Random random, String region) {
        return new WantedRegion(
                region,
                random.nextInt(8) == 0
                        ? Optional.empty()
                        : Optional.of(regionEntry(region, random.nextInt(8) != 0)),
                2 + random.nextInt(10),
                random.nextInt(8) == 0 ? IpVersion.DUAL_STACK : IpVersion.IPV6,
                random.nextInt(8) == 0
                        ? Decision.reject(new AddressPoolMissing(region))
                        : Decision.accept(new AddressAllocated("fd00::1", ID)));
    }

    private static io.sixlane.configuration.accelerator.Listener someListener(
            Random random, int step) {
        var from = 80 + random.nextInt(40);
        return listener(
                "lsr-" + step % 8,
                random.nextInt(8) == 0 ? Protocol.UDP : Protocol.TCP,
                from,
                from + random.nextInt(5));
    }

    private static ListenerId listenerId(Random random) {
        return new ListenerId("lsr-" + random.nextInt(8));
    }

    private static EndpointGroup group(Random random) {
        return new EndpointGroup(
                new EndpointGroupId("epg-" + random.nextInt(3)),
                "group",
                "region-" + random.nextInt(3),
                random.nextBoolean() ? BackendService.ON_CLOUD : BackendService.OFF_CLOUD,
                random.nextInt(8) == 0,
                List.of(endpoint(random)),
                random.nextBoolean()
                        ? List.of()
                        : List.of(new PortOverride(80 + random.nextInt(40), 8080)));
    }

    private static Endpoint endpoint(Random random) {
        return new Endpoint(
                new EndpointId("ep-" + random.nextInt(9)),
                List.of(EndpointType.values()).get(random.nextInt(5)),
                random.nextInt(4) == 0 ? "127.0.0.1" : "198.51.100." + random.nextInt(9),
                random.nextInt(256));
    }

    private static EndpointRules rules(Random random) {
        var type =
                bandwidthType(
                        "TYPE",
                        random.nextInt(4) != 0,
                        EndpointType.CUSTOM_IP,
                        EndpointType.PUBLIC_IP);
        return new EndpointRules(EndpointPolicy.allowing(""), Optional.of(type));
    }
}
