package io.sixlane.provisioning.subscription;

import io.sixlane.configuration.accelerator.AcceleratorId;
import io.sixlane.configuration.image.AcceleratorImage;
import io.sixlane.provisioning.decision.RejectedException;
import io.sixlane.provisioning.decision.Rejection.AcceleratorNotFound;
import io.sixlane.provisioning.eventstore.AcceleratorViews;
import io.sixlane.provisioning.eventstore.Append;
import io.sixlane.provisioning.eventstore.EventStore;
import io.sixlane.provisioning.request.ChangeOptions;
import io.sixlane.provisioning.request.ConflictRetry;
import java.time.Clock;
import java.util.List;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** Takes suspensions back that were a mistake. */
@Service
class Resumptions {
    private final AcceleratorViews views;
    private final EventStore eventStore;
    private final SubscriptionProperties properties;
    private final Clock clock;

    Resumptions(
            AcceleratorViews views,
            EventStore eventStore,
            SubscriptionProperties properties,
            Clock clock) {
        this.views = views;
        this.eventStore = eventStore;
        this.properties = properties;
        this.clock = clock;
    }

    /**
     * Resumes an accelerator whose term or grace is not over; one that forwards stays as it is.
     *
     * @param options of an operator, who is recorded as acting for the account of the accelerator
     * @return the accelerator's revision afterwards
     */
    Mono<Long> resume(AcceleratorId id, ChangeOptions options) {
        return views.find(id)
                .switchIfEmpty(
                        Mono.error(() -> new RejectedException(new AcceleratorNotFound(id.text()))))
                .doOnNext(image -> options.precondition().check(image.revision()))
                .flatMap(image -> resume(image, options.onBehalfOf(image.account())))
                .retryWhen(ConflictRetry.onVersionConflict())
                .delayUntil(_ -> options.observer().answerable());
    }

    private Mono<Long> resume(AcceleratorImage image, ChangeOptions options) {
        var now = clock.instant();
        var events = SubscriptionRules.resume(image, now, properties.grace()).eventsOrThrow();
        if (events.isEmpty() && !options.dryRun()) {
            return Mono.just(image.revision());
        }
        var append = new Append(image.id().text(), image.revision(), events);
        return eventStore
                .append(options.change(now, List.of(append)))
                .map(recorded -> recorded.getLast().revision());
    }
}
