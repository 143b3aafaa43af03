package io.sixlane.provisioning.addresspool;

import io.sixlane.configuration.address.IpFamily;
import io.sixlane.configuration.identity.Role;
import io.sixlane.http.body.JsonBody;
import io.sixlane.http.problem.Excerpt;
import io.sixlane.http.problem.ProblemType;
import io.sixlane.http.problem.RefusedException;
import io.sixlane.http.request.LeastRole;
import io.sixlane.http.request.Revisions;
import io.sixlane.provisioning.catalogcopy.CatalogCopy;
import io.sixlane.provisioning.decision.RejectedException;
import io.sixlane.provisioning.decision.Rejection.AddressPoolNotFound;
import io.sixlane.provisioning.request.ChangeOptions;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** The address pools of regions, for operators. Relays follow changes within about a second. */
@RestController
@LeastRole(Role.OPERATOR)
class AddressPoolController {
    private final AddressPools pools;
    private final CatalogCopy catalog;

    AddressPoolController(AddressPools pools, CatalogCopy catalog) {
        this.pools = pools;
        this.catalog = catalog;
    }

    /** Every region that has addresses, by its code. */
    record Pools(List<PoolView> items) {}

    /**
     * The addresses of a region.
     *
     * @param ipv6 CIDR; a /128 is one address that accelerators share
     * @param ipv4 CIDR; a /32 is one address that accelerators share
     * @param held how many addresses accelerators have
     */
    record PoolView(
            String region, long revision, @Nullable String ipv6, @Nullable String ipv4, int held) {
        static PoolView of(String region, AddressPool pool) {
            return new PoolView(
                    region,
                    pool.revision(),
                    text(pool, IpFamily.IPV6),
                    text(pool, IpFamily.IPV4),
                    pool.holdings().size());
        }

        private static @Nullable String text(AddressPool pool, IpFamily family) {
            var prefix = pool.prefixes().get(family);
            return prefix == null ? null : prefix.toString();
        }
    }

    @GetMapping("/v1/pools")
    @Operation(operationId = "listPools", summary = "List the address pools of regions")
    Mono<Pools> list() {
        return pools.all()
                .map(
                        all ->
                                new Pools(
                                        all.entrySet().stream()
                                                .map(e -> PoolView.of(e.getKey(), e.getValue()))
                                                .toList()));
    }

    @GetMapping("/v1/pools/{region}")
    @Operation(operationId = "findPool", summary = "Show the addresses of a region")
    Mono<ResponseEntity<PoolView>> find(@PathVariable String region) {
        return existing(region).map(pool -> answer(region, pool));
    }

    /**
     * One prefix of each family; a family that the body leaves out has none. Addresses that
     * accelerators have must stay in the pool.
     */
    @PutMapping("/v1/pools/{region}")
    @Operation(operationId = "putPool", summary = "Give a region its addresses")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            required = true,
            content = @Content(schema = @Schema(ref = "AddressPool")))
    Mono<ResponseEntity<PoolView>> put(
            ChangeOptions options,
            @PathVariable String region,
            @RequestBody(required = false) byte @Nullable [] body) {
        var wanted = JsonBody.read(body, PoolRequest::read);
        return requireRegion(region)
                .then(Mono.defer(() -> pools.replace(region, wanted.prefixes(), options)))
                .map(pool -> answer(region, pool));
    }

    /** The operator adds a region to the catalog first. */
    private Mono<Void> requireRegion(String region) {
        return catalog.regions()
                .any(known -> known.code().equals(region))
                .filter(known -> known)
                .switchIfEmpty(
                        Mono.error(
                                () ->
                                        new RefusedException(
                                                ProblemType.REGION_NOT_FOUND,
                                                "There is no region %s; GET /v1/regions lists them, and a new one arrives here within about a second"
                                                        .formatted(Excerpt.of(region)))))
                .then();
    }

    @DeleteMapping("/v1/pools/{region}")
    @Operation(operationId = "deletePool", summary = "Take the addresses of a region away")
    Mono<ResponseEntity<Void>> delete(ChangeOptions options, @PathVariable String region) {
        return existing(region)
                .then(Mono.defer(() -> pools.replace(region, Map.of(), options)))
                .thenReturn(ResponseEntity.noContent().build());
    }

    private Mono<AddressPool> existing(String region) {
        return pools.load(region)
                .filter(pool -> !pool.prefixes().isEmpty())
                .switchIfEmpty(
                        Mono.error(() -> new RejectedException(new AddressPoolNotFound(region))));
    }

    private static ResponseEntity<PoolView> answer(String region, AddressPool pool) {
        return ResponseEntity.ok()
                .eTag(Revisions.etag(pool.revision()))
                .body(PoolView.of(region, pool));
    }
}
