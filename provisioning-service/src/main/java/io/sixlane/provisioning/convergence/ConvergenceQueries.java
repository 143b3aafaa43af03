package io.sixlane.provisioning.convergence;

import io.sixlane.configuration.accelerator.AcceleratorId;
import io.sixlane.configuration.image.AcceleratorImage;
import io.sixlane.configuration.image.AcceleratorRecord;
import io.sixlane.provisioning.decision.RejectedException;
import io.sixlane.provisioning.decision.Rejection.AcceleratorNotFound;
import io.sixlane.provisioning.eventstore.AcceleratorViews;
import io.sixlane.provisioning.relaystatus.RelayStanding;
import io.sixlane.provisioning.relaystatus.RelayStatuses;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Reports the progress of relays with an accelerator, once or as it changes. */
@Service
class ConvergenceQueries {
    /** A relay that falls silent sends no event, so liveness is polled. */
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);

    private final AcceleratorViews views;
    private final RelayStatuses relays;
    private final Map<AcceleratorId, Flux<Convergence>> watched = new ConcurrentHashMap<>();

    ConvergenceQueries(AcceleratorViews views, RelayStatuses relays) {
        this.views = views;
        this.relays = relays;
    }

    /** Fails with AcceleratorNotFound for one of another account, and for a deleted one. */
    Mono<Convergence> find(AcceleratorId id, String account) {
        return views.find(id)
                .filter(image -> image.account().equals(account))
                .switchIfEmpty(
                        Mono.error(() -> new RejectedException(new AcceleratorNotFound(id.text()))))
                .flatMap(this::of);
    }

    /**
     * The present state, then each different one; does not end. Streams of one accelerator share
     * one look.
     */
    Flux<Convergence> watch(AcceleratorId id) {
        return Flux.defer(() -> watched.computeIfAbsent(id, this::looks));
    }

    /** How many accelerators are looked at. */
    int watched() {
        return watched.size();
    }

    private Flux<Convergence> looks(AcceleratorId id) {
        var news =
                relays.applied()
                        .filter(about -> about.isEmpty() || about.contains(id))
                        .map(_ -> true);
        return Flux.merge(Flux.interval(Duration.ZERO, LOOK_AGAIN).map(_ -> true), news)
                .onBackpressureLatest()
                .concatMap(_ -> views.record(id).flatMap(this::of), 1)
                .distinctUntilChanged()
                .doFinally(_ -> watched.remove(id))
                .replay(1)
                .refCount();
    }

    private Mono<Convergence> of(AcceleratorImage image) {
        return of((AcceleratorRecord) image);
    }

    private Mono<Convergence> of(AcceleratorRecord record) {
        return relays.standings(record)
                .collectList()
                .flatMap(
                        standings ->
                                standings.stream().anyMatch(s -> isAhead(s, record))
                                        ? lookAgain(record, standings)
                                        : Mono.just(Convergence.of(record, standings)));
    }

    private static boolean isAhead(RelayStanding standing, AcceleratorRecord record) {
        return standing.appliedRevision() > record.revision();
    }

    /** A relay is ahead of the log only if no change came after {@code record} was read. */
    private Mono<Convergence> lookAgain(AcceleratorRecord record, List<RelayStanding> standings) {
        return views.record(record.id())
                .filter(now -> now.revision() > record.revision())
                .flatMap(this::of)
                .switchIfEmpty(Mono.fromSupplier(() -> Convergence.of(record, standings)));
    }
}
