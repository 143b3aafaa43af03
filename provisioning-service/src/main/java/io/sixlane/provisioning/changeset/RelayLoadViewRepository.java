package io.sixlane.provisioning.changeset;

import java.time.Instant;
import java.util.Objects;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;

/** How busy relays are, as they last said. */
@Repository
final class RelayLoadViewRepository {
    private final DatabaseClient database;

    RelayLoadViewRepository(DatabaseClient database) {
        this.database = database;
    }

    /** Relays heard of since {@code since}, by id. */
    Flux<RelayLoad> relays(Instant since) {
        return database.sql(
                        """
                        select relay_id, region, active_connections
                          from relay
                         where last_heartbeat_at >= :since
                         order by relay_id
                        """)
                .bind("since", since)
                .map(
                        row ->
                                new RelayLoad(
                                        Objects.requireNonNull(row.get("relay_id", String.class)),
                                        Objects.requireNonNull(row.get("region", String.class)),
                                        Objects.requireNonNull(
                                                row.get("active_connections", Long.class))))
                .all();
    }
}
