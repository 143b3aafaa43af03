package io.sixlane.provisioning.subscription;

import io.sixlane.configuration.image.AcceleratorImage;
import java.time.Instant;
import java.util.List;

/**
 * A warning to the owner of an accelerator about its term.
 *
 * @param message a sentence, for people
 */
public record ExpiryWarning(ExpiryStage stage, String message) {
    /**
     * None or one.
     *
     * @param autoRenews whether accelerators renew by themselves
     */
    public static List<ExpiryWarning> of(AcceleratorImage image, Instant now, boolean autoRenews) {
        var stage = ExpiryStage.of(image, now);
        return switch (stage) {
            case PAID -> List.of();
            case WITHIN_30_DAYS, WITHIN_7_DAYS, WITHIN_1_DAY ->
                    List.of(
                            new ExpiryWarning(
                                    stage,
                                    "its term ends at %s; %s"
                                            .formatted(
                                                    image.expiresAt(),
                                                    autoRenews
                                                            ? "it renews by itself a day before"
                                                            : renewal(image))));
            case IN_GRACE ->
                    List.of(
                            new ExpiryWarning(
                                    stage,
                                    "its term ended at %s and it will stop forwarding soon; %s"
                                            .formatted(image.expiresAt(), renewal(image))));
            case SUSPENDED ->
                    List.of(
                            new ExpiryWarning(
                                    stage,
                                    "its term ended at %s and it forwards nothing; %s"
                                            .formatted(image.expiresAt(), renewal(image))));
        };
    }

    private static String renewal(AcceleratorImage image) {
        return "POST /v1/accelerators/%s/renewals renews it".formatted(image.id());
    }
}
