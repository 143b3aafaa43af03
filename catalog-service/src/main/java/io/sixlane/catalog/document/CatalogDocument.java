package io.sixlane.catalog.document;

import io.sixlane.configuration.catalog.CatalogEntry;
import io.sixlane.configuration.catalog.CatalogEntry.BandwidthTypeEntry;
import io.sixlane.configuration.catalog.CatalogEntry.LimitsEntry;
import io.sixlane.configuration.catalog.CatalogEntry.RegionEntry;
import io.sixlane.configuration.catalog.CatalogEntry.SpecificationEntry;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Everything that can be bought.
 *
 * @param currency of all prices
 * @param limits of sales; null in a file that leaves them as they are
 */
record CatalogDocument(
        String currency,
        List<RegionEntry> regions,
        List<SpecificationEntry> specifications,
        List<BandwidthTypeEntry> bandwidthTypes,
        @Nullable LimitsEntry limits) {
    CatalogDocument {
        regions = List.copyOf(regions);
        specifications = List.copyOf(specifications);
        bandwidthTypes = List.copyOf(bandwidthTypes);
    }

    static CatalogDocument of(
            List<RegionEntry> regions,
            List<SpecificationEntry> specifications,
            List<BandwidthTypeEntry> bandwidthTypes,
            LimitsEntry limits) {
        var currency =
                Stream.concat(
                                specifications.stream().map(SpecificationEntry::monthlyPrice),
                                bandwidthTypes.stream()
                                        .map(BandwidthTypeEntry::monthlyPricePerMbps))
                        .map(price -> price.currency())
                        .findFirst()
                        .orElse("USD");
        return new CatalogDocument(currency, regions, specifications, bandwidthTypes, limits);
    }

    /** This document, with the limits of the other where it has none. */
    CatalogDocument withLimitsOf(CatalogDocument other) {
        return limits != null
                ? this
                : new CatalogDocument(
                        currency, regions, specifications, bandwidthTypes, other.limits());
    }

    /** By {@link CatalogEntry#key}. */
    Map<String, CatalogEntry> entries() {
        var entries = new TreeMap<String, CatalogEntry>();
        Stream.concat(
                        Stream.of(regions, specifications, bandwidthTypes).flatMap(List::stream),
                        Stream.ofNullable(limits))
                .forEach(entry -> entries.put(entry.key(), entry));
        return entries;
    }
}
