package io.sixlane.configuration.catalog;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.sixlane.configuration.accelerator.EndpointType;
import io.sixlane.configuration.order.Money;
import java.util.Set;

/**
 * Something of the catalog, whole, at a version; a higher version of the same kind and code
 * replaces it.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.SIMPLE_NAME, property = "type")
public sealed interface CatalogEntry {
    String code();

    long version();

    /** The key in the topic and in tables: kind and code. */
    default String key() {
        return switch (this) {
            case RegionEntry region -> "region/" + region.code();
            case SpecificationEntry specification -> "specification/" + specification.code();
            case BandwidthTypeEntry bandwidthType -> "bandwidth-type/" + bandwidthType.code();
        };
    }

    /**
     * {@code area} for example ASIA_PACIFIC; {@code ipv6} whether IPv6 clients can connect there.
     */
    record RegionEntry(
            String code,
            long version,
            String name,
            String area,
            boolean mainlandChina,
            boolean ipv6)
            implements CatalogEntry {}

    /** {@code peakMbps} in Mbit/s; {@code monthlyPrice} of the instance alone. */
    record SpecificationEntry(
            String code,
            long version,
            String name,
            int regions,
            int peakMbps,
            int maxConnections,
            Money monthlyPrice)
            implements CatalogEntry {}

    /** Prices per Mbit/s and month, of the basic plan and of a cross-border plan. */
    record BandwidthTypeEntry(
            String code,
            long version,
            String name,
            boolean offCloud,
            boolean global,
            Set<EndpointType> endpointTypes,
            Money monthlyPricePerMbps,
            Money monthlyCrossBorderPricePerMbps)
            implements CatalogEntry {
        public BandwidthTypeEntry {
            endpointTypes = Set.copyOf(endpointTypes);
        }
    }
}
