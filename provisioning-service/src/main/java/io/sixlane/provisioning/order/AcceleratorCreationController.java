package io.sixlane.provisioning.order;

import io.sixlane.configuration.identity.Role;
import io.sixlane.http.body.JsonBody;
import io.sixlane.http.request.LeastRole;
import io.sixlane.http.request.Revisions;
import io.sixlane.provisioning.acceleratorapi.AcceleratorQueries;
import io.sixlane.provisioning.acceleratorapi.AcceleratorView;
import io.sixlane.provisioning.request.ChangeOptions;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** New accelerators, with everything that belongs to them. */
@RestController
@LeastRole(Role.VIEWER)
class AcceleratorCreationController {
    private final AcceleratorCreation creation;
    private final AcceleratorQueries accelerators;

    AcceleratorCreationController(AcceleratorCreation creation, AcceleratorQueries accelerators) {
        this.creation = creation;
        this.accelerators = accelerators;
    }

    /** Where payment is not at once, place an order first and configure what it buys. */
    @LeastRole(Role.ADMIN)
    @PostMapping("/v1/accelerators")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            content = @Content(schema = @Schema(ref = "AcceleratorRequest")))
    @Operation(
            operationId = "createAccelerator",
            summary = "Order, pay and configure an accelerator in one call")
    @ApiResponse(responseCode = "201", description = "Created", useReturnTypeSchema = true)
    Mono<ResponseEntity<AcceleratorView>> create(
            ChangeOptions options, @RequestBody(required = false) byte @Nullable [] body) {
        return creation.create(JsonBody.read(body, AcceleratorRequest::read), options)
                .flatMap(accelerators::changed)
                .map(
                        view ->
                                ResponseEntity.created(URI.create("/v1/accelerators/" + view.id()))
                                        .eTag(Revisions.etag(view.revision()))
                                        .body(view));
    }
}
