package io.sixlane.provisioning.subscription;

import io.micrometer.core.instrument.MeterRegistry;
import io.sixlane.configuration.accelerator.AcceleratorId;
import io.sixlane.configuration.image.AcceleratorImage;
import io.sixlane.configuration.log.Actor;
import io.sixlane.provisioning.eventstore.AcceleratorViews;
import io.sixlane.provisioning.eventstore.Append;
import io.sixlane.provisioning.eventstore.Change;
import io.sixlane.provisioning.eventstore.EventStore;
import io.sixlane.provisioning.eventstore.VersionConflictException;
import io.sixlane.provisioning.subscription.ExpiryViewRepository.TermEnd;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * One look at the ends of terms. Any number of instances may look at the same time: a suspension is
 * appended at the revision it was decided on, so of two that decide the same only one is written.
 */
@Component
class Expiry {
    private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");
    private static final Logger log = LoggerFactory.getLogger(Expiry.class);

    private final ExpiryViewRepository ends;
    private final AcceleratorViews views;
    private final EventStore eventStore;
    private final SubscriptionProperties properties;
    private final MeterRegistry meters;

    Expiry(
            ExpiryViewRepository ends,
            AcceleratorViews views,
            EventStore eventStore,
            SubscriptionProperties properties,
            MeterRegistry meters) {
        this.ends = ends;
        this.views = views;
        this.eventStore = eventStore;
        this.properties = properties;
        this.meters = meters;
    }

    /**
     * Warns about terms that came near their end, each stage of each term once, and suspends what
     * is past its grace. What is known of warnings survives a restart; a stage that passed unseen
     * is not announced after the next one began.
     *
     * @return how many were suspended
     */
    Mono<Long> look(Instant now) {
        return Flux.fromArray(ExpiryStage.values())
                .filter(ExpiryStage::isWarning)
                .concatMap(stage -> warn(stage, now))
                .then(suspend(now));
    }

    private Mono<Void> warn(ExpiryStage stage, Instant now) {
        return ends.announce(
                        stage, seconds(earliestEnd(stage, now)), seconds(now.plus(stage.before())))
                .doOnNext(page -> page.forEach(end -> warn(stage, end)))
                .repeat()
                .takeUntil(List::isEmpty)
                .then();
    }

    private void warn(ExpiryStage stage, TermEnd end) {
        meters.counter(SubscriptionMeters.WARNINGS, "stage", stage.name()).increment();
        log.atWarn()
                .addKeyValue("accelerator", end.acceleratorId())
                .addKeyValue("account", end.account())
                .addKeyValue("stage", stage)
                .addKeyValue("expiresAt", end.expiresAt())
                .log("term ends");
    }

    /** Of terms in this stage: where the next one begins. */
    private static Instant earliestEnd(ExpiryStage stage, Instant now) {
        return switch (stage) {
            case PAID -> now.plus(ExpiryStage.WITHIN_30_DAYS.before());
            case WITHIN_30_DAYS -> now.plus(ExpiryStage.WITHIN_7_DAYS.before());
            case WITHIN_7_DAYS -> now.plus(ExpiryStage.WITHIN_1_DAY.before());
            case WITHIN_1_DAY -> now;
            case IN_GRACE, SUSPENDED -> EARLIEST;
        };
    }

    private Mono<Long> suspend(Instant now) {
        return ends.endedBefore(seconds(now.minus(properties.grace())))
                .concatMap(id -> tryToSuspend(id, now))
                .count();
    }

    /** One that cannot be suspended holds up no other, and is tried again by the next look. */
    private Mono<AcceleratorImage> tryToSuspend(AcceleratorId id, Instant now) {
        return views.find(id)
                .flatMap(image -> suspend(image, now))
                .onErrorResume(
                        e -> {
                            log.atError()
                                    .addKeyValue("accelerator", id)
                                    .addKeyValue("cause", e)
                                    .log("the term is over, and it cannot be suspended");
                            return Mono.empty();
                        });
    }

    /** Empty when another writer was faster: the next look decides anew. */
    private Mono<AcceleratorImage> suspend(AcceleratorImage image, Instant now) {
        var events = SubscriptionRules.expire(image, now, properties.grace()).eventsOrThrow();
        if (events.isEmpty()) {
            return Mono.empty();
        }
        var actor =
                new Actor(
                        image.account(),
                        "expiry",
                        "",
                        "expiry",
                        "the term ended at " + image.expiresAt() + " and its grace is over",
                        null);
        var append = new Append(image.id().text(), image.revision(), events);
        return eventStore
                .append(new Change(actor, now, List.of(append)))
                .doOnNext(
                        _ -> {
                            meters.counter(SubscriptionMeters.SUSPENSIONS).increment();
                            log.atWarn()
                                    .addKeyValue("accelerator", image.id())
                                    .addKeyValue("account", image.account())
                                    .log("suspended");
                        })
                .thenReturn(image)
                .onErrorResume(VersionConflictException.class, _ -> Mono.empty());
    }

    private static Instant seconds(Instant instant) {
        return instant.truncatedTo(ChronoUnit.SECONDS);
    }
}
