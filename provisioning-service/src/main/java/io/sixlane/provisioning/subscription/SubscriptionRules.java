package io.sixlane.provisioning.subscription;

import static io.sixlane.provisioning.decision.Decision.accept;
import static io.sixlane.provisioning.decision.Decision.reject;

import io.sixlane.configuration.accelerator.AcceleratorEvent.AcceleratorResumed;
import io.sixlane.configuration.accelerator.AcceleratorEvent.AcceleratorSuspended;
import io.sixlane.configuration.accelerator.AcceleratorEvent.TermExtended;
import io.sixlane.configuration.accelerator.Suspension;
import io.sixlane.configuration.image.AcceleratorImage;
import io.sixlane.configuration.order.Term;
import io.sixlane.provisioning.decision.Decision;
import io.sixlane.provisioning.decision.Rejection.OfPurchase.TermOver;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** The rules of a paid term. Pure: the time is passed in. */
public final class SubscriptionRules {
    private SubscriptionRules() {}

    /** The end of a term that begins at {@code begin}; null for one without an end. */
    public static @Nullable Instant endOrNone(Instant begin, Term term) {
        return term.isOpenEnded() ? null : end(begin, term);
    }

    /** The end of a term of months or years, by the calendar in UTC. */
    public static Instant end(Instant begin, Term term) {
        return begin.atOffset(ZoneOffset.UTC).plusMonths(term.months()).toInstant();
    }

    /**
     * A further term after the paid one. Days of grace that were used count; the time of a
     * suspension does not.
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
     * Takes back a suspension that was a mistake: the term or its grace is not over. Nothing for an
     * accelerator that forwards.
     */
    static Decision resume(AcceleratorImage image, Instant now, Duration grace) {
        var paidUntil = image.expiresAt();
        if (image.suspension() == null) {
            return accept();
        }
        return paidUntil == null || now.isBefore(paidUntil.plus(grace))
                ? accept(new AcceleratorResumed())
                : reject(new TermOver(image.id().text(), paidUntil));
    }

    /** Suspends an accelerator past its term and its grace; nothing otherwise. */
    public static Decision expire(AcceleratorImage image, Instant now, Duration grace) {
        var paidUntil = image.expiresAt();
        return paidUntil == null
                        || image.suspension() != null
                        || now.isBefore(paidUntil.plus(grace))
                ? accept()
                : accept(new AcceleratorSuspended(new Suspension(Suspension.Reason.EXPIRED, now)));
    }
}
