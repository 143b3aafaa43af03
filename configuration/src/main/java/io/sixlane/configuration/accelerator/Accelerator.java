package io.sixlane.configuration.accelerator;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The content of an accelerator, independent of its place in the log.
 *
 * @param plan the basic plan, null until one is bound
 * @param regions in the order in which they were added
 * @param listeners in the order in which they were added
 * @param name null until one is given
 * @param crossBorderPlan null until one is bound
 * @param expiresAt end of the paid term, null without an end
 * @param suspension null while the accelerator forwards
 * @param confirmation null unless a change awaits its confirmation
 */
public record Accelerator(
        String account,
        SpecificationLimits specification,
        @Nullable BoundPlan plan,
        List<AccelerationRegion> regions,
        List<Listener> listeners,
        @Nullable String name,
        @Nullable BoundPlan crossBorderPlan,
        @Nullable Instant expiresAt,
        @Nullable Suspension suspension,
        @Nullable PendingConfirmation confirmation) {
    public Accelerator {
        regions = List.copyOf(regions);
        listeners = List.copyOf(listeners);
    }

    /** An accelerator without a plan, a region or a listener. */
    public static Accelerator bare(String account, SpecificationLimits specification) {
        return new Accelerator(
                account, specification, null, List.of(), List.of(), null, null, null, null, null);
    }

    public Accelerator withSpecification(SpecificationLimits specification) {
        return new Accelerator(
                account,
                specification,
                plan,
                regions,
                listeners,
                name,
                crossBorderPlan,
                expiresAt,
                suspension,
                confirmation);
    }

    public Accelerator withPlan(@Nullable BoundPlan plan) {
        return new Accelerator(
                account,
                specification,
                plan,
                regions,
                listeners,
                name,
                crossBorderPlan,
                expiresAt,
                suspension,
                confirmation);
    }

    public Accelerator withRegions(List<AccelerationRegion> regions) {
        return new Accelerator(
                account,
                specification,
                plan,
                regions,
                listeners,
                name,
                crossBorderPlan,
                expiresAt,
                suspension,
                confirmation);
    }

    public Accelerator withListeners(List<Listener> listeners) {
        return new Accelerator(
                account,
                specification,
                plan,
                regions,
                listeners,
                name,
                crossBorderPlan,
                expiresAt,
                suspension,
                confirmation);
    }

    public Accelerator withName(@Nullable String name) {
        return new Accelerator(
                account,
                specification,
                plan,
                regions,
                listeners,
                name,
                crossBorderPlan,
                expiresAt,
                suspension,
                confirmation);
    }

    public Accelerator withCrossBorderPlan(@Nullable BoundPlan crossBorderPlan) {
        return new Accelerator(
                account,
                specification,
                plan,
                regions,
                listeners,
                name,
                crossBorderPlan,
                expiresAt,
                suspension,
                confirmation);
    }

    public Accelerator withExpiresAt(@Nullable Instant expiresAt) {
        return new Accelerator(
                account,
                specification,
                plan,
                regions,
                listeners,
                name,
                crossBorderPlan,
                expiresAt,
                suspension,
                confirmation);
    }

    public Accelerator withSuspension(@Nullable Suspension suspension) {
        return new Accelerator(
                account,
                specification,
                plan,
                regions,
                listeners,
                name,
                crossBorderPlan,
                expiresAt,
                suspension,
                confirmation);
    }

    public Accelerator withConfirmation(@Nullable PendingConfirmation confirmation) {
        return new Accelerator(
                account,
                specification,
                plan,
                regions,
                listeners,
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
