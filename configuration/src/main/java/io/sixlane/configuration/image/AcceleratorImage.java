package io.sixlane.configuration.image;

import io.sixlane.configuration.accelerator.AccelerationRegion;
import io.sixlane.configuration.accelerator.AcceleratorId;
import io.sixlane.configuration.accelerator.BoundPlan;
import io.sixlane.configuration.accelerator.Listener;
import io.sixlane.configuration.accelerator.SpecificationLimits;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A whole accelerator at a revision.
 *
 * @param plan null until one is bound
 * @param regions in the order they were added
 * @param listeners in the order they were added
 */
public record AcceleratorImage(
        AcceleratorId id,
        String account,
        long revision,
        String head,
        Instant occurredAt,
        SpecificationLimits specification,
        @Nullable BoundPlan plan,
        List<AccelerationRegion> regions,
        List<Listener> listeners)
        implements AcceleratorRecord {
    public AcceleratorImage {
        regions = List.copyOf(regions);
        listeners = List.copyOf(listeners);
    }
}
