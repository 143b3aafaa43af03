package io.sixlane.catalog.document;

import io.sixlane.catalog.document.CatalogImport.PutEntry;
import io.sixlane.configuration.catalog.CatalogEntry;
import io.sixlane.configuration.catalog.CatalogEntry.BandwidthTypeEntry;
import io.sixlane.configuration.catalog.CatalogEntry.SpecificationEntry;
import io.sixlane.configuration.identity.Role;
import io.sixlane.configuration.log.Actor;
import io.sixlane.http.body.JsonBody;
import io.sixlane.http.problem.Excerpt;
import io.sixlane.http.problem.MalformedRequestException;
import io.sixlane.http.problem.ProblemType;
import io.sixlane.http.problem.RefusedException;
import io.sixlane.http.request.LeastRole;
import io.sixlane.http.request.Precondition;
import io.sixlane.http.request.Revisions;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import java.net.URI;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Single entries of the catalog, added, replaced and deleted by the rules of the whole one. */
@RestController
@LeastRole(Role.VIEWER)
class EntryController {
    private static final Pattern CODE = Pattern.compile("[A-Za-z0-9_-]{1,64}");

    private final CatalogImport catalog;

    EntryController(CatalogImport catalog) {
        this.catalog = catalog;
    }

    @GetMapping(path = "/v1/specifications/{code}", produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(operationId = "findSpecification", summary = "Show a specification")
    Mono<ResponseEntity<SpecificationEntry>> specification(@PathVariable String code) {
        return found("specification/" + code)
                .cast(SpecificationEntry.class)
                .map(EntryController::ok);
    }

    /** For operators. Accelerators keep the limits that they were sold with. */
    @LeastRole(Role.OPERATOR)
    @PutMapping(
            path = "/v1/specifications/{code}",
            consumes = MediaType.APPLICATION_JSON_VALUE,
            produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            operationId = "putSpecification",
            summary = "Add a specification, or change it as a whole")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            required = true,
            content = @Content(schema = @Schema(ref = "SpecificationRequest")))
    Mono<ResponseEntity<SpecificationEntry>> putSpecification(
            Actor actor,
            @PathVariable String code,
            Precondition precondition,
            @RequestBody(required = false) byte @Nullable [] body) {
        checkCode(code);
        return catalog.put(
                        actor,
                        precondition,
                        currency ->
                                JsonBody.read(
                                        body,
                                        fields ->
                                                CatalogRequest.oneSpecification(
                                                        fields, code, currency)))
                .map(put -> answer("/v1/specifications/", put, SpecificationEntry.class));
    }

    /** For operators; refused while an accelerator has it. */
    @LeastRole(Role.OPERATOR)
    @DeleteMapping("/v1/specifications/{code}")
    @Operation(operationId = "deleteSpecification", summary = "Delete a specification")
    Mono<ResponseEntity<Void>> deleteSpecification(
            ServerWebExchange exchange,
            Actor actor,
            @PathVariable String code,
            Precondition precondition) {
        return delete(exchange, actor, "specification/" + code, precondition);
    }

    @GetMapping(path = "/v1/bandwidth-types/{code}", produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(operationId = "findBandwidthType", summary = "Show a bandwidth type")
    Mono<ResponseEntity<BandwidthTypeEntry>> bandwidthType(@PathVariable String code) {
        return found("bandwidth-type/" + code)
                .cast(BandwidthTypeEntry.class)
                .map(EntryController::ok);
    }

    /** For operators. Plans keep the type that they were sold with. */
    @LeastRole(Role.OPERATOR)
    @PutMapping(
            path = "/v1/bandwidth-types/{code}",
            consumes = MediaType.APPLICATION_JSON_VALUE,
            produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            operationId = "putBandwidthType",
            summary = "Add a bandwidth type, or change it as a whole")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            required = true,
            content = @Content(schema = @Schema(ref = "BandwidthTypeRequest")))
    Mono<ResponseEntity<BandwidthTypeEntry>> putBandwidthType(
            Actor actor,
            @PathVariable String code,
            Precondition precondition,
            @RequestBody(required = false) byte @Nullable [] body) {
        checkCode(code);
        return catalog.put(
                        actor,
                        precondition,
                        currency ->
                                JsonBody.read(
                                        body,
                                        fields ->
                                                CatalogRequest.oneBandwidthType(
                                                        fields, code, currency)))
                .map(put -> answer("/v1/bandwidth-types/", put, BandwidthTypeEntry.class));
    }

    /** For operators; refused while a plan has it. */
    @LeastRole(Role.OPERATOR)
    @DeleteMapping("/v1/bandwidth-types/{code}")
    @Operation(operationId = "deleteBandwidthType", summary = "Delete a bandwidth type")
    Mono<ResponseEntity<Void>> deleteBandwidthType(
            ServerWebExchange exchange,
            Actor actor,
            @PathVariable String code,
            Precondition precondition) {
        return delete(exchange, actor, "bandwidth-type/" + code, precondition);
    }

    /** For operators; refused while an accelerator uses it. */
    @LeastRole(Role.OPERATOR)
    @DeleteMapping("/v1/regions/{code}")
    @Operation(operationId = "deleteRegion", summary = "Delete a region")
    Mono<ResponseEntity<Void>> deleteRegion(
            ServerWebExchange exchange,
            Actor actor,
            @PathVariable String code,
            Precondition precondition) {
        return delete(exchange, actor, "region/" + code, precondition);
    }

    private Mono<CatalogEntry> found(String key) {
        return catalog.find(key).switchIfEmpty(Mono.error(() -> unknown(key)));
    }

    private Mono<ResponseEntity<Void>> delete(
            ServerWebExchange exchange, Actor actor, String key, Precondition precondition) {
        return catalog.delete(actor, key, precondition, exchange.getRequest().getHeaders())
                .filter(deleted -> deleted)
                .switchIfEmpty(Mono.error(() -> unknown(key)))
                .thenReturn(ResponseEntity.noContent().build());
    }

    private static <T extends CatalogEntry> ResponseEntity<T> answer(
            String path, PutEntry put, Class<T> kind) {
        var entry = kind.cast(put.entry());
        return put.added()
                ? ResponseEntity.created(URI.create(path + entry.code()))
                        .eTag(Revisions.etag(entry.version()))
                        .body(entry)
                : ok(entry);
    }

    private static <T extends CatalogEntry> ResponseEntity<T> ok(T entry) {
        return ResponseEntity.ok().eTag(Revisions.etag(entry.version())).body(entry);
    }

    private static void checkCode(String code) {
        if (!CODE.matcher(code).matches()) {
            throw new MalformedRequestException("a code must be 1 to 64 letters, digits, _ or -");
        }
    }

    private static RefusedException unknown(String key) {
        var type =
                key.startsWith("region/")
                        ? ProblemType.REGION_NOT_FOUND
                        : key.startsWith("specification/")
                                ? ProblemType.SPECIFICATION_NOT_FOUND
                                : ProblemType.NOT_FOUND;
        return new RefusedException(
                type,
                "The catalog has no entry %s; GET /v1/catalog lists them"
                        .formatted(Excerpt.of(key)));
    }
}
