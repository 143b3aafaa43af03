package io.sixlane.provisioning.accelerator;

import static io.sixlane.provisioning.accelerator.AcceleratorController.etag;
import static io.sixlane.provisioning.request.RequestHeaders.actor;
import static io.sixlane.provisioning.request.RequestHeaders.ifMatch;

import io.sixlane.configuration.accelerator.EndpointGroup;
import io.sixlane.configuration.accelerator.EndpointGroupId;
import io.sixlane.configuration.accelerator.Listener;
import io.sixlane.configuration.accelerator.ListenerId;
import io.sixlane.configuration.image.AcceleratorImage;
import io.sixlane.provisioning.accelerator.AcceleratorCommand.AddEndpointGroup;
import io.sixlane.provisioning.accelerator.AcceleratorCommand.AddListener;
import io.sixlane.provisioning.accelerator.AcceleratorCommand.RemoveListener;
import io.sixlane.provisioning.accelerator.AcceleratorCommand.ReplaceEndpoints;
import io.sixlane.provisioning.request.Identifiers;
import io.sixlane.provisioning.request.JsonFields;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

import reactor.core.publisher.Mono;

import java.net.URI;

/** Listeners, endpoint groups and endpoints. */
@RestController
@RequestMapping("/v1/accelerators/{id}/listeners")
class ListenerController {
    private final AcceleratorChanges changes;
    private final Identifiers identifiers = new Identifiers();

    ListenerController(AcceleratorChanges changes) {
        this.changes = changes;
    }

    @PostMapping
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            content = @Content(schema = @Schema(implementation = ListenerRequest.class)))
    Mono<ResponseEntity<Listener>> add(
            @RequestHeader HttpHeaders headers,
            @PathVariable String id,
            @RequestBody(required = false) byte @Nullable [] body) {
        var listener =
                JsonFields.read(body, ListenerRequest::read)
                        .listener(new ListenerId(identifiers.next(ListenerId.PREFIX)));
        return changes.change(
                        PathIds.accelerator(id),
                        actor(headers),
                        ifMatch(headers),
                        new AddListener(listener))
                .map(image -> created(image, listener.id(), "", listener));
    }

    @DeleteMapping("/{listenerId}")
    Mono<ResponseEntity<Void>> remove(
            @RequestHeader HttpHeaders headers,
            @PathVariable String id,
            @PathVariable String listenerId) {
        return changes.change(
                        PathIds.accelerator(id),
                        actor(headers),
                        ifMatch(headers),
                        new RemoveListener(PathIds.listener(listenerId)))
                .map(image -> ResponseEntity.noContent().eTag(etag(image)).build());
    }

    @PostMapping("/{listenerId}/endpoint-groups")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            content = @Content(schema = @Schema(implementation = EndpointGroupRequest.class)))
    Mono<ResponseEntity<EndpointGroup>> addEndpointGroup(
            @RequestHeader HttpHeaders headers,
            @PathVariable String id,
            @PathVariable String listenerId,
            @RequestBody(required = false) byte @Nullable [] body) {
        var listener = PathIds.listener(listenerId);
        var group = JsonFields.read(body, EndpointGroupRequest::read).group(identifiers);
        return changes.change(
                        PathIds.accelerator(id),
                        actor(headers),
                        ifMatch(headers),
                        new AddEndpointGroup(listener, group))
                .map(image -> created(image, listener, "/endpoint-groups/" + group.id(), group));
    }

    @PutMapping("/{listenerId}/endpoint-groups/{groupId}/endpoints")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            content = @Content(schema = @Schema(implementation = EndpointsRequest.class)))
    Mono<ResponseEntity<EndpointGroup>> replaceEndpoints(
            @RequestHeader HttpHeaders headers,
            @PathVariable String id,
            @PathVariable String listenerId,
            @PathVariable String groupId,
            @RequestBody(required = false) byte @Nullable [] body) {
        var endpoints =
                JsonFields.read(body, EndpointsRequest::read).endpoints().stream()
                        .map(endpoint -> endpoint.endpoint(identifiers))
                        .toList();
        var group = PathIds.endpointGroup(groupId);
        return changes.change(
                        PathIds.accelerator(id),
                        actor(headers),
                        ifMatch(headers),
                        new ReplaceEndpoints(PathIds.listener(listenerId), group, endpoints))
                .map(image -> ResponseEntity.ok().eTag(etag(image)).body(find(image, group)));
    }

    private static <T> ResponseEntity<T> created(
            AcceleratorImage image, ListenerId listener, String under, T body) {
        var location = "/v1/accelerators/" + image.id() + "/listeners/" + listener + under;
        return ResponseEntity.created(URI.create(location)).eTag(etag(image)).body(body);
    }

    private static EndpointGroup find(AcceleratorImage image, EndpointGroupId id) {
        return image.listeners().stream()
                .flatMap(listener -> listener.endpointGroups().stream())
                .filter(group -> group.id().equals(id))
                .findFirst()
                .orElseThrow();
    }
}
