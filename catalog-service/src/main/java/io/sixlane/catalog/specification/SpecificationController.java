package io.sixlane.catalog.specification;

import io.sixlane.catalog.problem.NotInCatalogException;
import io.sixlane.catalog.request.IfMatch;
import io.sixlane.catalog.request.RequestFields;
import io.sixlane.configuration.catalog.CatalogEntry.SpecificationEntry;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** {@code /v1/specifications}. */
@RestController
class SpecificationController {
    private final SpecificationRepository specifications;

    SpecificationController(SpecificationRepository specifications) {
        this.specifications = specifications;
    }

    /** Every specification, smallest first. */
    record Specifications(List<SpecificationEntry> items) {}

    @GetMapping(path = "/v1/specifications", produces = MediaType.APPLICATION_JSON_VALUE)
    Mono<Specifications> specifications() {
        return specifications.all().collectList().map(Specifications::new);
    }

    /**
     * For operators. The changed entry is published within about a second; its version is its ETag.
     */
    @PatchMapping(
            path = "/v1/specifications/{code}",
            consumes = MediaType.APPLICATION_JSON_VALUE,
            produces = MediaType.APPLICATION_JSON_VALUE)
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            content = @Content(schema = @Schema(ref = "SpecificationChange")))
    Mono<ResponseEntity<SpecificationEntry>> change(
            @PathVariable String code,
            @Parameter(
                            description =
                                    "The ETag of the last answer, which is the version; refused with"
                                            + " 412 and the present one when it was changed since",
                            example = "\"7\"")
                    @RequestHeader(name = HttpHeaders.IF_MATCH, required = false)
                    @Nullable String ifMatch,
            @RequestBody(required = false) byte @Nullable [] body) {
        return specifications
                .find(code)
                .switchIfEmpty(Mono.error(() -> unknown(code)))
                .map(present -> read(body, present.monthlyPrice().currency()))
                .flatMap(
                        change ->
                                specifications.setPrices(
                                        code,
                                        change.monthlyPrice(),
                                        change.yearlyPrice(),
                                        IfMatch.parse(ifMatch)))
                .switchIfEmpty(Mono.error(() -> unknown(code)))
                .map(
                        changed ->
                                ResponseEntity.ok()
                                        .eTag("\"" + changed.version() + "\"")
                                        .body(changed));
    }

    private static SpecificationChange read(byte @Nullable [] body, String currency) {
        return RequestFields.read(body, fields -> SpecificationChange.read(fields, currency));
    }

    private static NotInCatalogException unknown(String code) {
        return new NotInCatalogException(
                "There is no specification %s; GET /v1/specifications lists them".formatted(code));
    }
}
