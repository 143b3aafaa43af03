package io.sixlane.provisioning.changeset;

import io.sixlane.configuration.identity.Role;
import io.sixlane.http.body.JsonBody;
import io.sixlane.http.request.LeastRole;
import io.sixlane.http.request.Revisions;
import io.sixlane.provisioning.accelerator.AcceleratorCommand;
import io.sixlane.provisioning.accelerator.Cause;
import io.sixlane.provisioning.accelerator.ChangeDraft;
import io.sixlane.provisioning.acceleratorapi.AcceleratorQueries;
import io.sixlane.provisioning.acceleratorapi.AcceleratorView;
import io.sixlane.provisioning.change.AcceleratorChanges;
import io.sixlane.provisioning.change.Performs;
import io.sixlane.provisioning.decision.Decision.Rejected;
import io.sixlane.provisioning.decision.RejectedException;
import io.sixlane.provisioning.decision.Rejection;
import io.sixlane.provisioning.decision.Rejection.OfHistory.RefusedInSet;
import io.sixlane.provisioning.request.ChangeOptions;
import io.sixlane.provisioning.request.PathIds;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Several changes of one accelerator in one request. */
@RestController
@LeastRole(Role.VIEWER)
class ChangeSetController {
    private final AcceleratorChanges changes;

    private final AcceleratorQueries accelerators;

    ChangeSetController(AcceleratorChanges changes, AcceleratorQueries accelerators) {
        this.changes = changes;
        this.accelerators = accelerators;
    }

    /**
     * @param ids what the names that the request gave stand for
     * @param accelerator after the changes
     */
    record Applied(long revision, Map<String, String> ids, AcceleratorView accelerator) {}

    /** 204 when the set deletes the accelerator. */
    @LeastRole(Role.EDITOR)
    @PostMapping("/v1/accelerators/{id}/change-sets")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            content = @Content(schema = @Schema(ref = "ChangeSetRequest")))
    Mono<ResponseEntity<Applied>> apply(
            @Performs(AcceleratorCommand.class) ChangeOptions options,
            @PathVariable String id,
            @RequestBody(required = false) byte @Nullable [] body) {
        var request = JsonBody.read(body, ChangeSetRequest::read);
        return changes.change(
                        PathIds.accelerator(id),
                        options.because(request.reason()),
                        _ -> request.changes(),
                        draft -> run(request.changes(), draft),
                        ChangeSetController::inSet)
                .flatMap(accelerators::changed)
                .map(
                        view ->
                                ResponseEntity.ok()
                                        .eTag(Revisions.etag(view.revision()))
                                        .body(new Applied(view.revision(), request.ids(), view)))
                .defaultIfEmpty(ResponseEntity.noContent().build());
    }

    private static void run(List<AcceleratorCommand> commands, ChangeDraft draft) {
        for (var i = 0; i < commands.size(); i++) {
            if (draft.run(commands.get(i)) instanceof Rejected(var reason)) {
                throw new RejectedException(new RefusedInSet(i, reason));
            }
        }
    }

    /** Adds the change that causes the refusal, if it is a single one. */
    private static Rejection inSet(ChangeDraft draft, Rejection reason) {
        return Cause.of(draft, reason)
                .<Rejection>map(index -> new RefusedInSet(index, reason))
                .orElse(reason);
    }
}
