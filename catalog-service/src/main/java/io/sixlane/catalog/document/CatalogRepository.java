package io.sixlane.catalog.document;

import io.sixlane.catalog.bandwidth.BandwidthTypeRepository;
import io.sixlane.catalog.limit.LimitsRepository;
import io.sixlane.catalog.region.RegionRepository;
import io.sixlane.catalog.region.RegionRequest;
import io.sixlane.catalog.specification.SpecificationRepository;
import io.sixlane.configuration.catalog.CatalogEntry;
import io.sixlane.configuration.catalog.CatalogEntry.BandwidthTypeEntry;
import io.sixlane.configuration.catalog.CatalogEntry.LimitsEntry;
import io.sixlane.configuration.catalog.CatalogEntry.RegionEntry;
import io.sixlane.configuration.catalog.CatalogEntry.SpecificationEntry;
import java.util.Objects;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** The tables of the catalog together. */
@Repository
class CatalogRepository {
    private final DatabaseClient database;
    private final RegionRepository regions;
    private final SpecificationRepository specifications;
    private final BandwidthTypeRepository bandwidthTypes;
    private final LimitsRepository limits;

    CatalogRepository(
            DatabaseClient database,
            RegionRepository regions,
            SpecificationRepository specifications,
            BandwidthTypeRepository bandwidthTypes,
            LimitsRepository limits) {
        this.limits = limits;
        this.database = database;
        this.regions = regions;
        this.specifications = specifications;
        this.bandwidthTypes = bandwidthTypes;
    }

    /** The catalog and its revision, which rises with each change of an entry. */
    Mono<Revised> find() {
        return Mono.zip(
                        revision(),
                        regions.all().collectList(),
                        specifications.all().collectList(),
                        bandwidthTypes.all().collectList(),
                        limits.find())
                .map(
                        found ->
                                new Revised(
                                        found.getT1(),
                                        CatalogDocument.of(
                                                found.getT2(),
                                                found.getT3(),
                                                found.getT4(),
                                                found.getT5())));
    }

    record Revised(long revision, CatalogDocument document) {}

    private Mono<Long> revision() {
        return database.sql(
                        """
                        select (select coalesce(sum(version), 0) from region)
                               + (select coalesce(sum(version), 0) from specification)
                               + (select coalesce(sum(version), 0) from bandwidth_type)
                               + (select version from limits) as revision
                        """)
                .map(row -> Objects.requireNonNull(row.get("revision", Long.class)))
                .one();
    }

    Mono<Void> put(CatalogEntry entry) {
        return switch (entry) {
            case RegionEntry region -> regions.put(region.code(), RegionRequest.of(region));
            case SpecificationEntry specification -> specifications.put(specification);
            case BandwidthTypeEntry type -> bandwidthTypes.put(type);
            case LimitsEntry wanted -> limits.put(wanted);
        };
    }

    /** The deletion is published by the next poll. */
    Mono<Void> delete(CatalogEntry entry) {
        return switch (entry) {
            case RegionEntry region -> delete("region", region.code());
            case SpecificationEntry specification -> delete("specification", specification.code());
            case BandwidthTypeEntry type -> delete("bandwidth_type", type.code());
            case LimitsEntry _ ->
                    Mono.error(() -> new IllegalStateException("limits are not deleted"));
        };
    }

    private Mono<Void> delete(String table, String code) {
        return database.sql(
                        "update %s set deleted = true, version = version + 1".formatted(table)
                                + " where code = :code and not deleted")
                .bind("code", code)
                .then();
    }
}
