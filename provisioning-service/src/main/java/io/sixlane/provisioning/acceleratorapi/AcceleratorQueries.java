package io.sixlane.provisioning.acceleratorapi;

import io.sixlane.configuration.accelerator.AcceleratorId;
import io.sixlane.configuration.image.AcceleratorImage;
import io.sixlane.configuration.image.AcceleratorRecord;
import io.sixlane.provisioning.decision.RejectedException;
import io.sixlane.provisioning.decision.Rejection.AcceleratorNotFound;
import io.sixlane.provisioning.eventstore.AcceleratorViews;
import io.sixlane.provisioning.relaystatus.RelayStanding;
import io.sixlane.provisioning.relaystatus.RelayStatuses;
import io.sixlane.provisioning.subscription.SubscriptionProperties;
import java.time.Clock;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The accelerators of an account. */
@Service
public class AcceleratorQueries {
    private static final Logger log = LoggerFactory.getLogger(AcceleratorQueries.class);

    private final AcceleratorViews views;
    private final RelayStatuses relays;
    private final SubscriptionProperties subscription;
    private final Clock clock;

    AcceleratorQueries(
            AcceleratorViews views,
            RelayStatuses relays,
            SubscriptionProperties subscription,
            Clock clock) {
        this.subscription = subscription;
        this.views = views;
        this.relays = relays;
        this.clock = clock;
    }

    Mono<AcceleratorView> find(AcceleratorId id, String account) {
        return image(id, account).flatMap(this::view);
    }

    Mono<AcceleratorImage> image(AcceleratorId id, String account) {
        return views.find(id)
                .filter(image -> image.account().equals(account))
                .switchIfEmpty(notFound(id));
    }

    private Mono<AcceleratorView> view(AcceleratorImage image) {
        return relays.standings(image)
                .collectList()
                .flatMap(
                        standings ->
                                logged(image, standings)
                                        .map(logged -> Conditions.of(image, standings, logged)))
                .map(conditions -> view(image, conditions));
    }

    /** The answer to a committed change, even if the standing of relays cannot be read. */
    public Mono<AcceleratorView> changed(AcceleratorImage image) {
        return view(image)
                .onErrorResume(
                        e -> {
                            log.atWarn()
                                    .addKeyValue("accelerator", image.id())
                                    .addKeyValue("cause", e.toString())
                                    .log("cannot read the standing of relays after a change");
                            return Mono.just(view(image, Conditions.unread(image)));
                        });
    }

    private AcceleratorView view(AcceleratorImage image, List<Condition> conditions) {
        return AcceleratorView.of(image, conditions, clock.instant(), subscription.autoRenew());
    }

    /** Reads the log again when a relay is ahead: a change may have followed {@code image}. */
    private Mono<AcceleratorRecord> logged(AcceleratorImage image, List<RelayStanding> standings) {
        return standings.stream().anyMatch(relay -> relay.appliedRevision() > image.revision())
                ? views.record(image.id()).defaultIfEmpty(image)
                : Mono.just(image);
    }

    /** Shows the accelerators of a list as a whole, in its order. */
    Mono<List<AcceleratorView>> views(List<AcceleratorImage> images) {
        return Flux.fromIterable(images).concatMap(this::view).collectList();
    }

    private static <T> Mono<T> notFound(AcceleratorId id) {
        return Mono.error(() -> new RejectedException(new AcceleratorNotFound(id.text())));
    }
}
