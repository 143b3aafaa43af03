package io.sixlane.catalog.region;

import io.sixlane.configuration.catalog.CatalogEntry.RegionEntry;
import io.swagger.v3.oas.annotations.Operation;
import java.util.List;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** {@code /v1/regions}. */
@RestController
class RegionController {
    private final RegionRepository regions;

    RegionController(RegionRepository regions) {
        this.regions = regions;
    }

    /** Every region, by area and code. */
    record Regions(List<RegionEntry> items) {}

    @GetMapping(path = "/v1/regions", produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(operationId = "listRegions", summary = "List the regions")
    Mono<Regions> regions() {
        return regions.all().collectList().map(Regions::new);
    }
}
