package io.sixlane.provisioning.acceleratorapi;

import static io.sixlane.provisioning.acceleratorapi.AcceleratorController.etag;

import io.sixlane.configuration.accelerator.AccessList;
import io.sixlane.configuration.accelerator.ListenerId;
import io.sixlane.configuration.identity.Role;
import io.sixlane.http.body.JsonBody;
import io.sixlane.http.problem.MalformedRequestException;
import io.sixlane.http.request.LeastRole;
import io.sixlane.provisioning.accelerator.AcceleratorCommand.AddAccessPrefixes;
import io.sixlane.provisioning.accelerator.AcceleratorCommand.RemoveAccessPrefix;
import io.sixlane.provisioning.accelerator.ListenerRules;
import io.sixlane.provisioning.change.AcceleratorChanges;
import io.sixlane.provisioning.change.Performs;
import io.sixlane.provisioning.request.ChangeOptions;
import io.sixlane.provisioning.request.PathIds;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.ArrayList;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Single entries of access lists; whole lists are changed with the listener. */
@RestController
@LeastRole(Role.VIEWER)
@RequestMapping("/v1/accelerators/{id}/listeners/{listenerId}/access-prefixes")
class AccessController {
    private static final Map<String, AccessList.Kind> KINDS =
            Map.of("ALLOW", AccessList.Kind.ALLOW, "DENY", AccessList.Kind.DENY);

    private final AcceleratorChanges changes;

    AccessController(AcceleratorChanges changes) {
        this.changes = changes;
    }

    /** Existing entries stay. */
    @LeastRole(Role.EDITOR)
    @PostMapping
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            content = @Content(schema = @Schema(ref = "AccessRequest")))
    @Operation(operationId = "addAccessPrefixes", summary = "Add prefixes to an access list")
    Mono<ResponseEntity<ListenerView>> add(
            @Performs(AddAccessPrefixes.class) ChangeOptions options,
            @PathVariable String id,
            @PathVariable String listenerId,
            @RequestBody(required = false) byte @Nullable [] body) {
        var listener = PathIds.listener(listenerId);
        var command =
                JsonBody.read(body, fields -> CommandReader.addAccessPrefixes(listener, fields));
        return changes.change(PathIds.accelerator(id), options, command)
                .map(
                        image ->
                                ResponseEntity.ok()
                                        .eTag(etag(image))
                                        .body(
                                                ListenerView.of(
                                                        ListenerRules.find(image, listener)
                                                                .orElseThrow())));
    }

    /**
     * An ALLOW list without entries stays and refuses every client; an empty DENY list is removed.
     */
    @LeastRole(Role.EDITOR)
    @DeleteMapping
    @Operation(operationId = "removeAccessPrefix", summary = "Remove a prefix from an access list")
    Mono<ResponseEntity<Void>> remove(
            @Performs(RemoveAccessPrefix.class) ChangeOptions options,
            @PathVariable String id,
            @PathVariable String listenerId,
            @RequestParam(defaultValue = "") String kind,
            @RequestParam(defaultValue = "") String prefix) {
        return changes.change(
                        PathIds.accelerator(id),
                        options,
                        command(PathIds.listener(listenerId), kind, prefix))
                .map(image -> ResponseEntity.noContent().eTag(etag(image)).build());
    }

    private static RemoveAccessPrefix command(ListenerId listener, String kind, String prefix) {
        var wrong = new ArrayList<String>();
        if (!KINDS.containsKey(kind)) {
            wrong.add("query parameter kind must be ALLOW or DENY");
        }
        var canonical = ListenerFields.canonical(prefix);
        if (canonical.isEmpty()) {
            wrong.add(
                    "query parameter prefix must be an address prefix like 2001:db8::/32 or"
                            + " 192.0.2.0/24");
        }
        if (!wrong.isEmpty()) {
            throw new MalformedRequestException(String.join("; ", wrong));
        }
        return new RemoveAccessPrefix(
                listener, Objects.requireNonNull(KINDS.get(kind)), canonical.orElseThrow());
    }
}
