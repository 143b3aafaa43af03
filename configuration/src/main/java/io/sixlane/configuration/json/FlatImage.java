package io.sixlane.configuration.json;

import io.sixlane.configuration.accelerator.AccelerationRegion;
import io.sixlane.configuration.accelerator.Accelerator;
import io.sixlane.configuration.accelerator.AcceleratorId;
import io.sixlane.configuration.accelerator.BoundPlan;
import io.sixlane.configuration.accelerator.Listener;
import io.sixlane.configuration.accelerator.PendingConfirmation;
import io.sixlane.configuration.accelerator.SpecificationLimits;
import io.sixlane.configuration.accelerator.Suspension;
import io.sixlane.configuration.image.AcceleratorImage;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.util.StdConverter;

/**
 * An {@link AcceleratorImage} as its JSON has it: the content beside its place in the log. Jackson
 * reads an unwrapped component from a copy of all tokens, and a relay that starts reads a hundred
 * thousand images.
 */
record FlatImage(
        AcceleratorId id,
        long revision,
        String head,
        Instant occurredAt,
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
    private AcceleratorImage toImage() {
        return new AcceleratorImage(
                id,
                revision,
                head,
                occurredAt,
                new Accelerator(
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
                        autoRenew));
    }

    static final class ToImage extends StdConverter<FlatImage, AcceleratorImage> {
        @Override
        public AcceleratorImage convert(FlatImage flat) {
            return flat.toImage();
        }
    }
}
