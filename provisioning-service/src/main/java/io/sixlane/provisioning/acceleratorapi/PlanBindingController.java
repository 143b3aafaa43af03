package io.sixlane.provisioning.acceleratorapi;

import static io.sixlane.http.request.Callers.actor;

import io.sixlane.configuration.image.AcceleratorImage;
import io.sixlane.http.request.Precondition;
import io.sixlane.http.request.Revisions;
import io.sixlane.provisioning.accelerator.AcceleratorCommand;
import io.sixlane.provisioning.accelerator.AcceleratorCommand.ReplacePlan;
import io.sixlane.provisioning.accelerator.AcceleratorCommand.UnbindPlan;
import io.sixlane.provisioning.change.AcceleratorChanges;
import io.sixlane.provisioning.request.PathIds;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Plans that leave an accelerator, or take the place of one another. */
@RestController
@RequestMapping("/v1/accelerators/{id}/bandwidth-plans/{planId}")
class PlanBindingController {
    private final AcceleratorChanges changes;
    private final AcceleratorQueries queries;

    PlanBindingController(AcceleratorChanges changes, AcceleratorQueries queries) {
        this.changes = changes;
        this.queries = queries;
    }

    @DeleteMapping
    Mono<ResponseEntity<AcceleratorView>> unbind(
            @RequestHeader HttpHeaders headers,
            @PathVariable String id,
            @PathVariable String planId) {
        return changed(headers, id, new UnbindPlan(PathIds.plan(planId)));
    }

    /** The plan {@code replacementId} in the place of this one, in one step. */
    @PutMapping("/replacement/{replacementId}")
    Mono<ResponseEntity<AcceleratorView>> replace(
            @RequestHeader HttpHeaders headers,
            @PathVariable String id,
            @PathVariable String planId,
            @PathVariable String replacementId) {
        return changed(
                headers, id, new ReplacePlan(PathIds.plan(planId), PathIds.plan(replacementId)));
    }

    private Mono<ResponseEntity<AcceleratorView>> changed(
            HttpHeaders headers, String id, AcceleratorCommand command) {
        return changes.change(
                        PathIds.accelerator(id), actor(headers), Precondition.of(headers), command)
                .flatMap(this::answer);
    }

    private Mono<ResponseEntity<AcceleratorView>> answer(AcceleratorImage image) {
        return queries.view(image)
                .map(view -> ResponseEntity.ok().eTag(Revisions.etag(view.revision())).body(view));
    }
}
