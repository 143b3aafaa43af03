package io.sixlane.configuration.image;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.sixlane.configuration.accelerator.AccelerationRegion;
import io.sixlane.configuration.accelerator.Accelerator;
import io.sixlane.configuration.accelerator.AcceleratorId;
import io.sixlane.configuration.accelerator.BoundPlan;
import io.sixlane.configuration.accelerator.Listener;
import io.sixlane.configuration.accelerator.PendingConfirmation;
import io.sixlane.configuration.accelerator.SpecificationLimits;
import io.sixlane.configuration.accelerator.Suspension;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A whole accelerator at a revision. */
public record AcceleratorImage(
        AcceleratorId id,
        long revision,
        String head,
        Instant occurredAt,
        @JsonUnwrapped Accelerator accelerator)
        implements AcceleratorRecord {
    /** Replaces the content at this place in the log. */
    public AcceleratorImage with(Accelerator content) {
        return new AcceleratorImage(id, revision, head, occurredAt, content);
    }

    /** An equal image that shares with {@code held} the listeners that both have. */
    public AcceleratorImage sharing(AcceleratorImage held) {
        return with(
                accelerator.withListeners(
                        listeners().stream().map(own -> shared(own, held.listeners())).toList()));
    }

    public String account() {
        return accelerator.account();
    }

    public SpecificationLimits specification() {
        return accelerator.specification();
    }

    public @Nullable BoundPlan plan() {
        return accelerator.plan();
    }

    public List<AccelerationRegion> regions() {
        return accelerator.regions();
    }

    public List<Listener> listeners() {
        return accelerator.listeners();
    }

    public @Nullable String name() {
        return accelerator.name();
    }

    public @Nullable BoundPlan crossBorderPlan() {
        return accelerator.crossBorderPlan();
    }

    public @Nullable Instant expiresAt() {
        return accelerator.expiresAt();
    }

    public @Nullable Suspension suspension() {
        return accelerator.suspension();
    }

    public @Nullable PendingConfirmation confirmation() {
        return accelerator.confirmation();
    }

    /** Whether it renews a day before its term ends; null is as the installation does. */
    public @Nullable Boolean autoRenew() {
        return accelerator.autoRenew();
    }

    /** Whether relays forward for it. */
    public boolean forwards() {
        return accelerator.forwards();
    }

    private static Listener shared(Listener own, List<Listener> held) {
        return held.stream().filter(own::equals).findFirst().orElse(own);
    }
}
