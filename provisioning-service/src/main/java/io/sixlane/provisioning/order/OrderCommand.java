package io.sixlane.provisioning.order;

import io.sixlane.configuration.accelerator.AcceleratorId;
import io.sixlane.configuration.bandwidthplan.BandwidthPlanId;
import io.sixlane.configuration.catalog.CatalogEntry.BandwidthTypeEntry;
import io.sixlane.configuration.catalog.CatalogEntry.RegionEntry;
import io.sixlane.configuration.catalog.CatalogEntry.SpecificationEntry;
import io.sixlane.configuration.order.Bundle;
import io.sixlane.configuration.order.OrderId;
import io.sixlane.configuration.order.Term;

import java.util.Map;
import java.util.Optional;

/** What can be asked of one order. */
sealed interface OrderCommand {
    OrderId id();

    /**
     * @param specification empty when the catalog does not have it
     * @param bandwidthType empty when the catalog does not have it
     * @param regions of the catalog, by code
     */
    record Place(
            OrderId id,
            Bundle bundle,
            Term term,
            Optional<SpecificationEntry> specification,
            Optional<BandwidthTypeEntry> bandwidthType,
            Map<String, RegionEntry> regions)
            implements OrderCommand {}

    /** The ids are those that the accelerator and the plan get if the order is not paid yet. */
    record Pay(
            OrderId id,
            String account,
            AcceleratorId acceleratorId,
            BandwidthPlanId bandwidthPlanId)
            implements OrderCommand {}
}
