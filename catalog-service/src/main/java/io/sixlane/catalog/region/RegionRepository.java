package io.sixlane.catalog.region;

import io.r2dbc.spi.Parameters;
import io.r2dbc.spi.R2dbcType;
import io.r2dbc.spi.Readable;
import io.sixlane.catalog.history.EntrySource;
import io.sixlane.configuration.catalog.CatalogEntry.RegionEntry;
import io.sixlane.http.request.Precondition;
import io.sixlane.http.request.StaleRevisionException;
import java.util.List;
import java.util.Objects;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The table of regions. */
@Repository
public class RegionRepository implements EntrySource {
    private final DatabaseClient database;

    RegionRepository(DatabaseClient database) {
        this.database = database;
    }

    /** All regions, by area and code. */
    @Override
    public Flux<RegionEntry> all() {
        return database.sql(
                        """
                        select code, version, name, area, mainland_china, ipv6, name_chinese,
                               coordinates, icp_required
                        from region
                        where not deleted
                        order by area, code
                        """)
                .map(RegionRepository::region)
                .all();
    }

    /** Empty when there is none with this code. */
    Mono<RegionEntry> find(String code) {
        return all().filter(region -> region.code().equals(code)).next();
    }

    /**
     * Adds a region at version 1, or raises its version unless it is as wanted already; the new
     * version is published by the next poll.
     *
     * @throws StaleRevisionException (as an error signal) when it has none of the versions wanted;
     *     then nothing was changed
     */
    Mono<RegionEntry> put(String code, RegionRequest wanted, Precondition precondition) {
        return find(code)
                .doOnNext(present -> precondition.checkNoneMatch(present.version()))
                .hasElement()
                .doOnNext(exists -> checkAdded(exists, precondition))
                .then(Mono.defer(() -> write(code, wanted, precondition)))
                .then(Mono.defer(() -> find(code)))
                .doOnNext(kept -> check(kept, wanted, precondition));
    }

    private static void checkAdded(boolean exists, Precondition precondition) {
        if (!exists && !precondition.match().isEmpty()) {
            throw new StaleRevisionException(0);
        }
    }

    /** Another change came first where the region is not as it was wanted. */
    private static void check(RegionEntry kept, RegionRequest wanted, Precondition precondition) {
        if (precondition.versions().isPresent()
                && !kept.equals(wanted.entry(kept.code(), kept.version()))) {
            throw new StaleRevisionException(kept.version());
        }
    }

    private Mono<Void> write(String code, RegionRequest wanted, Precondition precondition) {
        var statement =
                database.sql(
                                """
                                insert into region (code, name, area, mainland_china, ipv6,
                                                    name_chinese, coordinates, icp_required)
                                values (:code, :name, :area, :mainlandChina, :ipv6,
                                        :nameChinese, :coordinates, :icpRequired)
                                    on conflict (code) do update
                                   set name = excluded.name,
                                       area = excluded.area,
                                       mainland_china = excluded.mainland_china,
                                       ipv6 = excluded.ipv6,
                                       name_chinese = excluded.name_chinese,
                                       coordinates = excluded.coordinates,
                                       icp_required = excluded.icp_required,
                                       version = region.version + 1,
                                       deleted = false
                                 where ((region.name, region.area, region.mainland_china,
                                        region.ipv6, region.name_chinese, region.coordinates,
                                        region.icp_required)
                                       is distinct from
                                       (excluded.name, excluded.area, excluded.mainland_china,
                                        excluded.ipv6, excluded.name_chinese,
                                        excluded.coordinates, excluded.icp_required)
                                        or region.deleted)
                                   and (:anyVersion or region.version::text = any(:versions))
                                """)
                        .bind("code", code)
                        .bind("name", wanted.name())
                        .bind("area", wanted.area())
                        .bind("mainlandChina", wanted.mainlandChina())
                        .bind("ipv6", wanted.ipv6())
                        .bind("nameChinese", Parameters.in(R2dbcType.VARCHAR, wanted.nameChinese()))
                        .bind("coordinates", Parameters.in(R2dbcType.VARCHAR, wanted.coordinates()))
                        .bind("icpRequired", Parameters.in(R2dbcType.BOOLEAN, wanted.icpRequired()))
                        .bind("anyVersion", precondition.versions().isEmpty())
                        .bind(
                                "versions",
                                precondition.versions().orElse(List.of()).toArray(String[]::new));
        return statement.then();
    }

    /**
     * Adds or changes a region whatever its version, unless it is as wanted already. Part of the
     * caller's transaction.
     */
    public Mono<Void> put(String code, RegionRequest wanted) {
        return write(code, wanted, Precondition.NONE);
    }

    /** Lets IPv6 clients connect in these regions. Part of the caller's transaction. */
    Mono<Void> offerIpv6(List<String> codes) {
        return database.sql(
                        """
                        update region
                           set ipv6 = true, version = version + 1
                         where code = any(:codes)
                        """)
                .bind("codes", codes.toArray(String[]::new))
                .then();
    }

    private static RegionEntry region(Readable row) {
        return new RegionEntry(
                Objects.requireNonNull(row.get("code", String.class)),
                Objects.requireNonNull(row.get("version", Long.class)),
                Objects.requireNonNull(row.get("name", String.class)),
                Objects.requireNonNull(row.get("area", String.class)),
                Objects.requireNonNull(row.get("mainland_china", Boolean.class)),
                Objects.requireNonNull(row.get("ipv6", Boolean.class)),
                row.get("name_chinese", String.class),
                row.get("coordinates", String.class),
                row.get("icp_required", Boolean.class));
    }
}
