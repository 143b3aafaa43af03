package io.sixlane.provisioning.acceleratorapi;

import static io.sixlane.provisioning.acceleratorapi.AcceleratorController.etag;

import io.sixlane.configuration.accelerator.AccelerationRegion;
import io.sixlane.configuration.identity.Role;
import io.sixlane.configuration.image.AcceleratorImage;
import io.sixlane.http.body.JsonBody;
import io.sixlane.http.request.LeastRole;
import io.sixlane.provisioning.accelerator.AcceleratorCommand.AddRegions;
import io.sixlane.provisioning.accelerator.AcceleratorCommand.ChangeRegion;
import io.sixlane.provisioning.accelerator.AcceleratorCommand.RemoveRegion;
import io.sixlane.provisioning.accelerator.AcceleratorCommand.WantedRegion;
import io.sixlane.provisioning.change.AcceleratorChanges;
import io.sixlane.provisioning.change.Performs;
import io.sixlane.provisioning.request.ChangeOptions;
import io.sixlane.provisioning.request.PathIds;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** The acceleration areas of an accelerator: its regions, with their addresses. */
@RestController
@LeastRole(Role.VIEWER)
@RequestMapping("/v1/accelerators/{id}/acceleration-areas")
class AreaController {
    private final AcceleratorChanges changes;
    private final CommandReader reader = new CommandReader();

    AreaController(AcceleratorChanges changes) {
        this.changes = changes;
    }

    @LeastRole(Role.EDITOR)
    @PostMapping
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            content = @Content(schema = @Schema(ref = "AreaRequest")))
    @Operation(operationId = "addRegions", summary = "Add acceleration regions")
    @ApiResponse(responseCode = "201", description = "Created", useReturnTypeSchema = true)
    Mono<ResponseEntity<AddedRegions>> add(
            @Performs(AddRegions.class) ChangeOptions options,
            @PathVariable String id,
            @RequestBody(required = false) byte @Nullable [] body) {
        var command = JsonBody.read(body, reader::addRegions);
        return changes.change(PathIds.accelerator(id), options, command)
                .map(
                        image ->
                                ResponseEntity.created(URI.create("/v1/accelerators/" + image.id()))
                                        .eTag(etag(image))
                                        .body(AddedRegions.of(image, command)));
    }

    /** Its bandwidth; the address stays. */
    @LeastRole(Role.EDITOR)
    @PatchMapping("/{region}")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            content = @Content(schema = @Schema(ref = "BandwidthRequest")))
    @Operation(
            operationId = "changeRegion",
            summary = "Change the bandwidth of an acceleration region")
    Mono<ResponseEntity<AccelerationRegion>> change(
            @Performs(ChangeRegion.class) ChangeOptions options,
            @PathVariable String id,
            @PathVariable String region,
            @RequestBody(required = false) byte @Nullable [] body) {
        var command =
                JsonBody.read(body, fields -> reader.changeRegion(PathIds.region(region), fields));
        return changes.change(PathIds.accelerator(id), options, command)
                .map(image -> ResponseEntity.ok().eTag(etag(image)).body(find(image, region)));
    }

    @LeastRole(Role.EDITOR)
    @DeleteMapping("/{region}")
    @Operation(operationId = "removeRegion", summary = "Remove an acceleration region")
    Mono<ResponseEntity<Void>> remove(
            @Performs(RemoveRegion.class) ChangeOptions options,
            @PathVariable String id,
            @PathVariable String region,
            @RequestParam(defaultValue = "false") boolean cascade) {
        return changes.change(
                        PathIds.accelerator(id),
                        options,
                        new RemoveRegion(PathIds.region(region), cascade))
                .map(image -> ResponseEntity.noContent().eTag(etag(image)).build());
    }

    private static AccelerationRegion find(AcceleratorImage image, String region) {
        return image.regions().stream()
                .filter(held -> held.region().equals(region))
                .findFirst()
                .orElseThrow();
    }

    /**
     * The regions that were added.
     *
     * @param acceleratedIp of the first one
     */
    record AddedRegions(String acceleratedIp, List<AccelerationRegion> regions) {
        static AddedRegions of(AcceleratorImage image, AddRegions area) {
            var wanted = area.regions().stream().map(WantedRegion::region).toList();
            var added = image.regions().stream().filter(r -> wanted.contains(r.region())).toList();
            return new AddedRegions(added.getFirst().acceleratedIp(), added);
        }
    }
}
