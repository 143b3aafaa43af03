package io.sixlane.provisioning.bandwidthplan;

import io.sixlane.configuration.bandwidthplan.BandwidthPlanId;
import io.sixlane.provisioning.bandwidthplan.BandwidthPlanCommand.Delete;
import io.sixlane.provisioning.decision.RejectedException;
import io.sixlane.provisioning.decision.Rejection.BandwidthPlanNotFound;
import io.sixlane.provisioning.eventstore.AccountStreams;
import io.sixlane.provisioning.eventstore.Append;
import io.sixlane.provisioning.eventstore.EventStore;
import io.sixlane.provisioning.request.ChangeOptions;
import io.sixlane.provisioning.request.ConflictRetry;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Bandwidth plans as the log has them. */
@Service
public class BandwidthPlans {
    private final EventStore eventStore;
    private final AccountStreams streams;
    private final Clock clock;

    BandwidthPlans(EventStore eventStore, AccountStreams streams, Clock clock) {
        this.eventStore = eventStore;
        this.streams = streams;
        this.clock = clock;
    }

    /** Empty when there is none; of whatever account, and deleted ones too. */
    public Mono<BandwidthPlan> find(BandwidthPlanId id) {
        return eventStore
                .load(id.text())
                .reduce(
                        Optional.<BandwidthPlan>empty(),
                        (held, recorded) ->
                                Optional.ofNullable(
                                        BandwidthPlan.evolve(held.orElse(null), recorded)))
                .flatMap(Mono::justOrEmpty);
    }

    /** An error signal unless the account has it. */
    public Mono<BandwidthPlan> find(BandwidthPlanId id, String account) {
        return find(id).filter(plan -> !plan.deleted() && plan.account().equals(account))
                .switchIfEmpty(
                        Mono.error(
                                () -> new RejectedException(new BandwidthPlanNotFound(id.text()))));
    }

    /** An account's plans by id, deleted ones too, after {@code after}. */
    Flux<BandwidthPlan> page(String account, String after, int limit) {
        return streams.page(account, BandwidthPlanId.PREFIX, after, limit)
                .concatMap(id -> find(new BandwidthPlanId(id)));
    }

    Mono<Void> delete(BandwidthPlanId id, ChangeOptions options) {
        return find(id, options.account())
                .doOnNext(plan -> options.precondition().check(plan.revision()))
                .map(
                        plan ->
                                new Append(
                                        id.text(),
                                        plan.revision(),
                                        BandwidthPlanDecider.decide(
                                                        plan, new Delete(options.account(), id))
                                                .eventsOrThrow()))
                .flatMap(
                        append ->
                                eventStore.append(options.change(clock.instant(), List.of(append))))
                .retryWhen(ConflictRetry.onVersionConflict())
                .then();
    }
}
