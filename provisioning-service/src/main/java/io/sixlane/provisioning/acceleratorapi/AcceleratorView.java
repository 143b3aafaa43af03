package io.sixlane.provisioning.acceleratorapi;

import io.sixlane.configuration.accelerator.AccelerationRegion;
import io.sixlane.configuration.accelerator.AcceleratorId;
import io.sixlane.configuration.accelerator.BoundPlan;
import io.sixlane.configuration.accelerator.PendingConfirmation;
import io.sixlane.configuration.accelerator.SpecificationLimits;
import io.sixlane.configuration.accelerator.Suspension;
import io.sixlane.configuration.image.AcceleratorImage;
import io.sixlane.provisioning.subscription.ExpiryWarning;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The whole accelerator as the API shows it, with the values in force.
 *
 * @param revision also the ETag
 * @param head the hash of the event at that revision
 * @param occurredAt when that event happened
 * @param crossBorderPlan null until one is bound
 * @param expiresAt until when it is paid; null without an end
 * @param autoRenew whether it renews for a month a day before that
 * @param suspension null while it forwards
 * @param confirmation the change that takes itself back at its deadline; null without one
 * @param warnings about the end of its term
 */
public record AcceleratorView(
        AcceleratorId id,
        String account,
        long revision,
        String head,
        Instant occurredAt,
        SpecificationLimits specification,
        @Nullable BoundPlan plan,
        List<AccelerationRegion> regions,
        List<ListenerView> listeners,
        List<Condition> conditions,
        @Nullable String name,
        @Nullable BoundPlan crossBorderPlan,
        @Nullable Instant expiresAt,
        boolean autoRenew,
        @Nullable Suspension suspension,
        @Nullable PendingConfirmation confirmation,
        List<ExpiryWarning> warnings) {
    /**
     * @param renewsByDefault whether the installation renews accelerators
     */
    static AcceleratorView of(
            AcceleratorImage image,
            List<Condition> conditions,
            Instant now,
            boolean renewsByDefault) {
        var autoRenew = Objects.requireNonNullElse(image.autoRenew(), renewsByDefault);
        return new AcceleratorView(
                image.id(),
                image.account(),
                image.revision(),
                image.head(),
                image.occurredAt(),
                image.specification(),
                image.plan(),
                image.regions(),
                image.listeners().stream().map(ListenerView::of).toList(),
                conditions,
                image.name(),
                image.crossBorderPlan(),
                image.expiresAt(),
                autoRenew,
                image.suspension(),
                image.confirmation(),
                ExpiryWarning.of(image, now, autoRenew));
    }
}
