package io.sixlane.catalog.region;

import io.sixlane.catalog.history.CatalogHistory;
import io.sixlane.configuration.catalog.CatalogEntry.RegionEntry;
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
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** {@code /v1/regions}. */
@RestController
@LeastRole(Role.VIEWER)
class RegionController {
    /** As address pools and relays name regions. */
    private static final Pattern CODE = Pattern.compile("[a-z0-9-]{1,60}");

    private final RegionRepository regions;
    private final CatalogHistory history;

    RegionController(RegionRepository regions, CatalogHistory history) {
        this.regions = regions;
        this.history = history;
    }

    /** Every region, by area and code. */
    record Regions(List<RegionEntry> items) {}

    @GetMapping(path = "/v1/regions", produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(operationId = "listRegions", summary = "List the regions")
    Mono<Regions> regions() {
        return regions.all().collectList().map(Regions::new);
    }

    @GetMapping(path = "/v1/regions/{code}", produces = MediaType.APPLICATION_JSON_VALUE)
    Mono<ResponseEntity<RegionEntry>> find(@PathVariable String code) {
        return regions.find(code)
                .switchIfEmpty(Mono.error(() -> unknown(code)))
                .map(RegionController::answer);
    }

    /**
     * For operators. The entry is published within about a second; its version is its ETag.
     * Accelerators in the region keep the conditions that they were sold with.
     */
    @LeastRole(Role.OPERATOR)
    @PutMapping(
            path = "/v1/regions/{code}",
            consumes = MediaType.APPLICATION_JSON_VALUE,
            produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(operationId = "putRegion", summary = "Add a region, or change it as a whole")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            required = true,
            content = @Content(schema = @Schema(ref = "RegionRequest")))
    Mono<ResponseEntity<RegionEntry>> put(
            Actor actor,
            @PathVariable String code,
            Precondition precondition,
            @RequestBody(required = false) byte @Nullable [] body) {
        if (!CODE.matcher(code).matches()) {
            throw new MalformedRequestException(
                    "a region's code must be 1 to 60 lower-case letters, digits or -");
        }
        var wanted = JsonBody.read(body, RegionRequest::read);
        return history.change(
                actor,
                regions.find(code)
                        .hasElement()
                        .zipWhen(_ -> regions.put(code, wanted, precondition))
                        .map(put -> put.getT1() ? answer(put.getT2()) : created(put.getT2())));
    }

    private static ResponseEntity<RegionEntry> created(RegionEntry entry) {
        return ResponseEntity.created(URI.create("/v1/regions/" + entry.code()))
                .eTag(Revisions.etag(entry.version()))
                .body(entry);
    }

    private static ResponseEntity<RegionEntry> answer(RegionEntry entry) {
        return ResponseEntity.ok().eTag(Revisions.etag(entry.version())).body(entry);
    }

    private static RefusedException unknown(String code) {
        return new RefusedException(
                ProblemType.REGION_NOT_FOUND,
                "There is no region %s; GET /v1/regions lists them".formatted(Excerpt.of(code)));
    }
}
