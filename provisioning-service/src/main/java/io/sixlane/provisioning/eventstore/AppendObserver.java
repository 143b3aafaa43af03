package io.sixlane.provisioning.eventstore;

import io.sixlane.configuration.log.RecordedEvent;
import java.util.List;
import reactor.core.publisher.Mono;

/** Follows the appends of one request. */
public interface AppendObserver {
    AppendObserver NONE = _ -> Mono.empty();

    /** Notifies both observers, this one first. */
    default AppendObserver and(AppendObserver other) {
        if (this == NONE || other == NONE) {
            return this == NONE ? other : this;
        }
        return new AppendObserver() {
            @Override
            public Mono<Void> appended(List<RecordedEvent> recorded) {
                return AppendObserver.this
                        .appended(recorded)
                        .then(Mono.defer(() -> other.appended(recorded)));
            }

            @Override
            public Mono<Void> answerable() {
                return AppendObserver.this.answerable().then(Mono.defer(other::answerable));
            }
        };
    }

    /** Runs in the transaction of the append, after it; an error undoes the append. */
    Mono<Void> appended(List<RecordedEvent> recorded);

    /** Completes when the committed change may be answered; never an error. */
    default Mono<Void> answerable() {
        return Mono.empty();
    }
}
