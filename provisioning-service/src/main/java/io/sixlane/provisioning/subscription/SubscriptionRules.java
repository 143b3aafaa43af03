package io.sixlane.provisioning.subscription;

import static io.sixlane.provisioning.decision.Decision.accept;

import io.sixlane.configuration.accelerator.AcceleratorEvent.AcceleratorResumed;
import io.sixlane.configuration.accelerator.AcceleratorEvent.AcceleratorSuspended;
import io.sixlane.configuration.accelerator.AcceleratorEvent.TermExtended;
import io.sixlane.configuration.accelerator.Suspension;
import io.sixlane.configuration.image.AcceleratorImage;
import io.sixlane.configuration.order.Term;
import io.sixlane.provisioning.decision.Decision;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;

/** The rules of a paid term. Pure: the time is passed in. */
public final class SubscriptionRules {
    private SubscriptionRules() {}

    /** The end of a term that begins then, by the calendar in UTC. */
    public static Instant end(Instant begin, Term term) {
        return begin.atOffset(ZoneOffset.UTC).plusMonths(term.months()).toInstant();
    }

    /**
     * A further term after the one that is paid. Days of grace that were used are part of it; the
     * time while it was suspended is not.
     */
    public static Decision renew(AcceleratorImage image, Term term, Instant now) {
        var paidUntil = image.expiresAt();
        if (image.suspension() != null) {
            return accept(new TermExtended(end(now, term)), new AcceleratorResumed());
        }
        var until = end(paidUntil == null ? now : paidUntil, term);
        return accept(new TermExtended(until.isAfter(now) ? until : end(now, term)));
    }

    /**
     * Suspends what is past its term and its grace; nothing otherwise.
     *
     * @param grace how long it goes on after its term
     */
    public static Decision expire(AcceleratorImage image, Instant now, Duration grace) {
        var paidUntil = image.expiresAt();
        return paidUntil == null
                        || image.suspension() != null
                        || now.isBefore(paidUntil.plus(grace))
                ? accept()
                : accept(new AcceleratorSuspended(new Suspension(Suspension.Reason.EXPIRED, now)));
    }
}
