package io.sixlane.provisioning.accelerator;

import static io.sixlane.provisioning.accelerator.Fixture.bandwidthType;
import static io.sixlane.provisioning.accelerator.Fixture.created;
import static io.sixlane.provisioning.accelerator.Fixture.evolve;
import static io.sixlane.provisioning.accelerator.Fixture.facts;
import static io.sixlane.provisioning.accelerator.Fixture.listener;
import static io.sixlane.provisioning.accelerator.Fixture.planBound;
import static io.sixlane.provisioning.accelerator.Fixture.pool;
import static io.sixlane.provisioning.accelerator.Fixture.regionEntry;
import static io.sixlane.provisioning.accelerator.Fixture.unbound;
import static org.assertj.core.api.Assertions.assertThat;

import io.sixlane.configuration.accelerator.AcceleratorEvent.EndpointGroupAdded;
import io.sixlane.configuration.accelerator.AcceleratorEvent.ListenerAdded;
import io.sixlane.configuration.accelerator.BackendService;
import io.sixlane.configuration.accelerator.EndpointGroup;
import io.sixlane.configuration.accelerator.EndpointGroupId;
import io.sixlane.configuration.accelerator.EndpointType;
import io.sixlane.configuration.accelerator.IpVersion;
import io.sixlane.configuration.accelerator.ListenerId;
import io.sixlane.configuration.accelerator.Protocol;
import io.sixlane.configuration.bandwidthplan.BandwidthPlanId;
import io.sixlane.configuration.image.AcceleratorImage;
import io.sixlane.configuration.image.AcceleratorRecord;
import io.sixlane.provisioning.accelerator.AcceleratorCommand.AddRegions;
import io.sixlane.provisioning.accelerator.AcceleratorCommand.BindPlan;
import io.sixlane.provisioning.accelerator.AcceleratorCommand.Rename;
import io.sixlane.provisioning.accelerator.AcceleratorCommand.UnbindPlan;
import io.sixlane.provisioning.accelerator.AcceleratorCommand.WantedRegion;
import io.sixlane.provisioning.decision.Decision;
import io.sixlane.provisioning.decision.Decision.Rejected;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CauseTest {
    private static final Optional<Duration> A_MINUTE = Optional.of(Duration.ofMinutes(1));

    /** With a plan that covers mainland China alone, and with servers there. */
    private static ChangeDraft servingBeijing(AcceleratorCommand... commands) {
        AcceleratorRecord held = evolve(null, created(4, 20));
        held = evolve(held, planBound(10));
        held = evolve(held, new ListenerAdded(listener("lsr-1", Protocol.TCP, 80, 80)));
        var servers =
                new EndpointGroup(
                        new EndpointGroupId("epg-1"),
                        "group",
                        "beijing",
                        BackendService.OFF_CLOUD,
                        false,
                        List.of(),
                        List.of());
        held = evolve(held, new EndpointGroupAdded(new ListenerId("lsr-1"), servers));
        var facts = facts();
        var known =
                new AcceleratorFacts(
                        Map.of(
                                "beijing", regionEntry("beijing", true, true),
                                "shanghai", regionEntry("shanghai", true, true),
                                "seoul", regionEntry("seoul", false, true),
                                "tokyo", regionEntry("tokyo", false, true)),
                        Map.of(
                                "PREMIUM",
                                bandwidthType("PREMIUM", true, false, EndpointType.values())),
                        Map.of(),
                        Map.of(
                                "shanghai", pool("fd00:1::/64"),
                                "seoul", pool("fd00:2::/64"),
                                "tokyo", pool("fd00:3::/64")),
                        facts.policy(),
                        facts.limits(),
                        facts.quarantine(),
                        facts.now());
        return run(new ChangeDraft((AcceleratorImage) held, known), commands);
    }

    private static ChangeDraft run(ChangeDraft draft, AcceleratorCommand... commands) {
        for (var command : commands) {
            draft.run(command).eventsOrThrow();
        }
        return draft;
    }

    private static AddRegions region(String region) {
        return new AddRegions("ASIA_PACIFIC", List.of(new WantedRegion(region, 2, IpVersion.IPV6)));
    }

    private static Optional<Integer> cause(ChangeDraft draft, Decision decision) {
        assertThat(decision).isInstanceOf(Rejected.class);
        return Cause.of(draft, ((Rejected) decision).reason());
    }

    @Test
    void the_change_that_crosses_the_border_is_to_blame() {
        var draft = servingBeijing(new Rename("shop"), region("shanghai"), region("seoul"));
        assertThat(cause(draft, BorderRules.complete(draft))).hasValue(2);
    }

    @Test
    void two_changes_that_cross_the_border_share_the_blame() {
        var draft = servingBeijing(region("tokyo"), region("seoul"));
        assertThat(cause(draft, BorderRules.complete(draft))).isEmpty();
    }

    @Test
    void the_change_that_would_stay_is_to_blame() {
        var plan = new BindPlan(new BandwidthPlanId("gbwp-1"));
        var draft =
                run(
                        new ChangeDraft(
                                (AcceleratorImage) evolve(null, created(2, 20)),
                                facts().withPlan(unbound("gbwp-1", 10))),
                        new Rename("shop"),
                        plan);
        assertThat(cause(draft, ConfirmationRules.complete(draft, A_MINUTE))).hasValue(1);

        run(draft, new UnbindPlan(new BandwidthPlanId("gbwp-1")));
        assertThat(cause(draft, ConfirmationRules.complete(draft, A_MINUTE))).isEmpty();
    }
}
