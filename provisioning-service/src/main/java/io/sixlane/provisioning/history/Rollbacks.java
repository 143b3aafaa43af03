package io.sixlane.provisioning.history;

import io.sixlane.configuration.accelerator.AcceleratorId;
import io.sixlane.configuration.image.AcceleratorImage;
import io.sixlane.configuration.log.Actor;
import io.sixlane.http.request.Precondition;
import io.sixlane.provisioning.change.AcceleratorChanges;
import io.sixlane.provisioning.history.Moment.AtRevision;
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
    Mono<AcceleratorImage> rollBack(
            AcceleratorId id, long toRevision, Actor actor, Precondition ifMatch) {
        return history.at(id, actor.account(), new AtRevision(toRevision))
                .flatMap(
                        then ->
                                changes.change(
                                        id,
                                        actor,
                                        ifMatch,
                                        now -> RollbackRules.dependencies(now, then),
                                        draft ->
                                                RollbackRules.decide(draft, then, toRevision)
                                                        .eventsOrThrow()));
    }
}
