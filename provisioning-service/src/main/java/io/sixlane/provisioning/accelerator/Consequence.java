package io.sixlane.provisioning.accelerator;

import io.sixlane.configuration.accelerator.AccelerationRegion;
import io.sixlane.configuration.accelerator.AcceleratorEvent.AccelerationRegionRemoved;
import io.sixlane.configuration.accelerator.AcceleratorEvent.AccelerationRegionsAdded;
import io.sixlane.configuration.accelerator.AcceleratorEvent.AcceleratorDeleted;
import io.sixlane.configuration.accelerator.AcceleratorEvent.BandwidthPlanBound;
import io.sixlane.configuration.bandwidthplan.BandwidthPlanId;
import io.sixlane.configuration.image.AcceleratorImage;
import io.sixlane.configuration.log.StreamEvent;
import io.sixlane.provisioning.addresspool.AddressPoolCommand;
import io.sixlane.provisioning.addresspool.AddressPoolCommand.Release;
import io.sixlane.provisioning.addresspool.AddressPoolCommand.Take;
import io.sixlane.provisioning.bandwidthplan.BandwidthPlanCommand;
import io.sixlane.provisioning.bandwidthplan.BandwidthPlanCommand.Bind;

import java.util.List;
import java.util.stream.Stream;

/**
 * What has to happen in other streams, in the same change, when something happens to an
 * accelerator. Pure. Those streams decide by their own rules, and their refusal refuses the change.
 */
sealed interface Consequence {
    /** To a region's addresses. */
    record InPool(AddressPoolCommand command) implements Consequence {}

    record InPlan(BandwidthPlanId planId, BandwidthPlanCommand command) implements Consequence {}

    /**
     * @param before the accelerator when {@code event} happens
     */
    static List<Consequence> of(AcceleratorImage before, StreamEvent event) {
        return switch (event) {
            case AccelerationRegionsAdded(var added) ->
                    added.stream().flatMap(region -> taken(before, region)).toList();
            case AccelerationRegionRemoved(var removed) ->
                    before.regions().stream()
                            .filter(held -> held.region().equals(removed))
                            .flatMap(Consequence::released)
                            .toList();
            case BandwidthPlanBound(var plan) ->
                    List.of(
                            new InPlan(
                                    plan.planId(),
                                    new Bind(before.account(), plan.planId(), before.id())));
            case AcceleratorDeleted() ->
                    before.regions().stream().flatMap(Consequence::released).toList();
            default -> List.of();
        };
    }

    private static Stream<Consequence> taken(AcceleratorImage by, AccelerationRegion region) {
        return region.addresses().stream()
                .map(address -> new InPool(new Take(region.region(), address, by.id())));
    }

    private static Stream<Consequence> released(AccelerationRegion region) {
        return region.addresses().stream()
                .map(address -> new InPool(new Release(region.region(), address)));
    }
}
