package io.sixlane.catalog.document;

import io.sixlane.catalog.limit.LimitsRepository;
import io.sixlane.configuration.catalog.CatalogEntry.LimitsEntry;
import io.sixlane.configuration.identity.Role;
import io.sixlane.configuration.log.Actor;
import io.sixlane.http.body.JsonBody;
import io.sixlane.http.request.LeastRole;
import io.sixlane.http.request.Precondition;
import io.sixlane.http.request.Revisions;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** {@code /v1/sale-limits}: the largest plan and the longest terms that are sold. */
@RestController
@LeastRole(Role.VIEWER)
class LimitsController {
    private final LimitsRepository limits;
    private final CatalogImport catalog;

    LimitsController(LimitsRepository limits, CatalogImport catalog) {
        this.limits = limits;
        this.catalog = catalog;
    }

    @GetMapping(path = "/v1/sale-limits", produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(operationId = "findSaleLimits", summary = "Show the limits of what is sold")
    Mono<ResponseEntity<LimitsEntry>> find() {
        return limits.find().map(LimitsController::answer);
    }

    /**
     * For operators. Bounds new orders; plans and terms that were sold stay as they are, and can be
     * made smaller, and renewed by a month.
     */
    @LeastRole(Role.OPERATOR)
    @PutMapping(
            path = "/v1/sale-limits",
            consumes = MediaType.APPLICATION_JSON_VALUE,
            produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(operationId = "putSaleLimits", summary = "Change the limits of what is sold")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            required = true,
            content = @Content(schema = @Schema(ref = "SaleLimits")))
    Mono<ResponseEntity<LimitsEntry>> put(
            Actor actor,
            Precondition precondition,
            @RequestBody(required = false) byte @Nullable [] body) {
        var wanted = JsonBody.read(body, CatalogRequest::limits);
        return catalog.put(actor, precondition, _ -> wanted)
                .map(put -> answer((LimitsEntry) put.entry()));
    }

    private static ResponseEntity<LimitsEntry> answer(LimitsEntry entry) {
        return ResponseEntity.ok().eTag(Revisions.etag(entry.version())).body(entry);
    }
}
