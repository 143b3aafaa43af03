package io.sixlane.provisioning.cataloguse;

import io.sixlane.configuration.identity.Role;
import io.sixlane.http.problem.ProblemType;
import io.sixlane.http.problem.RefusedException;
import io.sixlane.http.request.LeastRole;
import io.sixlane.provisioning.cataloguse.CatalogUseViewRepository.Use;
import io.swagger.v3.oas.annotations.Operation;
import java.util.List;
import java.util.regex.Pattern;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Accelerators and plans that use an entry of the catalog, for operators. */
@RestController
@LeastRole(Role.OPERATOR)
class CatalogUseController {
    private static final int MOST = 20;
    private static final Pattern KEY =
            Pattern.compile("(region|specification|bandwidth-type)/[A-Za-z0-9_-]{1,64}");

    private final CatalogUseViewRepository uses;

    CatalogUseController(CatalogUseViewRepository uses) {
        this.uses = uses;
    }

    /**
     * @param count of all accounts
     * @param users the first 20
     */
    record CatalogUses(String key, long count, List<Use> users) {
        CatalogUses {
            users = List.copyOf(users);
        }
    }

    /** The key of an entry is its kind and its code: {@code region/rack-7}. */
    @GetMapping("/v1/catalog-uses/{kind}/{code}")
    @Operation(
            operationId = "findCatalogUses",
            summary = "Show which accelerators and plans use an entry of the catalog")
    Mono<CatalogUses> find(@PathVariable String kind, @PathVariable String code) {
        var key = kind + "/" + code;
        return known(key)
                .thenMany(Flux.defer(() -> users(kind, code)))
                .collectList()
                .map(
                        found ->
                                new CatalogUses(
                                        key,
                                        found.size(),
                                        found.subList(0, Math.min(MOST, found.size()))));
    }

    private Flux<Use> users(String kind, String code) {
        return switch (kind) {
            case "region" -> uses.ofRegion(code);
            case "specification" -> uses.ofSpecification(code);
            default -> uses.ofBandwidthType(code);
        };
    }

    private Mono<Void> known(String key) {
        return Mono.just(key)
                .filter(it -> KEY.matcher(it).matches())
                .filterWhen(uses::isInCatalog)
                .switchIfEmpty(
                        Mono.error(
                                () ->
                                        new RefusedException(
                                                ProblemType.NOT_FOUND,
                                                "The catalog has no such entry; GET /v1/catalog"
                                                        + " lists them")))
                .then();
    }
}
