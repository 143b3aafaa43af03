package io.sixlane.provisioning.history;

import io.sixlane.configuration.accelerator.AcceleratorId;
import io.sixlane.configuration.image.AcceleratorImage;
import io.sixlane.provisioning.change.AcceleratorChanges;
import io.sixlane.provisioning.history.Moment.AtRevision;
import io.sixlane.provisioning.request.ChangeOptions;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** Brings earlier configurations back, as new changes. */
@Service
class Rollbacks {
    private final AcceleratorHistory history;
    private final AcceleratorChanges changes;

    Rollbacks(AcceleratorHistory history, AcceleratorChanges changes) {
        this.history = history;
        this.changes = changes;
    }

    /**
     * @return the accelerator after it
     */
    Mono<AcceleratorImage> rollBack(AcceleratorId id, long toRevision, ChangeOptions options) {
        return history.at(id, options.account(), new AtRevision(toRevision))
                .flatMap(
                        then ->
                                changes.change(
                                        id,
                                        options,
                                        now -> RollbackRules.dependencies(now, then),
                                        draft ->
                                                RollbackRules.decide(draft, then, toRevision)
                                                        .eventsOrThrow()));
    }
}
