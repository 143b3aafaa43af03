package io.sixlane.provisioning.acceleratorapi;

import io.sixlane.configuration.identity.Role;
import io.sixlane.configuration.image.AcceleratorImage;
import io.sixlane.configuration.json.ConfigurationJson;
import io.sixlane.http.body.JsonBody;
import io.sixlane.http.request.Caller;
import io.sixlane.http.request.LeastRole;
import io.sixlane.http.request.Revisions;
import io.sixlane.provisioning.accelerator.AcceleratorCommand.BindPlan;
import io.sixlane.provisioning.accelerator.AcceleratorCommand.Delete;
import io.sixlane.provisioning.accelerator.AcceleratorCommand.Rename;
import io.sixlane.provisioning.accelerator.AcceleratorCommand.SetAutoRenewal;
import io.sixlane.provisioning.change.AcceleratorChanges;
import io.sixlane.provisioning.change.Performs;
import io.sixlane.provisioning.request.ChangeOptions;
import io.sixlane.provisioning.request.PathIds;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Accelerators and their plan. */
@RestController
@LeastRole(Role.VIEWER)
@RequestMapping("/v1/accelerators")
class AcceleratorController {
    private final AcceleratorChanges changes;
    private final AcceleratorQueries queries;
    private final CommandReader reader = new CommandReader();

    AcceleratorController(AcceleratorChanges changes, AcceleratorQueries queries) {
        this.changes = changes;
        this.queries = queries;
    }

    @GetMapping("/{id}")
    @Operation(
            operationId = "findAccelerator",
            summary = "Show an accelerator, now or at an earlier moment")
    Mono<ResponseEntity<AcceleratorView>> find(Caller caller, @PathVariable String id) {
        return queries.find(PathIds.accelerator(id), caller.account())
                .map(view -> ResponseEntity.ok().eTag(tagOfAll(view)).body(view));
    }

    @LeastRole(Role.EDITOR)
    @PatchMapping("/{id}")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            content = @Content(schema = @Schema(ref = "Rename")))
    Mono<ResponseEntity<AcceleratorView>> rename(
            @Performs(Rename.class) ChangeOptions options,
            @PathVariable String id,
            @RequestBody(required = false) byte @Nullable [] body) {
        var command = JsonBody.read(body, reader::rename);
        return changes.change(PathIds.accelerator(id), options, command)
                .flatMap(queries::changed)
                .map(AcceleratorController::withEtag);
    }

    /** Without the field, or with null, it renews as the installation does. */
    @LeastRole(Role.EDITOR)
    @PutMapping("/{id}/auto-renewal")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            content = @Content(schema = @Schema(ref = "AutoRenewalRequest")))
    @Operation(
            operationId = "setAutoRenewal",
            summary = "Choose whether an accelerator renews a day before its term ends")
    Mono<ResponseEntity<AcceleratorView>> setAutoRenewal(
            @Performs(SetAutoRenewal.class) ChangeOptions options,
            @PathVariable String id,
            @RequestBody(required = false) byte @Nullable [] body) {
        var command = JsonBody.read(body, reader::setAutoRenewal);
        return changes.change(PathIds.accelerator(id), options, command)
                .flatMap(queries::changed)
                .map(AcceleratorController::withEtag);
    }

    @LeastRole(Role.EDITOR)
    @DeleteMapping("/{id}")
    Mono<ResponseEntity<Void>> delete(
            @Performs(Delete.class) ChangeOptions options,
            @PathVariable String id,
            @RequestParam(defaultValue = "false") boolean cascade) {
        return changes.change(PathIds.accelerator(id), options, new Delete(cascade))
                .thenReturn(ResponseEntity.noContent().build());
    }

    @LeastRole(Role.EDITOR)
    @PutMapping("/{id}/bandwidth-plans/{planId}")
    @Operation(operationId = "bindBandwidthPlan", summary = "Bind a bandwidth plan")
    Mono<ResponseEntity<AcceleratorView>> bind(
            @Performs(BindPlan.class) ChangeOptions options,
            @PathVariable String id,
            @PathVariable String planId) {
        return changes.change(PathIds.accelerator(id), options, new BindPlan(PathIds.plan(planId)))
                .flatMap(queries::changed)
                .map(AcceleratorController::withEtag);
    }

    /** Covers the conditions too, which change without the revision. */
    private static String tagOfAll(AcceleratorView view) {
        return Revisions.etag(view.revision(), ConfigurationJson.write(view));
    }

    private static ResponseEntity<AcceleratorView> withEtag(AcceleratorView view) {
        return ResponseEntity.ok().eTag(Revisions.etag(view.revision())).body(view);
    }

    static String etag(AcceleratorImage image) {
        return Revisions.etag(image.revision());
    }
}
