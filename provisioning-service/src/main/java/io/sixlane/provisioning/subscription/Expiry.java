package io.sixlane.provisioning.subscription;

import io.micrometer.core.instrument.Gauge;
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
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Checks the ends of terms once. Instances may check at the same time: a suspension is appended at
 * the revision that it was decided on, so only one of two equal ones is written.
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

    /** Accelerators that the last look found over and did not suspend; 0 while looks suspend. */
    private final AtomicLong heldBack = new AtomicLong();

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
        Gauge.builder(SubscriptionMeters.STOPPED, heldBack, held -> held.get() > 0 ? 1 : 0)
                .description("1 while too many terms are over at once and none is suspended")
                .register(meters);
    }

    /**
     * Warns about terms that came near their end, each stage of each term once, and suspends
     * accelerators past their grace. Warnings survive a restart; a stage that passed between two
     * looks is not announced after the next one began.
     *
     * @param now of PostgreSQL: a suspension reaches every relay, whichever instance is wrong
     * @return the number of suspensions
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

    /** The end of a term that is just leaving this stage. */
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
        var end = seconds(now.minus(properties.grace()));
        return ends.countEndedBefore(end)
                .flatMap(due -> isPlausible(due).map(plausible -> plausible ? 0 : due))
                .doOnNext(this::held)
                .flatMap(
                        held ->
                                held > 0
                                        ? Mono.just(0L)
                                        : ends.endedBefore(end)
                                                .concatMap(id -> tryToSuspend(id, now))
                                                .count());
    }

    /** Many terms that are over at once are rather a wrong time or a wrong restore. */
    private Mono<Boolean> isPlausible(long due) {
        return due <= properties.alwaysAllowed()
                ? Mono.just(true)
                : ends.countAll().map(all -> due <= properties.largestShare() * all);
    }

    private void held(long due) {
        if (heldBack.getAndSet(due) == 0 && due > 0) {
            log.atError()
                    .addKeyValue("over", due)
                    .addKeyValue("largestShare", properties.largestShare())
                    .log(
                            "too many terms are over at once, suspending none; check the time, then"
                                    + " raise SIXLANE_EXPIRY_LARGEST_SHARE");
        }
    }

    /** A failure blocks no other; the next look tries again. */
    private Mono<AcceleratorImage> tryToSuspend(AcceleratorId id, Instant now) {
        return views.find(id)
                .flatMap(image -> suspend(image, now))
                .onErrorResume(
                        e -> {
                            log.atError()
                                    .addKeyValue("accelerator", id)
                                    .addKeyValue("cause", e)
                                    .log("cannot suspend an accelerator whose term is over");
                            return Mono.empty();
                        });
    }

    /** Empty when another writer was faster: the next look decides again. */
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
                                    .log("accelerator suspended");
                        })
                .thenReturn(image)
                .onErrorResume(VersionConflictException.class, _ -> Mono.empty());
    }

    private static Instant seconds(Instant instant) {
        return instant.truncatedTo(ChronoUnit.SECONDS);
    }
}
