package io.sixlane.provisioning.acceleratorapi;

import static io.sixlane.provisioning.acceleratorapi.AcceleratorController.etag;

import io.sixlane.configuration.accelerator.ListenerId;
import io.sixlane.configuration.identity.Role;
import io.sixlane.configuration.image.AcceleratorImage;
import io.sixlane.http.body.JsonBody;
import io.sixlane.http.request.Caller;
import io.sixlane.http.request.LeastRole;
import io.sixlane.provisioning.accelerator.AcceleratorCommand.AddListener;
import io.sixlane.provisioning.accelerator.AcceleratorCommand.ChangeListener;
import io.sixlane.provisioning.accelerator.AcceleratorCommand.RemoveListener;
import io.sixlane.provisioning.accelerator.ListenerRules;
import io.sixlane.provisioning.change.AcceleratorChanges;
import io.sixlane.provisioning.change.Performs;
import io.sixlane.provisioning.decision.RejectedException;
import io.sixlane.provisioning.decision.Rejection.ListenerNotFound;
import io.sixlane.provisioning.request.ChangeOptions;
import io.sixlane.provisioning.request.PathIds;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Listeners. */
@RestController
@LeastRole(Role.VIEWER)
@RequestMapping("/v1/accelerators/{id}/listeners")
class ListenerController {
    private final AcceleratorChanges changes;
    private final AcceleratorQueries queries;
    private final CommandReader reader = new CommandReader();

    ListenerController(AcceleratorChanges changes, AcceleratorQueries queries) {
        this.changes = changes;
        this.queries = queries;
    }

    @LeastRole(Role.EDITOR)
    @PostMapping
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            content = @Content(schema = @Schema(ref = "ListenerRequest")))
    @ApiResponse(responseCode = "201", description = "Created", useReturnTypeSchema = true)
    Mono<ResponseEntity<ListenerView>> add(
            @Performs(AddListener.class) ChangeOptions options,
            @PathVariable String id,
            @RequestBody(required = false) byte @Nullable [] body) {
        var command = JsonBody.read(body, reader::addListener);
        var listener = command.listener();
        return changes.change(PathIds.accelerator(id), options, command)
                .map(
                        image ->
                                ResponseEntity.created(location(image, listener.id()))
                                        .eTag(etag(image))
                                        .body(ListenerView.of(listener)));
    }

    /** Answers with the ETag of the listener's accelerator. */
    @GetMapping("/{listenerId}")
    Mono<ResponseEntity<ListenerView>> find(
            Caller caller, @PathVariable String id, @PathVariable String listenerId) {
        var listener = PathIds.listener(listenerId);
        return queries.image(PathIds.accelerator(id), caller.account())
                .map(image -> ResponseEntity.ok().eTag(etag(image)).body(find(image, listener)));
    }

    @LeastRole(Role.EDITOR)
    @PatchMapping("/{listenerId}")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            content = @Content(schema = @Schema(ref = "ListenerChange")))
    Mono<ResponseEntity<ListenerView>> change(
            @Performs(ChangeListener.class) ChangeOptions options,
            @PathVariable String id,
            @PathVariable String listenerId,
            @RequestBody(required = false) byte @Nullable [] body) {
        var listener = PathIds.listener(listenerId);
        var command = JsonBody.read(body, fields -> reader.changeListener(listener, fields));
        return changes.change(PathIds.accelerator(id), options, command)
                .map(image -> ResponseEntity.ok().eTag(etag(image)).body(find(image, listener)));
    }

    @LeastRole(Role.EDITOR)
    @DeleteMapping("/{listenerId}")
    Mono<ResponseEntity<Void>> remove(
            @Performs(RemoveListener.class) ChangeOptions options,
            @PathVariable String id,
            @PathVariable String listenerId,
            @RequestParam(defaultValue = "false") boolean cascade) {
        return changes.change(
                        PathIds.accelerator(id),
                        options,
                        new RemoveListener(PathIds.listener(listenerId), cascade))
                .map(image -> ResponseEntity.noContent().eTag(etag(image)).build());
    }

    static URI location(AcceleratorImage image, ListenerId listener) {
        return URI.create("/v1/accelerators/" + image.id() + "/listeners/" + listener);
    }

    private static ListenerView find(AcceleratorImage image, ListenerId id) {
        return ListenerRules.find(image, id)
                .map(ListenerView::of)
                .orElseThrow(() -> new RejectedException(new ListenerNotFound(id.text())));
    }
}
