package io.sixlane.provisioning.acceleratorapi;

import static io.sixlane.provisioning.acceleratorapi.AcceleratorController.etag;

import io.sixlane.configuration.accelerator.EndpointGroup;
import io.sixlane.configuration.accelerator.EndpointId;
import io.sixlane.configuration.identity.Role;
import io.sixlane.configuration.image.AcceleratorImage;
import io.sixlane.http.body.JsonBody;
import io.sixlane.http.request.Caller;
import io.sixlane.http.request.LeastRole;
import io.sixlane.provisioning.accelerator.AcceleratorCommand.AddEndpoint;
import io.sixlane.provisioning.accelerator.AcceleratorCommand.ChangeEndpoint;
import io.sixlane.provisioning.accelerator.AcceleratorCommand.RemoveEndpoint;
import io.sixlane.provisioning.accelerator.AcceleratorCommand.ReplaceEndpoints;
import io.sixlane.provisioning.change.AcceleratorChanges;
import io.sixlane.provisioning.change.Performs;
import io.sixlane.provisioning.decision.RejectedException;
import io.sixlane.provisioning.decision.Rejection.OfConfiguration.EndpointNotFound;
import io.sixlane.provisioning.request.ChangeOptions;
import io.sixlane.provisioning.request.PathIds;
import io.swagger.v3.oas.annotations.Operation;
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
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** The endpoints of a group. */
@RestController
@LeastRole(Role.VIEWER)
@RequestMapping("/v1/accelerators/{id}/listeners/{listenerId}/endpoint-groups/{groupId}/endpoints")
class EndpointController {
    private final AcceleratorChanges changes;
    private final AcceleratorQueries queries;
    private final CommandReader reader = new CommandReader();

    EndpointController(AcceleratorChanges changes, AcceleratorQueries queries) {
        this.changes = changes;
        this.queries = queries;
    }

    @LeastRole(Role.EDITOR)
    @PutMapping
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            content = @Content(schema = @Schema(ref = "EndpointsRequest")))
    @Operation(operationId = "replaceEndpoints", summary = "Replace the endpoints of a group")
    Mono<ResponseEntity<EndpointGroupView>> replace(
            @Performs(ReplaceEndpoints.class) ChangeOptions options,
            @PathVariable String id,
            @PathVariable String listenerId,
            @PathVariable String groupId,
            @RequestBody(required = false) byte @Nullable [] body) {
        var listener = PathIds.listener(listenerId);
        var group = PathIds.endpointGroup(groupId);
        var command =
                JsonBody.read(body, fields -> reader.replaceEndpoints(listener, group, fields));
        return changes.change(PathIds.accelerator(id), options, command)
                .map(image -> EndpointGroupController.answer(image, group));
    }

    @LeastRole(Role.EDITOR)
    @PostMapping
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            content = @Content(schema = @Schema(ref = "EndpointRequest")))
    @ApiResponse(responseCode = "201", description = "Created", useReturnTypeSchema = true)
    Mono<ResponseEntity<EndpointView>> add(
            @Performs(AddEndpoint.class) ChangeOptions options,
            @PathVariable String id,
            @PathVariable String listenerId,
            @PathVariable String groupId,
            @RequestBody(required = false) byte @Nullable [] body) {
        var listener = PathIds.listener(listenerId);
        var group = PathIds.endpointGroup(groupId);
        var command = JsonBody.read(body, fields -> reader.addEndpoint(listener, group, fields));
        var endpoint = command.endpoint();
        return changes.change(PathIds.accelerator(id), options, command)
                .map(
                        image ->
                                ResponseEntity.created(
                                                URI.create(
                                                        "%s/endpoint-groups/%s/endpoints/%s"
                                                                .formatted(
                                                                        ListenerController.location(
                                                                                image, listener),
                                                                        group,
                                                                        endpoint.id())))
                                        .eTag(etag(image))
                                        .body(EndpointView.of(endpoint)));
    }

    /** With the ETag of its accelerator, which every change of it is made for. */
    @GetMapping("/{endpointId}")
    Mono<ResponseEntity<EndpointView>> find(
            Caller caller,
            @PathVariable String id,
            @PathVariable String listenerId,
            @PathVariable String groupId,
            @PathVariable String endpointId) {
        var listener = PathIds.listener(listenerId);
        var group = PathIds.endpointGroup(groupId);
        var endpoint = PathIds.endpoint(endpointId);
        return queries.image(PathIds.accelerator(id), caller.account())
                .map(
                        image ->
                                answer(
                                        image,
                                        EndpointGroupController.find(image, listener, group),
                                        endpoint));
    }

    /** Its weight, port and state. */
    @LeastRole(Role.EDITOR)
    @PatchMapping("/{endpointId}")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            content = @Content(schema = @Schema(ref = "EndpointChange")))
    Mono<ResponseEntity<EndpointView>> change(
            @Performs(ChangeEndpoint.class) ChangeOptions options,
            @PathVariable String id,
            @PathVariable String listenerId,
            @PathVariable String groupId,
            @PathVariable String endpointId,
            @RequestBody(required = false) byte @Nullable [] body) {
        var listener = PathIds.listener(listenerId);
        var group = PathIds.endpointGroup(groupId);
        var endpoint = PathIds.endpoint(endpointId);
        var command =
                JsonBody.read(
                        body, fields -> reader.changeEndpoint(listener, group, endpoint, fields));
        return changes.change(PathIds.accelerator(id), options, command)
                .map(
                        image ->
                                answer(
                                        image,
                                        EndpointGroupController.find(image, listener, group),
                                        endpoint));
    }

    @LeastRole(Role.EDITOR)
    @DeleteMapping("/{endpointId}")
    Mono<ResponseEntity<Void>> remove(
            @Performs(RemoveEndpoint.class) ChangeOptions options,
            @PathVariable String id,
            @PathVariable String listenerId,
            @PathVariable String groupId,
            @PathVariable String endpointId) {
        var command =
                new RemoveEndpoint(
                        PathIds.listener(listenerId),
                        PathIds.endpointGroup(groupId),
                        PathIds.endpoint(endpointId));
        return changes.change(PathIds.accelerator(id), options, command)
                .map(image -> ResponseEntity.noContent().eTag(etag(image)).build());
    }

    private static ResponseEntity<EndpointView> answer(
            AcceleratorImage image, EndpointGroup group, EndpointId id) {
        return group.endpoints().stream()
                .filter(endpoint -> endpoint.id().equals(id))
                .findFirst()
                .map(
                        endpoint ->
                                ResponseEntity.ok()
                                        .eTag(etag(image))
                                        .body(EndpointView.of(endpoint)))
                .orElseThrow(() -> new RejectedException(new EndpointNotFound(id.text())));
    }
}
