package io.sixlane.provisioning.history;

import io.sixlane.configuration.identity.Role;
import io.sixlane.configuration.image.AcceleratorImage;
import io.sixlane.configuration.json.ConfigurationJson;
import io.sixlane.http.body.JsonBody;
import io.sixlane.http.request.Caller;
import io.sixlane.http.request.LeastRole;
import io.sixlane.http.request.Page;
import io.sixlane.http.request.Revisions;
import io.sixlane.provisioning.accelerator.AcceleratorCommand;
import io.sixlane.provisioning.acceleratorapi.AcceleratorQueries;
import io.sixlane.provisioning.acceleratorapi.AcceleratorView;
import io.sixlane.provisioning.change.Performs;
import io.sixlane.provisioning.request.ChangeOptions;
import io.sixlane.provisioning.request.PathIds;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** The past of an accelerator, and the ways back to it. */
@RestController
@LeastRole(Role.VIEWER)
@RequestMapping("/v1/accelerators/{id}")
class HistoryController {
    private final AcceleratorHistory history;
    private final Rollbacks rollbacks;
    private final Confirmations confirmations;
    private final AcceleratorQueries accelerators;

    HistoryController(
            AcceleratorHistory history,
            Rollbacks rollbacks,
            Confirmations confirmations,
            AcceleratorQueries accelerators) {
        this.accelerators = accelerators;
        this.history = history;
        this.rollbacks = rollbacks;
        this.confirmations = confirmations;
    }

    @GetMapping("/events")
    @Operation(operationId = "listEvents", summary = "List the events of an accelerator")
    Mono<Page<HistoryEntry>> events(
            Caller caller,
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String from,
            @RequestParam(required = false) @Nullable String to,
            @RequestParam(defaultValue = "50") int limit,
            @RequestParam(defaultValue = "1") String pageToken) {
        if (!Moment.REVISION.matcher(pageToken).matches()) {
            throw Page.badToken();
        }
        return history.events(
                PathIds.accelerator(id),
                caller.account(),
                Optional.ofNullable(from).map(text -> Moment.parse("from", text)),
                Optional.ofNullable(to).map(text -> Moment.parse("to", text)),
                Long.parseLong(pageToken),
                Page.checkedLimit(limit));
    }

    /** The image as relays got it then. */
    @GetMapping(params = "at")
    @Operation(
            operationId = "findAccelerator",
            summary = "Show an accelerator, now or at an earlier moment")
    Mono<JsonNode> at(Caller caller, @PathVariable String id, @RequestParam String at) {
        return history.at(PathIds.accelerator(id), caller.account(), Moment.parse("at", at))
                .map(image -> ConfigurationJson.mapper().valueToTree(image));
    }

    @GetMapping("/diff")
    @Operation(
            operationId = "compareRevisions",
            summary = "Compare two revisions of an accelerator")
    Mono<DifferenceView> difference(
            Caller caller,
            @PathVariable String id,
            @RequestParam String from,
            @RequestParam String to) {
        return history.difference(
                PathIds.accelerator(id),
                caller.account(),
                Moment.parse("from", from),
                Moment.parse("to", to));
    }

    @LeastRole(Role.EDITOR)
    @PostMapping("/rollback")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            content = @Content(schema = @Schema(ref = "RollbackRequest")))
    @Operation(operationId = "rollBack", summary = "Roll an accelerator back to a revision")
    Mono<ResponseEntity<AcceleratorView>> rollback(
            @Performs(AcceleratorCommand.class) ChangeOptions options,
            @PathVariable String id,
            @RequestBody(required = false) byte @Nullable [] body) {
        var request = JsonBody.read(body, RollbackRequest::read);
        return rollbacks
                .rollBack(PathIds.accelerator(id), request.toRevision(), options)
                .flatMap(this::changed);
    }

    @LeastRole(Role.EDITOR)
    @PostMapping("/confirm")
    @Operation(operationId = "confirmChange", summary = "Confirm a change")
    Mono<ResponseEntity<AcceleratorView>> confirm(ChangeOptions options, @PathVariable String id) {
        return confirmations.confirm(PathIds.accelerator(id), options).flatMap(this::changed);
    }

    private Mono<ResponseEntity<AcceleratorView>> changed(AcceleratorImage image) {
        return accelerators
                .changed(image)
                .map(view -> ResponseEntity.ok().eTag(Revisions.etag(view.revision())).body(view));
    }
}
