package io.sixlane.catalog.specification;

import io.sixlane.catalog.history.CatalogHistory;
import io.sixlane.configuration.catalog.CatalogEntry.SpecificationEntry;
import io.sixlane.configuration.identity.Role;
import io.sixlane.configuration.log.Actor;
import io.sixlane.http.body.JsonBody;
import io.sixlane.http.problem.Excerpt;
import io.sixlane.http.problem.ProblemType;
import io.sixlane.http.problem.RefusedException;
import io.sixlane.http.request.LeastRole;
import io.sixlane.http.request.Precondition;
import io.sixlane.http.request.Revisions;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** {@code /v1/specifications}. */
@RestController
@LeastRole(Role.VIEWER)
class SpecificationController {
    private final SpecificationRepository specifications;
    private final CatalogHistory history;

    SpecificationController(SpecificationRepository specifications, CatalogHistory history) {
        this.specifications = specifications;
        this.history = history;
    }

    /** Every specification, smallest first. */
    record Specifications(List<SpecificationEntry> items) {}

    @GetMapping(path = "/v1/specifications", produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(operationId = "listSpecifications", summary = "List the specifications")
    Mono<Specifications> specifications() {
        return specifications.all().collectList().map(Specifications::new);
    }

    /**
     * For operators. The changed entry is published within about a second; its version is its ETag.
     */
    @LeastRole(Role.OPERATOR)
    @PatchMapping(
            path = "/v1/specifications/{code}",
            consumes = MediaType.APPLICATION_JSON_VALUE,
            produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            operationId = "changeSpecification",
            summary = "Change the prices of a specification")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            required = true,
            content = @Content(schema = @Schema(ref = "SpecificationChange")))
    Mono<ResponseEntity<SpecificationEntry>> change(
            Actor actor,
            @PathVariable String code,
            Precondition precondition,
            @RequestBody(required = false) byte @Nullable [] body) {
        return specifications
                .find(code)
                .switchIfEmpty(Mono.error(() -> unknown(code)))
                .doOnNext(present -> precondition.checkNoneMatch(present.version()))
                .map(present -> read(body, present.monthlyPrice().currency()))
                .flatMap(
                        change ->
                                history.change(
                                        actor,
                                        specifications.setPrices(
                                                code,
                                                change.monthlyPrice(),
                                                change.yearlyPrice(),
                                                precondition)))
                .switchIfEmpty(Mono.error(() -> unknown(code)))
                .map(
                        changed ->
                                ResponseEntity.ok()
                                        .eTag(Revisions.etag(changed.version()))
                                        .body(changed));
    }

    private static SpecificationChange read(byte @Nullable [] body, String currency) {
        return JsonBody.read(body, fields -> SpecificationChange.read(fields, currency));
    }

    private static RefusedException unknown(String code) {
        return new RefusedException(
                ProblemType.SPECIFICATION_NOT_FOUND,
                "There is no specification %s; GET /v1/specifications lists them"
                        .formatted(Excerpt.of(code)));
    }
}
