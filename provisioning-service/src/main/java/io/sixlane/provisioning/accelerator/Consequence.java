package io.sixlane.provisioning.accelerator;

import io.sixlane.configuration.accelerator.AccelerationRegion;
import io.sixlane.configuration.accelerator.AcceleratorEvent.AccelerationRegionRemoved;
import io.sixlane.configuration.accelerator.AcceleratorEvent.AccelerationRegionsAdded;
import io.sixlane.configuration.accelerator.AcceleratorEvent.AcceleratorDeleted;
import io.sixlane.configuration.accelerator.AcceleratorEvent.BandwidthPlanBound;
import io.sixlane.configuration.accelerator.AcceleratorEvent.BandwidthPlanUnbound;
import io.sixlane.configuration.accelerator.AcceleratorEvent.ChangeConfirmed;
import io.sixlane.configuration.accelerator.AcceleratorEvent.CrossBorderPlanBound;
import io.sixlane.configuration.accelerator.AcceleratorEvent.CrossBorderPlanUnbound;
import io.sixlane.configuration.accelerator.AcceleratorEvent.RolledBack;
import io.sixlane.configuration.accelerator.BoundPlan;
import io.sixlane.configuration.bandwidthplan.BandwidthPlanId;
import io.sixlane.configuration.image.AcceleratorImage;
import io.sixlane.configuration.log.StreamEvent;
import io.sixlane.provisioning.addresspool.AddressPoolCommand;
import io.sixlane.provisioning.addresspool.AddressPoolCommand.Release;
import io.sixlane.provisioning.addresspool.AddressPoolCommand.Take;
import io.sixlane.provisioning.bandwidthplan.BandwidthPlanCommand;
import io.sixlane.provisioning.bandwidthplan.BandwidthPlanCommand.Bind;
import io.sixlane.provisioning.bandwidthplan.BandwidthPlanCommand.Unbind;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The commands to other streams that follow from an event of an accelerator, in the same change.
 * Pure. Those streams decide by their own rules, and their refusal refuses the change.
 */
sealed interface Consequence {
    /** A command to the address pool of a region. */
    record InPool(AddressPoolCommand command) implements Consequence {}

    record InPlan(BandwidthPlanId planId, BandwidthPlanCommand command) implements Consequence {}

    /**
     * @param before the accelerator when {@code event} happens
     */
    static List<Consequence> of(
            AcceleratorImage before, StreamEvent event, AcceleratorFacts facts) {
        return switch (event) {
            case AccelerationRegionsAdded(var added) ->
                    added.stream().flatMap(region -> taken(before, region, facts)).toList();
            case AccelerationRegionRemoved(var removed) ->
                    before.regions().stream()
                            .filter(held -> held.region().equals(removed))
                            .flatMap(Consequence::released)
                            .toList();
            case BandwidthPlanBound(var plan) -> bound(before, before.plan(), plan);
            case CrossBorderPlanBound(var plan) -> bound(before, before.crossBorderPlan(), plan);
            case BandwidthPlanUnbound(var planId) -> List.of(unbound(before, planId));
            case CrossBorderPlanUnbound(var planId) -> List.of(unbound(before, planId));
            case AcceleratorDeleted() -> freed(before);
            case ChangeConfirmed() -> unreserved(before).toList();
            case RolledBack(_) -> unreserved(before).toList();
            default -> List.of();
        };
    }

    /** Binds a plan in place of {@code old}, which may be the same plan. */
    private static List<Consequence> bound(
            AcceleratorImage by, @Nullable BoundPlan old, BoundPlan plan) {
        var bind = new InPlan(plan.planId(), new Bind(by.account(), plan.planId(), by.id()));
        return old == null || old.planId().equals(plan.planId())
                ? List.of(bind)
                : List.of(unbound(by, old.planId()), bind);
    }

    private static Consequence unbound(AcceleratorImage from, BandwidthPlanId planId) {
        return new InPlan(planId, new Unbind(from.account(), planId, from.id()));
    }

    /** Releases the addresses and plans of a deleted accelerator. */
    private static List<Consequence> freed(AcceleratorImage deleted) {
        return Stream.concat(
                        Stream.concat(
                                deleted.regions().stream().flatMap(Consequence::released),
                                unreserved(deleted)),
                        Stream.of(
                                        Optional.ofNullable(deleted.plan()),
                                        Optional.ofNullable(deleted.crossBorderPlan()))
                                .flatMap(Optional::stream)
                                .map(plan -> unbound(deleted, plan.planId())))
                .toList();
    }

    /**
     * Releases everything that a pending change gave up; a rollback takes back the parts that it
     * needs.
     */
    private static Stream<Consequence> unreserved(AcceleratorImage image) {
        var pending = image.confirmation();
        return pending == null
                ? Stream.of()
                : pending.reservedAddresses().stream()
                        .map(held -> new InPool(new Release(held.region(), held.address())));
    }

    private static Stream<Consequence> taken(
            AcceleratorImage by, AccelerationRegion region, AcceleratorFacts facts) {
        return region.addresses().stream()
                .map(
                        address ->
                                new InPool(
                                        new Take(
                                                region.region(),
                                                address,
                                                by.id(),
                                                facts.now(),
                                                facts.quarantine())));
    }

    private static Stream<Consequence> released(AccelerationRegion region) {
        return region.addresses().stream()
                .map(address -> new InPool(new Release(region.region(), address)));
    }
}
