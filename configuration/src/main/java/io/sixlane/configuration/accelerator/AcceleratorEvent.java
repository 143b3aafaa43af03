package io.sixlane.configuration.accelerator;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.sixlane.configuration.log.StreamEvent;
import java.util.List;

/** A fact about one accelerator. Facts are past tense, immutable and never deleted. */
@JsonTypeInfo(use = JsonTypeInfo.Id.SIMPLE_NAME, property = "type")
public sealed interface AcceleratorEvent extends StreamEvent {
    record AcceleratorCreated(AcceleratorId acceleratorId, SpecificationLimits specification)
            implements AcceleratorEvent {}

    record BandwidthPlanBound(BoundPlan plan) implements AcceleratorEvent {}

    record AccelerationRegionsAdded(List<AccelerationRegion> regions) implements AcceleratorEvent {
        public AccelerationRegionsAdded {
            regions = List.copyOf(regions);
        }
    }

    record ListenerAdded(Listener listener) implements AcceleratorEvent {}

    record ListenerRemoved(ListenerId listenerId) implements AcceleratorEvent {}

    record EndpointGroupAdded(ListenerId listenerId, EndpointGroup endpointGroup)
            implements AcceleratorEvent {}

    record EndpointsReplaced(
            ListenerId listenerId, EndpointGroupId endpointGroupId, List<Endpoint> endpoints)
            implements AcceleratorEvent {
        public EndpointsReplaced {
            endpoints = List.copyOf(endpoints);
        }
    }

    record AcceleratorDeleted() implements AcceleratorEvent {}
}
