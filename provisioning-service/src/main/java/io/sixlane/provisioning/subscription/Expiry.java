package io.sixlane.provisioning.subscription;

import io.micrometer.core.instrument.MeterRegistry;
import io.sixlane.configuration.image.AcceleratorImage;
import io.sixlane.configuration.log.Actor;
import io.sixlane.provisioning.eventstore.Append;
import io.sixlane.provisioning.eventstore.Change;
import io.sixlane.provisioning.eventstore.EventStore;
import io.sixlane.provisioning.eventstore.VersionConflictException;
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
    /** Of one look; the rest is found by the next one. */
    private static final int MOST = 1_000;

    private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");
    private static final Logger log = LoggerFactory.getLogger(Expiry.class);

    private final ExpiryViewRepository ends;
    private final EventStore eventStore;
    private final SubscriptionProperties properties;
    private final MeterRegistry meters;

    Expiry(
            ExpiryViewRepository ends,
            EventStore eventStore,
            SubscriptionProperties properties,
            MeterRegistry meters) {
        this.ends = ends;
        this.eventStore = eventStore;
        this.properties = properties;
        this.meters = meters;
    }

    /**
     * Warns about terms that came near their end since the last look, and suspends what is past its
     * grace.
     *
     * @param last when this instance looked before
     * @return how many were suspended
     */
    Mono<Long> look(Instant last, Instant now) {
        return Flux.fromArray(ExpiryStage.values())
                .filter(ExpiryStage::isWarning)
                .concatMap(stage -> warn(stage, last, now))
                .then(suspend(now));
    }

    private Mono<Void> warn(ExpiryStage stage, Instant last, Instant now) {
        return ends.endingBetween(
                        seconds(last.plus(stage.before())), seconds(now.plus(stage.before())), MOST)
                .doOnNext(
                        image -> {
                            meters.counter(SubscriptionMeters.WARNINGS, "stage", stage.name())
                                    .increment();
                            log.atWarn()
                                    .addKeyValue("accelerator", image.id())
                                    .addKeyValue("account", image.account())
                                    .addKeyValue("stage", stage)
                                    .addKeyValue("expiresAt", image.expiresAt())
                                    .log("term ends");
                        })
                .then();
    }

    private Mono<Long> suspend(Instant now) {
        return ends.endingBetween(EARLIEST, seconds(now.minus(properties.grace())), MOST)
                .concatMap(image -> suspend(image, now))
                .count();
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

    /** Ends are compared as text, which is in order as long as there are no fractions. */
    private static Instant seconds(Instant instant) {
        return instant.truncatedTo(ChronoUnit.SECONDS);
    }
}
