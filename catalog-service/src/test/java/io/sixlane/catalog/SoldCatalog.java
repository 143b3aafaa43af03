package io.sixlane.catalog;

import io.sixlane.configuration.catalog.CatalogEntry;
import io.sixlane.configuration.catalog.CatalogEntry.BandwidthTypeEntry;
import io.sixlane.configuration.catalog.CatalogEntry.RegionEntry;
import io.sixlane.configuration.catalog.CatalogEntry.SpecificationEntry;
import io.sixlane.configuration.json.ConfigurationJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.core.type.TypeReference;

/**
 * The catalog that a new installation publishes: {@code src/test/resources/catalog.json}, which
 * {@link CatalogServiceIT} compares with the topic. Tests of provisioning read it too.
 */
public final class SoldCatalog {
    private static final List<CatalogEntry> ENTRIES = read();

    private SoldCatalog() {}

    /** By key. */
    public static List<CatalogEntry> entries() {
        return ENTRIES;
    }

    /** By area and code. */
    public static List<RegionEntry> regions() {
        return of(RegionEntry.class)
                .sorted(Comparator.comparing(RegionEntry::area).thenComparing(RegionEntry::code))
                .toList();
    }

    /** Smallest first. */
    public static List<SpecificationEntry> specifications() {
        return of(SpecificationEntry.class)
                .sorted(Comparator.comparingInt(SpecificationEntry::peakMbps))
                .toList();
    }

    /** Plainest first. */
    public static List<BandwidthTypeEntry> bandwidthTypes() {
        return of(BandwidthTypeEntry.class)
                .sorted(Comparator.comparing(BandwidthTypeEntry::code))
                .toList();
    }

    public static RegionEntry region(String code) {
        return regions().stream().filter(r -> r.code().equals(code)).findFirst().orElseThrow();
    }

    private static <T extends CatalogEntry> Stream<T> of(Class<T> kind) {
        return ENTRIES.stream().filter(kind::isInstance).map(kind::cast);
    }

    private static List<CatalogEntry> read() {
        try {
            return ConfigurationJson.mapper()
                    .readValue(
                            Files.readString(Path.of("src/test/resources/catalog.json")),
                            new TypeReference<List<CatalogEntry>>() {});
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
