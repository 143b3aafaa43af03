package io.sixlane.provisioning.change;

import io.sixlane.configuration.accelerator.AcceleratorId;
import io.sixlane.configuration.image.AcceleratorImage;
import io.sixlane.provisioning.accelerator.BorderRules;
import io.sixlane.provisioning.accelerator.ChangeDraft;
import io.sixlane.provisioning.accelerator.ConfirmationRules;
import io.sixlane.provisioning.accelerator.FactsNeeded;
import io.sixlane.provisioning.accelerator.ImageSizeRules;
import io.sixlane.provisioning.accelerator.OverrideRules;
import io.sixlane.provisioning.decision.Decision.Rejected;
import io.sixlane.provisioning.decision.RejectedException;
import io.sixlane.provisioning.decision.Rejection.AcceleratorNotFound;
import io.sixlane.provisioning.eventstore.AcceleratorViews;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Reads an accelerator and decides a change of it. */
@Component
class ChangeDecision {
    private final AcceleratorViews views;
    private final FactsLoader facts;

    ChangeDecision(AcceleratorViews views, FactsLoader facts) {
        this.views = views;
        this.facts = facts;
    }

    /** Reads the accelerator of any account; an error when there is none. */
    Mono<AcceleratorImage> find(AcceleratorId id) {
        return views.findWhole(id).switchIfEmpty(Mono.error(() -> notFound(id)));
    }

    /** Refuses what the caller may not see, and what {@code If-Match} does not name. */
    static void check(AcceleratorImage image, WantedChange change) {
        if (!image.account().equals(change.options().account())) {
            throw notFound(image.id());
        }
        change.options().precondition().check(image.revision());
    }

    /** An error when it is refused. */
    Mono<ChangeDraft> decide(AcceleratorImage image, FactsNeeded needed, WantedChange change) {
        return Mono.defer(() -> facts.load(image, needed))
                .map(
                        known ->
                                new ChangeDraft(
                                        image, known, change.options().confirmWithin().isPresent()))
                .doOnNext(change.decision())
                .doOnNext(draft -> complete(draft, change));
    }

    private static void complete(ChangeDraft draft, WantedChange change) {
        var judged = OverrideRules.complete(draft);
        judged = judged instanceof Rejected ? judged : BorderRules.complete(draft);
        judged = judged instanceof Rejected ? judged : ImageSizeRules.complete(draft);
        judged =
                judged instanceof Rejected
                        ? judged
                        : ConfirmationRules.complete(draft, change.options().confirmWithin());
        if (judged instanceof Rejected(var reason)) {
            throw new RejectedException(change.refusal().apply(draft, reason));
        }
    }

    private static RejectedException notFound(AcceleratorId id) {
        return new RejectedException(new AcceleratorNotFound(id.text()));
    }
}
