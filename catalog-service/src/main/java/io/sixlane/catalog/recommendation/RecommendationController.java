package io.sixlane.catalog.recommendation;

import io.sixlane.catalog.bandwidth.BandwidthTypeRepository;
import io.sixlane.catalog.limit.LimitsRepository;
import io.sixlane.catalog.region.RegionRepository;
import io.sixlane.catalog.specification.SpecificationRepository;
import io.sixlane.configuration.catalog.CatalogEntry.LimitsEntry;
import io.sixlane.configuration.catalog.CatalogEntry.SpecificationEntry;
import io.sixlane.configuration.identity.Role;
import io.sixlane.http.request.LeastRole;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** {@code /v1/recommendations}. */
@RestController
@LeastRole(Role.VIEWER)
class RecommendationController {
    private final RegionRepository regions;
    private final SpecificationRepository specifications;
    private final BandwidthTypeRepository bandwidthTypes;
    private final LimitsRepository limits;

    RecommendationController(
            RegionRepository regions,
            SpecificationRepository specifications,
            BandwidthTypeRepository bandwidthTypes,
            LimitsRepository limits) {
        this.limits = limits;
        this.regions = regions;
        this.specifications = specifications;
        this.bandwidthTypes = bandwidthTypes;
    }

    @PostMapping(
            path = "/v1/recommendations",
            consumes = MediaType.APPLICATION_JSON_VALUE,
            produces = MediaType.APPLICATION_JSON_VALUE)
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            required = true,
            content = @Content(schema = @Schema(ref = "RecommendationRequest")))
    @Operation(operationId = "recommendBundles", summary = "Recommend bundles that fit")
    Mono<Recommendation> recommend(@RequestBody(required = false) byte @Nullable [] body) {
        return Mono.zip(
                        regions.all().collectList(),
                        specifications.all().collectList(),
                        bandwidthTypes.all().collectList(),
                        limits.find())
                .map(
                        catalog ->
                                new Recommender(
                                                sold(catalog.getT2(), catalog.getT4()),
                                                catalog.getT3(),
                                                catalog.getT1())
                                        .recommend(
                                                RecommendationRequest.wish(body, catalog.getT1())));
    }

    /** No plan, and so no bundle, has more bandwidth than the limit of sales. */
    private static List<SpecificationEntry> sold(
            List<SpecificationEntry> specifications, LimitsEntry limits) {
        return specifications.stream().map(entry -> entry.upTo(limits.planMbps())).toList();
    }
}
