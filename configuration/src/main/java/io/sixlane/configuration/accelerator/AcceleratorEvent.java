package io.sixlane.configuration.accelerator;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.sixlane.configuration.bandwidthplan.BandwidthPlanId;
import io.sixlane.configuration.log.StreamEvent;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A fact about one accelerator. Facts are past tense, immutable and never deleted. */
@JsonTypeInfo(use = JsonTypeInfo.Id.SIMPLE_NAME, property = "type")
public sealed interface AcceleratorEvent extends StreamEvent {
    /**
     * @param expiresAt until when it is paid; null without an end
     */
    record AcceleratorCreated(
            AcceleratorId acceleratorId,
            SpecificationLimits specification,
            @Nullable Instant expiresAt)
            implements AcceleratorEvent {
        /** Without an end. */
        public AcceleratorCreated(AcceleratorId acceleratorId, SpecificationLimits specification) {
            this(acceleratorId, specification, null);
        }
    }

    /** {@code name} is null when the name was removed. */
    record AcceleratorRenamed(@Nullable String name) implements AcceleratorEvent {}

    /** {@code autoRenew} is null when it renews as the installation does. */
    record AutoRenewalChanged(@Nullable Boolean autoRenew) implements AcceleratorEvent {}

    record SpecificationChanged(SpecificationLimits specification) implements AcceleratorEvent {}

    /** A renewal moved the end of the term. */
    record TermExtended(Instant expiresAt) implements AcceleratorEvent {}

    record AcceleratorSuspended(Suspension suspension) implements AcceleratorEvent {}

    record AcceleratorResumed() implements AcceleratorEvent {}

    /** A basic plan was bound, in place of the one before it, or changed its size. */
    record BandwidthPlanBound(BoundPlan plan) implements AcceleratorEvent {}

    record BandwidthPlanUnbound(BandwidthPlanId planId) implements AcceleratorEvent {}

    /** A cross-border plan was bound, in place of the one before it, or changed its size. */
    record CrossBorderPlanBound(BoundPlan plan) implements AcceleratorEvent {}

    record CrossBorderPlanUnbound(BandwidthPlanId planId) implements AcceleratorEvent {}

    record AccelerationRegionsAdded(List<AccelerationRegion> regions) implements AcceleratorEvent {
        public AccelerationRegionsAdded {
            regions = List.copyOf(regions);
        }
    }

    /** The bandwidth of a region changed; its address never does. */
    record AccelerationRegionChanged(AccelerationRegion region) implements AcceleratorEvent {}

    record AccelerationRegionRemoved(String region) implements AcceleratorEvent {}

    record ListenerAdded(Listener listener) implements AcceleratorEvent {}

    /** The listener as it is now, its groups included. */
    record ListenerChanged(Listener listener) implements AcceleratorEvent {}

    record ListenerRemoved(ListenerId listenerId) implements AcceleratorEvent {}

    record EndpointGroupAdded(ListenerId listenerId, EndpointGroup endpointGroup)
            implements AcceleratorEvent {}

    /** The group as it is now, its endpoints included. */
    record EndpointGroupChanged(ListenerId listenerId, EndpointGroup endpointGroup)
            implements AcceleratorEvent {}

    record EndpointGroupRemoved(ListenerId listenerId, EndpointGroupId endpointGroupId)
            implements AcceleratorEvent {}

    record EndpointsReplaced(
            ListenerId listenerId, EndpointGroupId endpointGroupId, List<Endpoint> endpoints)
            implements AcceleratorEvent {
        public EndpointsReplaced {
            endpoints = List.copyOf(endpoints);
        }
    }

    /** The following events of the same change restore the configuration of that revision. */
    record RolledBack(long toRevision) implements AcceleratorEvent {}

    record ConfirmationAwaited(PendingConfirmation confirmation) implements AcceleratorEvent {}

    record ChangeConfirmed() implements AcceleratorEvent {}

    record AcceleratorDeleted() implements AcceleratorEvent {}
}
