package io.sixlane.provisioning.subscription;

import io.sixlane.configuration.accelerator.AcceleratorId;
import io.sixlane.configuration.identity.Role;
import io.sixlane.http.request.LeastRole;
import io.sixlane.http.request.Revisions;
import io.sixlane.provisioning.request.ChangeOptions;
import io.sixlane.provisioning.request.PathIds;
import io.swagger.v3.oas.annotations.Operation;
import java.time.Instant;
import java.util.List;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Suspended accelerators of all accounts, for operators. */
@RestController
@LeastRole(Role.OPERATOR)
class SuspensionController {
    /** The most suspensions in one answer. */
    static final int MOST = 200;

    private final SuspensionViewRepository suspensions;
    private final Resumptions resumptions;

    SuspensionController(SuspensionViewRepository suspensions, Resumptions resumptions) {
        this.suspensions = suspensions;
        this.resumptions = resumptions;
    }

    /**
     * @param expiresAt end of the paid term; later than {@code since} after a mistake
     */
    record Suspended(
            AcceleratorId acceleratorId, String account, Instant since, Instant expiresAt) {}

    /**
     * @param items the latest suspensions first, at most 200
     * @param more suspended accelerators that are left out
     */
    record Suspensions(List<Suspended> items, long more) {}

    /** The suspended accelerators, for operators. */
    @GetMapping("/v1/suspensions")
    @Operation(operationId = "listSuspensions", summary = "List suspensions")
    Mono<Suspensions> list() {
        return Mono.zip(suspensions.latest(MOST).collectList(), suspensions.count())
                .map(
                        found ->
                                new Suspensions(
                                        found.getT1(),
                                        Math.max(0, found.getT2() - found.getT1().size())));
    }

    /**
     * @param revision of the accelerator afterwards
     */
    record Resumed(AcceleratorId acceleratorId, long revision) {}

    /** Takes back a suspension that was a mistake, for operators: the term is not over. */
    @PostMapping("/v1/accelerators/{id}/resumption")
    @Operation(operationId = "resumeAccelerator", summary = "Undo a suspension")
    Mono<ResponseEntity<Resumed>> resume(ChangeOptions options, @PathVariable String id) {
        var accelerator = PathIds.accelerator(id);
        return resumptions
                .resume(accelerator, options)
                .map(
                        revision ->
                                ResponseEntity.ok()
                                        .eTag(Revisions.etag(revision))
                                        .body(new Resumed(accelerator, revision)));
    }
}
