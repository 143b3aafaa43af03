package io.sixlane.provisioning.subscription;

import io.sixlane.configuration.image.AcceleratorImage;
import java.time.Duration;
import java.time.Instant;

/** The stages of an accelerator's term, from far before its end to past it. */
enum ExpiryStage {
    PAID(Duration.ZERO),
    WITHIN_30_DAYS(Duration.ofDays(30)),
    WITHIN_7_DAYS(Duration.ofDays(7)),
    WITHIN_1_DAY(Duration.ofDays(1)),
    /** Past its term; it still forwards. */
    IN_GRACE(Duration.ZERO),
    /** Past its grace; it forwards nothing until it is renewed. */
    SUSPENDED(Duration.ZERO);

    private final Duration before;

    ExpiryStage(Duration before) {
        this.before = before;
    }

    /**
     * Time before the end of the term at which the stage begins; zero for PAID and SUSPENDED too.
     */
    Duration before() {
        return before;
    }

    /** Whether it is announced in the log when it begins; a suspension is announced by itself. */
    boolean isWarning() {
        return this != PAID && this != SUSPENDED;
    }

    public static ExpiryStage of(AcceleratorImage image, Instant now) {
        if (image.suspension() != null) {
            return SUSPENDED;
        }
        var until = image.expiresAt();
        if (until == null) {
            return PAID;
        }
        var rest = Duration.between(now, until);
        if (!rest.isPositive()) {
            return IN_GRACE;
        }
        var stage = PAID;
        for (var nearer : new ExpiryStage[] {WITHIN_30_DAYS, WITHIN_7_DAYS, WITHIN_1_DAY}) {
            if (rest.compareTo(nearer.before) <= 0) {
                stage = nearer;
            }
        }
        return stage;
    }
}
