package io.sixlane.provisioning.catalogcopy;

import io.sixlane.configuration.catalog.CatalogEntry.BandwidthTypeEntry;
import io.sixlane.configuration.catalog.CatalogEntry.LimitsEntry;
import io.sixlane.configuration.catalog.CatalogEntry.RegionEntry;
import io.sixlane.configuration.catalog.CatalogEntry.SpecificationEntry;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The last received catalog; empty for entries that were never received. */
public interface CatalogCopy {
    Mono<SpecificationEntry> specification(String code);

    Mono<BandwidthTypeEntry> bandwidthType(String code);

    /** Those of the hosted service until the catalog's were received. */
    Mono<LimitsEntry> limits();

    /** All regions, by code. */
    Flux<RegionEntry> regions();
}
