package io.sixlane.configuration.accelerator;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
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
 * @param autoRenew whether it renews a day before its term ends; null is as the installation does
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
        @Nullable PendingConfirmation confirmation,
        @Nullable Boolean autoRenew) {
    public Accelerator {
        regions = List.copyOf(regions);
        listeners = List.copyOf(listeners);
    }

    /** An accelerator without a plan, a region or a listener. */
    public static Accelerator bare(String account, SpecificationLimits specification) {
        return new Accelerator(
                account,
                specification,
                null,
                List.of(),
                List.of(),
                null,
                null,
                null,
                null,
                null,
                null);
    }

    public Accelerator withSpecification(SpecificationLimits specification) {
        return with(copy -> copy.specification = specification);
    }

    public Accelerator withPlan(@Nullable BoundPlan plan) {
        return with(copy -> copy.plan = plan);
    }

    public Accelerator withRegions(List<AccelerationRegion> regions) {
        return with(copy -> copy.regions = regions);
    }

    public Accelerator withListeners(List<Listener> listeners) {
        return with(copy -> copy.listeners = listeners);
    }

    public Accelerator withName(@Nullable String name) {
        return with(copy -> copy.name = name);
    }

    public Accelerator withCrossBorderPlan(@Nullable BoundPlan crossBorderPlan) {
        return with(copy -> copy.crossBorderPlan = crossBorderPlan);
    }

    public Accelerator withExpiresAt(@Nullable Instant expiresAt) {
        return with(copy -> copy.expiresAt = expiresAt);
    }

    public Accelerator withSuspension(@Nullable Suspension suspension) {
        return with(copy -> copy.suspension = suspension);
    }

    public Accelerator withConfirmation(@Nullable PendingConfirmation confirmation) {
        return with(copy -> copy.confirmation = confirmation);
    }

    public Accelerator withAutoRenew(@Nullable Boolean autoRenew) {
        return with(copy -> copy.autoRenew = autoRenew);
    }

    /** Whether relays forward for it. */
    @JsonIgnore
    public boolean forwards() {
        return suspension == null;
    }

    private Accelerator with(Consumer<Copy> change) {
        var copy = new Copy(this);
        change.accept(copy);
        return copy.toAccelerator();
    }

    private static final class Copy {
        private String account;
        private SpecificationLimits specification;
        private @Nullable BoundPlan plan;
        private List<AccelerationRegion> regions;
        private List<Listener> listeners;
        private @Nullable String name;
        private @Nullable BoundPlan crossBorderPlan;
        private @Nullable Instant expiresAt;
        private @Nullable Suspension suspension;
        private @Nullable PendingConfirmation confirmation;
        private @Nullable Boolean autoRenew;

        private Copy(Accelerator from) {
            account = from.account;
            specification = from.specification;
            plan = from.plan;
            regions = from.regions;
            listeners = from.listeners;
            name = from.name;
            crossBorderPlan = from.crossBorderPlan;
            expiresAt = from.expiresAt;
            suspension = from.suspension;
            confirmation = from.confirmation;
            autoRenew = from.autoRenew;
        }

        private Accelerator toAccelerator() {
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
                    confirmation,
                    autoRenew);
        }
    }
}
