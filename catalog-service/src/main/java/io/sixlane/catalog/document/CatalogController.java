package io.sixlane.catalog.document;

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
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** {@code /v1/catalog}: the catalog as a file. */
@RestController
@LeastRole(Role.VIEWER)
class CatalogController {
    private final CatalogRepository catalog;
    private final CatalogImport imports;

    CatalogController(CatalogRepository catalog, CatalogImport imports) {
        this.catalog = catalog;
        this.imports = imports;
    }

    /** As a file, it can be edited and sent back. */
    @GetMapping(path = "/v1/catalog", produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(operationId = "exportCatalog", summary = "Export the catalog")
    Mono<ResponseEntity<CatalogDocument>> find() {
        return catalog.find()
                .map(
                        found ->
                                ResponseEntity.ok()
                                        .eTag(Revisions.etag(found.revision()))
                                        .body(found.document()));
    }

    /**
     * For operators. Entries that are not in it are deleted, which is refused while an accelerator
     * or a plan uses one. Versions in it are ignored. Accelerators and plans keep what they were
     * sold with. With {@code dryRun}, nothing changes, and entries in use are not searched for.
     */
    @LeastRole(Role.OPERATOR)
    @PutMapping(
            path = "/v1/catalog",
            consumes = MediaType.APPLICATION_JSON_VALUE,
            produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(operationId = "importCatalog", summary = "Replace the catalog")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            required = true,
            content = @Content(schema = @Schema(implementation = CatalogDocument.class)))
    Mono<CatalogDifference> replace(
            ServerWebExchange exchange,
            Actor actor,
            Precondition precondition,
            @RequestParam(defaultValue = "false") boolean dryRun,
            @RequestBody(required = false) byte @Nullable [] body) {
        return imports.replace(
                actor,
                JsonBody.read(body, CatalogRequest::read),
                precondition,
                dryRun,
                exchange.getRequest().getHeaders());
    }
}
