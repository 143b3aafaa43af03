package io.sixlane.provisioning.acceleratorapi;

import io.sixlane.configuration.accelerator.AccelerationRegion;
import io.sixlane.configuration.accelerator.AcceleratorId;
import io.sixlane.configuration.accelerator.BoundPlan;
import io.sixlane.configuration.accelerator.Listener;
import io.sixlane.provisioning.eventstore.AcceleratorLists.Listed;
import io.sixlane.provisioning.eventstore.AcceleratorState;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One line of a list of accelerators.
 *
 * @param revision its ETag
 * @param changedAt when the event at that revision happened
 * @param specification for example SMALL_I
 * @param listeners how many
 * @param endpoints how many, in all groups of all listeners
 * @param expiresAt until when it is paid; null without an end
 * @param confirmBy when its last change takes itself back; null without an unconfirmed one
 */
record AcceleratorSummary(
        AcceleratorId id,
        @Nullable String name,
        AcceleratorState state,
        long revision,
        Instant changedAt,
        String specification,
        @Nullable BoundPlan plan,
        @Nullable BoundPlan crossBorderPlan,
        List<AccelerationRegion> regions,
        int listeners,
        int endpoints,
        @Nullable Instant expiresAt,
        @Nullable Instant confirmBy) {
    AcceleratorSummary {
        regions = List.copyOf(regions);
    }

    static AcceleratorSummary of(Listed listed) {
        var image = listed.image();
        var confirmation = image.confirmation();
        return new AcceleratorSummary(
                image.id(),
                image.name(),
                listed.state(),
                image.revision(),
                image.occurredAt(),
                image.specification().code(),
                image.plan(),
                image.crossBorderPlan(),
                image.regions(),
                image.listeners().size(),
                image.listeners().stream().mapToInt(AcceleratorSummary::endpoints).sum(),
                image.expiresAt(),
                confirmation == null ? null : confirmation.deadline());
    }

    private static int endpoints(Listener listener) {
        return listener.endpointGroups().stream().mapToInt(group -> group.endpoints().size()).sum();
    }
}
