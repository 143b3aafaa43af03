package io.sixlane.provisioning.change;

import io.sixlane.configuration.image.AcceleratorImage;
import io.sixlane.configuration.image.AcceleratorRecord;
import io.sixlane.configuration.log.RecordedEvent;
import io.sixlane.provisioning.accelerator.ChangeDraft;
import io.sixlane.provisioning.accelerator.FactsNeeded;
import io.sixlane.provisioning.addresspool.AddressPools;
import io.sixlane.provisioning.eventstore.Append;
import io.sixlane.provisioning.eventstore.EventStore;
import io.sixlane.provisioning.request.ChangeOptions;
import java.util.List;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Decides and appends one change in a transaction of its own, or in that of the subscriber. */
@Component
class ChangeWriter {
    private final EventStore eventStore;
    private final ChangeDecision decision;
    private final ChangeQueues queues;

    ChangeWriter(EventStore eventStore, ChangeDecision decision, ChangeQueues queues) {
        this.eventStore = eventStore;
        this.decision = decision;
        this.queues = queues;
    }

    /**
     * Queued with other changes of the same address pools.
     *
     * @return the accelerator after the change; empty when it deleted the accelerator
     */
    Mono<AcceleratorImage> write(AcceleratorImage image, FactsNeeded needed, WantedChange change) {
        return decision.decide(image, needed, change)
                .flatMap(draft -> append(draft, change.options()))
                .as(work -> queues.run(shared(needed), work));
    }

    /** The shared streams in one order for all changes, to avoid deadlocks. */
    private static List<String> shared(FactsNeeded needed) {
        return needed.pools().stream().map(AddressPools::streamId).sorted().toList();
    }

    /** The store answers a dry run, also one that changes nothing. */
    Mono<AcceleratorImage> append(ChangeDraft draft, ChangeOptions options) {
        var appends = draft.appends();
        return appends.isEmpty() && !options.dryRun()
                ? Mono.just(draft.before())
                : eventStore
                        .append(options.change(draft.occurredAt(), checked(draft, appends)))
                        .map(recorded -> after(draft, recorded))
                        .ofType(AcceleratorImage.class);
    }

    /** Includes the accelerator even without an event of it, so that its revision is compared. */
    private static List<Append> checked(ChangeDraft draft, List<Append> appends) {
        var image = draft.before();
        return appends.isEmpty()
                ? List.of(new Append(image.id().text(), image.revision(), List.of()))
                : appends;
    }

    /** The unchanged accelerator if no event concerns it. */
    private static AcceleratorRecord after(ChangeDraft draft, List<RecordedEvent> recorded) {
        var id = draft.before().id().text();
        return recorded.stream()
                .filter(event -> event.streamId().equals(id))
                .reduce((_, last) -> last)
                .map(last -> draft.after().at(last))
                .orElse(draft.before());
    }
}
