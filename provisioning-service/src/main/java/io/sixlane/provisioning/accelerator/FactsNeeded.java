package io.sixlane.provisioning.accelerator;

import io.sixlane.configuration.accelerator.AccelerationRegion;
import io.sixlane.configuration.accelerator.PendingConfirmation.ReservedAddress;
import io.sixlane.configuration.bandwidthplan.BandwidthPlanId;
import io.sixlane.configuration.image.AcceleratorImage;
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
import io.sixlane.provisioning.accelerator.AcceleratorCommand.WantedRegion;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The facts that a decision on some commands needs. Pure.
 *
 * @param catalog whether the regions of the catalog are asked for, and must have arrived
 * @param pools regions whose addresses are taken or given back
 */
public record FactsNeeded(boolean catalog, Set<String> pools, Set<BandwidthPlanId> plans) {
    public FactsNeeded {
        pools = Set.copyOf(pools);
        plans = Set.copyOf(plans);
    }

    public static FactsNeeded by(AcceleratorImage image, List<AcceleratorCommand> commands) {
        var catalog = false;
        var pools = new HashSet<String>();
        var plans = new HashSet<BandwidthPlanId>();
        for (var command : commands) {
            switch (command) {
                case AddRegions add -> {
                    catalog = true;
                    add.regions().stream().map(WantedRegion::region).forEach(pools::add);
                }
                case AddEndpointGroup _, ReplaceEndpoints _, AddEndpoint _, ChangeEndpointGroup _ ->
                        catalog = true;
                case RemoveRegion(var region, _) -> pools.add(region);
                case BindPlan(var planId) -> plans.add(planId);
                case UnbindPlan(var planId) -> {
                    catalog = true;
                    plans.add(planId);
                }
                case ReplacePlan(var planId, var replacementId) -> {
                    catalog = true;
                    plans.add(planId);
                    plans.add(replacementId);
                }
                case Delete _ ->
                        image.regions().stream()
                                .map(AccelerationRegion::region)
                                .forEach(pools::add);
                case Rename _,
                        SetAutoRenewal _,
                        ChangeRegion _,
                        AddListener _,
                        ChangeListener _,
                        RemoveListener _,
                        AddAccessPrefixes _,
                        RemoveAccessPrefix _,
                        RemoveEndpointGroup _,
                        ChangeEndpoint _,
                        RemoveEndpoint _ -> {}
            }
        }
        var pending = image.confirmation();
        if (pending != null) {
            pending.reservedAddresses().stream().map(ReservedAddress::region).forEach(pools::add);
        }
        var plan = image.plan();
        var crossBorder = image.crossBorderPlan();
        if (plan != null) {
            plans.add(plan.planId());
        }
        if (crossBorder != null) {
            plans.add(crossBorder.planId());
        }
        return new FactsNeeded(catalog, pools, plans);
    }
}
