package io.sixlane.provisioning.change;

import io.sixlane.configuration.address.LiveEndpointPolicy;
import io.sixlane.configuration.bandwidthplan.BandwidthPlanId;
import io.sixlane.configuration.catalog.CatalogEntry.BandwidthTypeEntry;
import io.sixlane.configuration.catalog.CatalogEntry.RegionEntry;
import io.sixlane.configuration.image.AcceleratorImage;
import io.sixlane.provisioning.accelerator.AcceleratorFacts;
import io.sixlane.provisioning.accelerator.FactsNeeded;
import io.sixlane.provisioning.addresspool.AddressPool;
import io.sixlane.provisioning.addresspool.AddressPools;
import io.sixlane.provisioning.bandwidthplan.BandwidthPlan;
import io.sixlane.provisioning.bandwidthplan.BandwidthPlans;
import io.sixlane.provisioning.catalogcopy.CatalogCopy;
import io.sixlane.provisioning.decision.RejectedException;
import io.sixlane.provisioning.decision.Rejection.CatalogNotArrived;
import io.sixlane.provisioning.quota.AccountProperties;
import java.time.Clock;
import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Reads the facts that the decisions of a change depend on, before the first decision. */
@Component
class FactsLoader {
    private final BandwidthPlans plans;
    private final AddressPools pools;
    private final CatalogCopy catalog;
    private final LiveEndpointPolicy policy;
    private final AccountProperties limits;
    private final Clock clock;

    FactsLoader(
            BandwidthPlans plans,
            AddressPools pools,
            CatalogCopy catalog,
            LiveEndpointPolicy policy,
            AccountProperties limits,
            Clock clock) {
        this.plans = plans;
        this.pools = pools;
        this.catalog = catalog;
        this.policy = policy;
        this.limits = limits;
        this.clock = clock;
    }

    Mono<AcceleratorFacts> load(AcceleratorImage image, FactsNeeded needed) {
        return Mono.zip(regions(needed.catalog()), pools(needed), plans(needed.plans()))
                .flatMap(
                        read ->
                                bandwidthTypes(read.getT3().values())
                                        .map(
                                                types ->
                                                        new AcceleratorFacts(
                                                                read.getT1(),
                                                                types,
                                                                read.getT3(),
                                                                read.getT2(),
                                                                policy.get(),
                                                                limits.of(image.account()),
                                                                pools.quarantine(),
                                                                clock.instant())));
    }

    private Mono<Map<String, RegionEntry>> regions(boolean needed) {
        return needed
                ? catalog.regions()
                        .collectMap(RegionEntry::code)
                        .filter(regions -> !regions.isEmpty())
                        .switchIfEmpty(
                                Mono.error(() -> new RejectedException(new CatalogNotArrived())))
                : Mono.just(Map.of());
    }

    private Mono<Map<String, AddressPool>> pools(FactsNeeded needed) {
        return Flux.fromIterable(needed.pools())
                .concatMap(region -> pools.load(region).map(pool -> Map.entry(region, pool)))
                .collectMap(Map.Entry::getKey, Map.Entry::getValue);
    }

    private Mono<Map<BandwidthPlanId, BandwidthPlan>> plans(Collection<BandwidthPlanId> ids) {
        return Flux.fromIterable(ids)
                .concatMap(plans::find)
                .collectMap(plan -> plan.created().planId());
    }

    private Mono<Map<String, BandwidthTypeEntry>> bandwidthTypes(Collection<BandwidthPlan> bound) {
        var codes =
                bound.stream()
                        .flatMap(plan -> Stream.of(plan.created().bandwidthType()))
                        .collect(Collectors.toSet());
        return Flux.fromIterable(codes)
                .concatMap(catalog::bandwidthType)
                .collectMap(BandwidthTypeEntry::code);
    }
}
