package io.sixlane.provisioning.acceleratorapi;

import io.sixlane.configuration.identity.Role;
import io.sixlane.configuration.image.AcceleratorImage;
import io.sixlane.http.request.LeastRole;
import io.sixlane.http.request.Revisions;
import io.sixlane.provisioning.accelerator.AcceleratorCommand;
import io.sixlane.provisioning.accelerator.AcceleratorCommand.ReplacePlan;
import io.sixlane.provisioning.accelerator.AcceleratorCommand.UnbindPlan;
import io.sixlane.provisioning.change.AcceleratorChanges;
import io.sixlane.provisioning.change.Performs;
import io.sixlane.provisioning.request.ChangeOptions;
import io.sixlane.provisioning.request.PathIds;
import io.swagger.v3.oas.annotations.Operation;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Plans that leave an accelerator, or take the place of one another. */
@RestController
@LeastRole(Role.VIEWER)
@RequestMapping("/v1/accelerators/{id}/bandwidth-plans/{planId}")
class PlanBindingController {
    private final AcceleratorChanges changes;
    private final AcceleratorQueries queries;

    PlanBindingController(AcceleratorChanges changes, AcceleratorQueries queries) {
        this.changes = changes;
        this.queries = queries;
    }

    @LeastRole(Role.EDITOR)
    @DeleteMapping
    @Operation(operationId = "unbindBandwidthPlan", summary = "Unbind a bandwidth plan")
    Mono<ResponseEntity<AcceleratorView>> unbind(
            @Performs(UnbindPlan.class) ChangeOptions options,
            @PathVariable String id,
            @PathVariable String planId) {
        return changed(options, id, new UnbindPlan(PathIds.plan(planId)));
    }

    /** The plan {@code replacementId} in the place of this one, in one step. */
    @LeastRole(Role.EDITOR)
    @PutMapping("/replacement/{replacementId}")
    @Operation(
            operationId = "replaceBandwidthPlan",
            summary = "Replace a bandwidth plan by another")
    Mono<ResponseEntity<AcceleratorView>> replace(
            @Performs(ReplacePlan.class) ChangeOptions options,
            @PathVariable String id,
            @PathVariable String planId,
            @PathVariable String replacementId) {
        return changed(
                options, id, new ReplacePlan(PathIds.plan(planId), PathIds.plan(replacementId)));
    }

    private Mono<ResponseEntity<AcceleratorView>> changed(
            ChangeOptions options, String id, AcceleratorCommand command) {
        return changes.change(PathIds.accelerator(id), options, command).flatMap(this::answer);
    }

    private Mono<ResponseEntity<AcceleratorView>> answer(AcceleratorImage image) {
        return queries.changed(image)
                .map(view -> ResponseEntity.ok().eTag(Revisions.etag(view.revision())).body(view));
    }
}
