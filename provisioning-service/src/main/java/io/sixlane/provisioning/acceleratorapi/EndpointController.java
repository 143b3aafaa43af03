package io.sixlane.provisioning.acceleratorapi;

import io.sixlane.configuration.accelerator.EndpointGroup;
import io.sixlane.http.body.JsonBody;
import io.sixlane.provisioning.accelerator.AcceleratorCommand.AddEndpoint;
import io.sixlane.provisioning.accelerator.AcceleratorCommand.ChangeEndpoint;
import io.sixlane.provisioning.accelerator.AcceleratorCommand.RemoveEndpoint;
import io.sixlane.provisioning.accelerator.AcceleratorCommand.ReplaceEndpoints;
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
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** The endpoints of a group; each answer is the whole group. */
@RestController
@RequestMapping("/v1/accelerators/{id}/listeners/{listenerId}/endpoint-groups/{groupId}/endpoints")
class EndpointController {
    private final AcceleratorChanges changes;
    private final CommandReader reader = new CommandReader();

    EndpointController(AcceleratorChanges changes) {
        this.changes = changes;
    }

    @PutMapping
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            content = @Content(schema = @Schema(ref = "EndpointsRequest")))
    @Operation(operationId = "replaceEndpoints", summary = "Replace the endpoints of a group")
    Mono<ResponseEntity<EndpointGroup>> replace(
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

    @PostMapping
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            content = @Content(schema = @Schema(ref = "EndpointRequest")))
    Mono<ResponseEntity<EndpointGroup>> add(
            @Performs(AddEndpoint.class) ChangeOptions options,
            @PathVariable String id,
            @PathVariable String listenerId,
            @PathVariable String groupId,
            @RequestBody(required = false) byte @Nullable [] body) {
        var listener = PathIds.listener(listenerId);
        var group = PathIds.endpointGroup(groupId);
        var command = JsonBody.read(body, fields -> reader.addEndpoint(listener, group, fields));
        return changes.change(PathIds.accelerator(id), options, command)
                .map(image -> EndpointGroupController.answer(image, group));
    }

    /** Its weight. */
    @PatchMapping("/{endpointId}")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            content = @Content(schema = @Schema(ref = "WeightRequest")))
    Mono<ResponseEntity<EndpointGroup>> change(
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
                .map(image -> EndpointGroupController.answer(image, group));
    }

    @DeleteMapping("/{endpointId}")
    Mono<ResponseEntity<EndpointGroup>> remove(
            @Performs(RemoveEndpoint.class) ChangeOptions options,
            @PathVariable String id,
            @PathVariable String listenerId,
            @PathVariable String groupId,
            @PathVariable String endpointId) {
        var group = PathIds.endpointGroup(groupId);
        var command =
                new RemoveEndpoint(
                        PathIds.listener(listenerId), group, PathIds.endpoint(endpointId));
        return changes.change(PathIds.accelerator(id), options, command)
                .map(image -> EndpointGroupController.answer(image, group));
    }
}
