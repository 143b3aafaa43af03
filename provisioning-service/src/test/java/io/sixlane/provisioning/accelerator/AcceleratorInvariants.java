package io.sixlane.provisioning.accelerator;

import static io.sixlane.provisioning.accelerator.Fixture.listener;
import static org.assertj.core.api.Assertions.assertThat;

import io.sixlane.configuration.accelerator.AccelerationRegion;
import io.sixlane.configuration.accelerator.AccessList;
import io.sixlane.configuration.accelerator.BackendService;
import io.sixlane.configuration.accelerator.Endpoint;
import io.sixlane.configuration.accelerator.EndpointGroup;
import io.sixlane.configuration.image.AcceleratorImage;
import io.sixlane.configuration.image.AcceleratorRecord;
import io.sixlane.configuration.plan.ForwardedPort.EndpointAt;
import java.util.HashSet;
import java.util.stream.IntStream;

/** Invariants of every accelerator. */
public final class AcceleratorInvariants {
    private AcceleratorInvariants() {}

    public static void check(AcceleratorRecord state, AcceleratorFacts facts) {
        if (!(state instanceof AcceleratorImage image)) {
            return;
        }
        var plan = image.plan();
        var allocated = image.regions().stream().mapToInt(AccelerationRegion::bandwidthMbps).sum();
        assertThat(allocated).isLessThanOrEqualTo(plan == null ? 0 : plan.bandwidthMbps());
        assertThat(plan == null ? 0 : plan.bandwidthMbps()).isLessThanOrEqualTo(20);
        assertThat(image.regions()).hasSizeLessThanOrEqualTo(3);
        assertThat(image.regions()).extracting(AccelerationRegion::region).doesNotHaveDuplicates();
        var addresses = new HashSet<String>();
        for (var region : image.regions()) {
            assertThat(region.bandwidthMbps()).isGreaterThanOrEqualTo(2);
            assertThat(addresses.addAll(region.addresses())).as("address free").isTrue();
        }
        var ports = new HashSet<String>();
        for (var listener : image.listeners()) {
            for (var range : listener.ports()) {
                IntStream.rangeClosed(range.from(), range.to())
                        .forEach(
                                port ->
                                        assertThat(ports.add(listener.protocol() + " " + port))
                                                .as("port free")
                                                .isTrue());
            }
            assertThat(listener.effectiveAccessLists())
                    .hasSizeLessThanOrEqualTo(AccessList.MAX_PER_LISTENER);
            assertThat(ListenerRules.prefixes(listener)).isLessThanOrEqualTo(4);
            assertThat(listener.endpointGroups())
                    .extracting(EndpointGroup::region)
                    .doesNotHaveDuplicates();
            for (var group : listener.endpointGroups()) {
                if (plan != null) {
                    var type = facts.bandwidthType(plan).orElseThrow();
                    assertThat(type.offCloud() || group.backendService() == BackendService.ON_CLOUD)
                            .as("bandwidth type reaches the backend service")
                            .isTrue();
                    assertThat(type.endpointTypes())
                            .containsAll(group.endpoints().stream().map(Endpoint::type).toList());
                }
                assertThat(group.endpoints())
                        .extracting(Endpoint::address)
                        .doesNotContain("127.0.0.1");
                assertThat(group.endpoints()).isNotEmpty();
                for (var range : listener.ports()) {
                    assertThat(group.endpoints())
                            .extracting(one -> EndpointAt.of(group, one, range.from()))
                            .as("no two endpoints are one place")
                            .doesNotHaveDuplicates();
                }
                assertThat(group.effectiveClientIp().fits(listener.protocol())).isTrue();
            }
        }
    }
}
