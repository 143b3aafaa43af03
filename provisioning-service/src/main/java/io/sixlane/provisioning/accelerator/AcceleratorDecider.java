package io.sixlane.provisioning.accelerator;

import static io.sixlane.provisioning.decision.Decision.accept;
import static io.sixlane.provisioning.decision.Decision.reject;

import io.sixlane.configuration.accelerator.AcceleratorEvent.AcceleratorCreated;
import io.sixlane.configuration.accelerator.AcceleratorEvent.AcceleratorRenamed;
import io.sixlane.configuration.accelerator.AcceleratorEvent.AutoRenewalChanged;
import io.sixlane.configuration.image.AcceleratorImage;
import io.sixlane.configuration.image.AcceleratorRecord;
import io.sixlane.provisioning.accelerator.AcceleratorCommand.AddAccessPrefixes;
import io.sixlane.provisioning.accelerator.AcceleratorCommand.AddEndpoint;
import io.sixlane.provisioning.accelerator.AcceleratorCommand.AddEndpointGroup;
import io.sixlane.provisioning.accelerator.AcceleratorCommand.AddListener;
import io.sixlane.provisioning.accelerator.AcceleratorCommand.AddRegions;
import io.sixlane.provisioning.accelerator.AcceleratorCommand.BindPlan;
import io.sixlane.provisioning.accelerator.AcceleratorCommand.ChangeEndpoint;
import io.sixlane.provisioning.accelerator.AcceleratorCommand.ChangeEndpointGroup;
import io.sixlane.provisioning.accelerator.AcceleratorCommand.ChangeListener;
import io.sixlane.provisioning.accelerator.AcceleratorCommand.ChangeRegion;
import io.sixlane.provisioning.accelerator.AcceleratorCommand.Create;
import io.sixlane.provisioning.accelerator.AcceleratorCommand.Delete;
import io.sixlane.provisioning.accelerator.AcceleratorCommand.RemoveAccessPrefix;
import io.sixlane.provisioning.accelerator.AcceleratorCommand.RemoveEndpoint;
import io.sixlane.provisioning.accelerator.AcceleratorCommand.RemoveEndpointGroup;
import io.sixlane.provisioning.accelerator.AcceleratorCommand.RemoveListener;
import io.sixlane.provisioning.accelerator.AcceleratorCommand.RemoveRegion;
import io.sixlane.provisioning.accelerator.AcceleratorCommand.Rename;
import io.sixlane.provisioning.accelerator.AcceleratorCommand.ReplaceEndpoints;
import io.sixlane.provisioning.accelerator.AcceleratorCommand.ReplacePlan;
import io.sixlane.provisioning.accelerator.AcceleratorCommand.SetAutoRenewal;
import io.sixlane.provisioning.accelerator.AcceleratorCommand.UnbindPlan;
import io.sixlane.provisioning.decision.Decision;
import io.sixlane.provisioning.decision.Rejection.AlreadyExists;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Dispatches a command to its rules. Pure: no clock, no random, no I/O, no Spring. {@link
 * Consequence} adds the events of other streams.
 */
public final class AcceleratorDecider {
    private AcceleratorDecider() {}

    /**
     * @param state null before the accelerator is created
     */
    public static Decision decide(@Nullable AcceleratorRecord state, Create create) {
        return state == null
                ? accept(
                        new AcceleratorCreated(
                                create.id(), create.specification(), create.expiresAt()))
                : reject(new AlreadyExists(create.id().text()));
    }

    /** Total. */
    static Decision decide(
            AcceleratorImage image, AcceleratorCommand command, AcceleratorFacts facts) {
        return switch (command) {
            case Rename(var name) ->
                    name.equals(image.name()) ? accept() : accept(new AcceleratorRenamed(name));
            case SetAutoRenewal(var autoRenew) ->
                    Objects.equals(autoRenew, image.autoRenew())
                            ? accept()
                            : accept(new AutoRenewalChanged(autoRenew));
            case BindPlan bind -> PlanRules.decide(image, bind, facts);
            case UnbindPlan unbind -> PlanRules.decide(image, unbind);
            case ReplacePlan replace -> PlanRules.decide(image, replace, facts);
            case AddRegions add -> RegionRules.decide(image, add, facts);
            case ChangeRegion change -> RegionRules.decide(image, change);
            case RemoveRegion remove -> RegionRules.decide(image, remove);
            case AddListener add -> ListenerRules.decide(image, add, facts);
            case ChangeListener change -> ListenerRules.decide(image, change, facts);
            case RemoveListener remove -> ListenerRules.decide(image, remove);
            case AddAccessPrefixes add -> AccessRules.decide(image, add, facts);
            case RemoveAccessPrefix remove -> AccessRules.decide(image, remove);
            case AddEndpointGroup add -> EndpointGroupRules.decide(image, add, facts);
            case ChangeEndpointGroup change -> EndpointGroupRules.decide(image, change, facts);
            case RemoveEndpointGroup remove -> EndpointGroupRules.decide(image, remove);
            case ReplaceEndpoints replace -> EndpointRules.decide(image, replace, facts);
            case AddEndpoint add -> EndpointRules.decide(image, add, facts);
            case ChangeEndpoint change -> EndpointRules.decide(image, change, facts);
            case RemoveEndpoint remove -> EndpointRules.decide(image, remove);
            case Delete delete -> DeletionRules.decide(image, delete);
        };
    }
}
