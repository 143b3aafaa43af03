package io.sixlane.configuration.image;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.sixlane.configuration.accelerator.AccelerationRegion;
import io.sixlane.configuration.accelerator.AcceleratorId;
import io.sixlane.configuration.accelerator.BoundPlan;
import io.sixlane.configuration.accelerator.Listener;
import io.sixlane.configuration.accelerator.PendingConfirmation;
import io.sixlane.configuration.accelerator.SpecificationLimits;
import io.sixlane.configuration.accelerator.Suspension;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A whole accelerator at a revision.
 *
 * @param plan the basic plan, null until one is bound
 * @param regions in the order they were added
 * @param listeners in the order they were added
 * @param name null until it is given one
 * @param crossBorderPlan null until one is bound
 * @param expiresAt until when it is paid, null without an end
 * @param suspension null while it forwards
 * @param confirmation null unless a change waits to be confirmed
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
        List<Listener> listeners,
        @Nullable String name,
        @Nullable BoundPlan crossBorderPlan,
        @Nullable Instant expiresAt,
        @Nullable Suspension suspension,
        @Nullable PendingConfirmation confirmation)
        implements AcceleratorRecord {
    public AcceleratorImage {
        regions = List.copyOf(regions);
        listeners = List.copyOf(listeners);
    }

    /** With everything else at its default. */
    public AcceleratorImage(
            AcceleratorId id,
            String account,
            long revision,
            String head,
            Instant occurredAt,
            SpecificationLimits specification,
            @Nullable BoundPlan plan,
            List<AccelerationRegion> regions,
            List<Listener> listeners) {
        this(
                id,
                account,
                revision,
                head,
                occurredAt,
                specification,
                plan,
                regions,
                listeners,
                null,
                null,
                null,
                null,
                null);
    }

    /** An equal one that shares with {@code held} those listeners that both have. */
    public AcceleratorImage sharing(AcceleratorImage held) {
        return new AcceleratorImage(
                id,
                account,
                revision,
                head,
                occurredAt,
                specification,
                plan,
                regions,
                listeners.stream()
                        .map(
                                own ->
                                        held.listeners.stream()
                                                .filter(
                                                        other ->
                                                                other.id().equals(own.id())
                                                                        && other.equals(own))
                                                .findFirst()
                                                .orElse(own))
                        .toList(),
                name,
                crossBorderPlan,
                expiresAt,
                suspension,
                confirmation);
    }

    /** Whether relays forward for it. */
    @JsonIgnore
    public boolean forwards() {
        return suspension == null;
    }
}
