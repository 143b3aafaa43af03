package io.sixlane.catalog.bandwidth;

import io.sixlane.configuration.catalog.CatalogEntry.BandwidthTypeEntry;
import io.sixlane.configuration.identity.Role;
import io.sixlane.http.request.LeastRole;
import io.swagger.v3.oas.annotations.Operation;
import java.util.List;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** {@code /v1/bandwidth-types}. */
@RestController
@LeastRole(Role.VIEWER)
class BandwidthTypeController {
    private final BandwidthTypeRepository bandwidthTypes;

    BandwidthTypeController(BandwidthTypeRepository bandwidthTypes) {
        this.bandwidthTypes = bandwidthTypes;
    }

    /** Every bandwidth type, the plainest first. */
    record BandwidthTypes(List<BandwidthTypeEntry> items) {}

    @GetMapping(path = "/v1/bandwidth-types", produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(operationId = "listBandwidthTypes", summary = "List the bandwidth types")
    Mono<BandwidthTypes> bandwidthTypes() {
        return bandwidthTypes.all().collectList().map(BandwidthTypes::new);
    }
}
