package io.sixlane.provisioning.accelerator;

import static io.sixlane.provisioning.accelerator.Fixture.created;
import static io.sixlane.provisioning.accelerator.Fixture.evolve;
import static io.sixlane.provisioning.accelerator.Fixture.listener;
import static io.sixlane.provisioning.accelerator.Fixture.planBound;
import static io.sixlane.provisioning.decision.Decision.accept;
import static io.sixlane.provisioning.decision.Decision.reject;
import static org.assertj.core.api.Assertions.assertThat;

import io.sixlane.configuration.accelerator.AcceleratorEvent.EndpointGroupAdded;
import io.sixlane.configuration.accelerator.AcceleratorEvent.ListenerAdded;
import io.sixlane.configuration.accelerator.BackendService;
import io.sixlane.configuration.accelerator.EndpointGroup;
import io.sixlane.configuration.accelerator.EndpointGroupId;
import io.sixlane.configuration.accelerator.ListenerId;
import io.sixlane.configuration.accelerator.PortOverride;
import io.sixlane.configuration.accelerator.Protocol;
import io.sixlane.configuration.image.AcceleratorImage;
import io.sixlane.provisioning.accelerator.AcceleratorCommand.ChangeEndpointGroup;
import io.sixlane.provisioning.accelerator.AcceleratorCommand.ChangeListener;
import io.sixlane.provisioning.accelerator.AcceleratorCommand.Rename;
import io.sixlane.provisioning.acceleratorapi.ChangeBodies;
import io.sixlane.provisioning.decision.Decision;
import io.sixlane.provisioning.decision.Rejection.OfConfiguration.PortStillOverridden;
import io.sixlane.provisioning.decision.Rejection.PortOverrideOutsideListener;
import java.util.List;
import org.junit.jupiter.api.Test;

class OverrideRulesTest {
    private static final ListenerId WEB = new ListenerId("lsr-1");
    private static final EndpointGroupId GROUP = new EndpointGroupId("epg-1");
    private static final AcceleratorCommand PORT_81 =
            new ChangeListener(WEB, ChangeBodies.listener("{'ports':[{'from':81,'to':81}]}"));
    private static final AcceleratorCommand OVERRIDE_81 =
            new ChangeEndpointGroup(
                    WEB,
                    GROUP,
                    ChangeBodies.endpointGroup(
                            "{'portOverrides':[{'listenerPort':81,'endpointPort':8081}]}"));

    @Test
    void a_port_and_its_override_move_in_either_order() {
        assertThat(OverrideRules.complete(changed(PORT_81, OVERRIDE_81))).isEqualTo(accept());
        assertThat(OverrideRules.complete(changed(OVERRIDE_81, PORT_81))).isEqualTo(accept());
    }

    @Test
    void a_port_that_is_overridden_is_not_lost_alone() {
        assertThat(OverrideRules.complete(changed(PORT_81)))
                .isEqualTo(reject(new PortStillOverridden(80, "epg-1")));
    }

    @Test
    void an_override_has_a_port_of_its_listener() {
        assertThat(OverrideRules.complete(changed(OVERRIDE_81)))
                .isEqualTo(reject(new PortOverrideOutsideListener(81)));
    }

    @Test
    void the_command_that_leaves_an_override_without_a_port_is_to_blame() {
        var draft = changed(new Rename("shop"), PORT_81);
        assertThat(OverrideRules.complete(draft)).isInstanceOf(Decision.Rejected.class);
        assertThat(Cause.of(draft, new PortStillOverridden(80, "epg-1"))).hasValue(1);
    }

    private static ChangeDraft changed(AcceleratorCommand... commands) {
        var group =
                new EndpointGroup(
                        GROUP,
                        "group",
                        "us-west-1",
                        BackendService.OFF_CLOUD,
                        false,
                        List.of(),
                        List.of(new PortOverride(80, 8081)));
        var held = evolve(null, created(1, 20));
        held = evolve(held, planBound(10));
        held = evolve(held, new ListenerAdded(listener("lsr-1", Protocol.TCP, 80, 80)));
        held = evolve(held, new EndpointGroupAdded(WEB, group));
        var draft = new ChangeDraft((AcceleratorImage) held, Fixture.facts());
        for (var command : commands) {
            draft.run(command).eventsOrThrow();
        }
        return draft;
    }
}
