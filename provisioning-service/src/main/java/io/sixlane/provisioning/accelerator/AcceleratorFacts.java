package io.sixlane.provisioning.accelerator;

import io.sixlane.configuration.accelerator.BoundPlan;
import io.sixlane.configuration.address.EndpointPolicy;
import io.sixlane.configuration.bandwidthplan.BandwidthPlanId;
import io.sixlane.configuration.catalog.CatalogEntry.BandwidthTypeEntry;
import io.sixlane.configuration.catalog.CatalogEntry.RegionEntry;
import io.sixlane.provisioning.addresspool.AddressPool;
import io.sixlane.provisioning.bandwidthplan.BandwidthPlan;
import io.sixlane.provisioning.quota.AccountLimits;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The facts beside an accelerator that decisions about it depend on, read before and as of one
 * moment. A key that a map lacks did not exist, or was not needed ({@link FactsNeeded}).
 *
 * @param regions of the catalog, by code
 * @param bandwidthTypes of the catalog, by code
 * @param plans by id, of whatever account
 * @param pools by region
 * @param policy which addresses endpoints may have
 * @param limits of the account
 * @param quarantine how long an address that was given back is kept from the next one
 * @param now when the change is made
 */
public record AcceleratorFacts(
        Map<String, RegionEntry> regions,
        Map<String, BandwidthTypeEntry> bandwidthTypes,
        Map<BandwidthPlanId, BandwidthPlan> plans,
        Map<String, AddressPool> pools,
        EndpointPolicy policy,
        AccountLimits limits,
        Duration quarantine,
        Instant now) {
    public AcceleratorFacts {
        regions = Map.copyOf(regions);
        bandwidthTypes = Map.copyOf(bandwidthTypes);
        plans = Map.copyOf(plans);
        pools = Map.copyOf(pools);
    }

    Optional<RegionEntry> region(String code) {
        return Optional.ofNullable(regions.get(code));
    }

    Optional<BandwidthTypeEntry> bandwidthType(BoundPlan plan) {
        return Optional.ofNullable(bandwidthTypes.get(plan.bandwidthType()));
    }

    @Nullable BandwidthPlan plan(BandwidthPlanId id) {
        return plans.get(id);
    }

    /** The pool of a region; one without a prefix where the region has none. */
    AddressPool pool(String region) {
        return pools.getOrDefault(region, AddressPool.NOTHING);
    }

    AcceleratorFacts withPool(String region, AddressPool pool) {
        var next = new HashMap<>(pools);
        next.put(region, pool);
        return new AcceleratorFacts(
                regions, bandwidthTypes, plans, next, policy, limits, quarantine, now);
    }

    AcceleratorFacts withPlan(BandwidthPlan plan) {
        var next = new HashMap<>(plans);
        next.put(plan.created().planId(), plan);
        return new AcceleratorFacts(
                regions, bandwidthTypes, next, pools, policy, limits, quarantine, now);
    }
}
