package io.sixlane.provisioning.acceleratorapi;

import static io.sixlane.provisioning.acceleratorapi.AcceleratorController.etag;

import io.sixlane.configuration.accelerator.EndpointGroup;
import io.sixlane.configuration.accelerator.EndpointGroupId;
import io.sixlane.configuration.accelerator.ListenerId;
import io.sixlane.configuration.identity.Role;
import io.sixlane.configuration.image.AcceleratorImage;
import io.sixlane.http.body.JsonBody;
import io.sixlane.http.request.Caller;
import io.sixlane.http.request.LeastRole;
import io.sixlane.provisioning.accelerator.AcceleratorCommand.AddEndpointGroup;
import io.sixlane.provisioning.accelerator.AcceleratorCommand.ChangeEndpointGroup;
import io.sixlane.provisioning.accelerator.AcceleratorCommand.RemoveEndpointGroup;
import io.sixlane.provisioning.accelerator.ListenerRules;
import io.sixlane.provisioning.change.AcceleratorChanges;
import io.sixlane.provisioning.change.Performs;
import io.sixlane.provisioning.decision.RejectedException;
import io.sixlane.provisioning.decision.Rejection.EndpointGroupNotFound;
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

/** Endpoint groups. */
@RestController
@LeastRole(Role.VIEWER)
@RequestMapping("/v1/accelerators/{id}/listeners/{listenerId}/endpoint-groups")
class EndpointGroupController {
    private final AcceleratorChanges changes;
    private final AcceleratorQueries queries;
    private final CommandReader reader = new CommandReader();

    EndpointGroupController(AcceleratorChanges changes, AcceleratorQueries queries) {
        this.changes = changes;
        this.queries = queries;
    }

    @LeastRole(Role.EDITOR)
    @PostMapping
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            content = @Content(schema = @Schema(ref = "EndpointGroupRequest")))
    @ApiResponse(responseCode = "201", description = "Created", useReturnTypeSchema = true)
    Mono<ResponseEntity<EndpointGroupView>> add(
            @Performs(AddEndpointGroup.class) ChangeOptions options,
            @PathVariable String id,
            @PathVariable String listenerId,
            @RequestBody(required = false) byte @Nullable [] body) {
        var listener = PathIds.listener(listenerId);
        var command = JsonBody.read(body, fields -> reader.addEndpointGroup(listener, fields));
        var group = command.group();
        return changes.change(PathIds.accelerator(id), options, command)
                .map(
                        image ->
                                ResponseEntity.created(
                                                URI.create(
                                                        ListenerController.location(image, listener)
                                                                + "/endpoint-groups/"
                                                                + group.id()))
                                        .eTag(etag(image))
                                        .body(EndpointGroupView.of(group)));
    }

    /** Answers with the ETag of its accelerator, which every change of the group must match. */
    @GetMapping("/{groupId}")
    Mono<ResponseEntity<EndpointGroupView>> find(
            Caller caller,
            @PathVariable String id,
            @PathVariable String listenerId,
            @PathVariable String groupId) {
        var listener = PathIds.listener(listenerId);
        var group = PathIds.endpointGroup(groupId);
        return queries.image(PathIds.accelerator(id), caller.account())
                .map(
                        image ->
                                ResponseEntity.ok()
                                        .eTag(etag(image))
                                        .body(EndpointGroupView.of(find(image, listener, group))));
    }

    static EndpointGroup find(AcceleratorImage image, ListenerId listenerId, EndpointGroupId id) {
        return ListenerRules.find(image, listenerId)
                .orElseThrow(() -> new RejectedException(new ListenerNotFound(listenerId.text())))
                .endpointGroups()
                .stream()
                .filter(group -> group.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new RejectedException(new EndpointGroupNotFound(id.text())));
    }

    @LeastRole(Role.EDITOR)
    @PatchMapping("/{groupId}")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            content = @Content(schema = @Schema(ref = "EndpointGroupChange")))
    Mono<ResponseEntity<EndpointGroupView>> change(
            @Performs(ChangeEndpointGroup.class) ChangeOptions options,
            @PathVariable String id,
            @PathVariable String listenerId,
            @PathVariable String groupId,
            @RequestBody(required = false) byte @Nullable [] body) {
        var group = PathIds.endpointGroup(groupId);
        var command =
                JsonBody.read(
                        body,
                        fields ->
                                reader.changeEndpointGroup(
                                        PathIds.listener(listenerId), group, fields));
        return changes.change(PathIds.accelerator(id), options, command)
                .map(image -> answer(image, group));
    }

    @LeastRole(Role.EDITOR)
    @DeleteMapping("/{groupId}")
    Mono<ResponseEntity<Void>> remove(
            @Performs(RemoveEndpointGroup.class) ChangeOptions options,
            @PathVariable String id,
            @PathVariable String listenerId,
            @PathVariable String groupId,
            @RequestParam(defaultValue = "false") boolean cascade) {
        return changes.change(
                        PathIds.accelerator(id),
                        options,
                        new RemoveEndpointGroup(
                                PathIds.listener(listenerId),
                                PathIds.endpointGroup(groupId),
                                cascade))
                .map(image -> ResponseEntity.noContent().eTag(etag(image)).build());
    }

    static ResponseEntity<EndpointGroupView> answer(AcceleratorImage image, EndpointGroupId id) {
        return ResponseEntity.ok().eTag(etag(image)).body(EndpointGroupView.of(find(image, id)));
    }

    private static EndpointGroup find(AcceleratorImage image, EndpointGroupId id) {
        return image.listeners().stream()
                .flatMap(listener -> listener.endpointGroups().stream())
                .filter(group -> group.id().equals(id))
                .findFirst()
                .orElseThrow();
    }
}
