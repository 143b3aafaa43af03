package io.sixlane.catalog.document;

import io.sixlane.configuration.catalog.CatalogEntry;
import io.sixlane.configuration.catalog.CatalogEntry.BandwidthTypeEntry;
import io.sixlane.configuration.catalog.CatalogEntry.LimitsEntry;
import io.sixlane.configuration.catalog.CatalogEntry.RegionEntry;
import io.sixlane.configuration.catalog.CatalogEntry.SpecificationEntry;
import io.sixlane.configuration.order.Term;
import java.util.List;
import java.util.Objects;

/**
 * Keys of the entries that a new catalog adds, changes and deletes. Pure.
 *
 * @param added keys like {@code region/rack-7}
 * @param changed keys
 * @param deleted keys
 */
record CatalogDifference(List<String> added, List<String> changed, List<String> deleted) {
    CatalogDifference {
        added = List.copyOf(added);
        changed = List.copyOf(changed);
        deleted = List.copyOf(deleted);
    }

    static CatalogDifference of(CatalogDocument before, CatalogDocument after) {
        var held = before.entries();
        var wanted = after.withLimitsOf(before).entries();
        return new CatalogDifference(
                wanted.keySet().stream().filter(key -> !held.containsKey(key)).toList(),
                wanted.keySet().stream()
                        .filter(held::containsKey)
                        .filter(
                                key ->
                                        !isSame(
                                                Objects.requireNonNull(held.get(key)),
                                                Objects.requireNonNull(wanted.get(key))))
                        .toList(),
                held.keySet().stream().filter(key -> !wanted.containsKey(key)).toList());
    }

    private static boolean isSame(CatalogEntry one, CatalogEntry other) {
        return content(one).equals(content(other));
    }

    /** The entry with its defaults and without its version. */
    private static CatalogEntry content(CatalogEntry entry) {
        return switch (entry) {
            case RegionEntry it ->
                    new RegionEntry(
                            it.code(),
                            0,
                            it.name(),
                            it.area(),
                            it.mainlandChina(),
                            it.ipv6(),
                            it.nameChinese(),
                            it.coordinates(),
                            it.icpRequired());
            case LimitsEntry it ->
                    new LimitsEntry(
                            it.code(), 0, it.planMbps(), it.months(), it.years(), it.openEnded());
            case SpecificationEntry it ->
                    new SpecificationEntry(
                            it.code(),
                            0,
                            it.name(),
                            it.regions(),
                            it.peakMbps(),
                            it.maxConnections(),
                            it.monthlyPrice(),
                            it.price(Term.Unit.YEAR));
            case BandwidthTypeEntry it ->
                    new BandwidthTypeEntry(
                            it.code(),
                            0,
                            it.name(),
                            it.offCloud(),
                            it.global(),
                            it.endpointTypes(),
                            it.monthlyPricePerMbps(),
                            it.monthlyCrossBorderPricePerMbps(),
                            it.pricePerMbps(Term.Unit.YEAR),
                            it.crossBorderPricePerMbps(Term.Unit.YEAR),
                            Objects.requireNonNullElse(it.usagePrices(), List.of()));
        };
    }
}
