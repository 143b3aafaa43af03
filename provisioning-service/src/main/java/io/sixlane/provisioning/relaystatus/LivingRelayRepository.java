package io.sixlane.provisioning.relaystatus;

import io.sixlane.provisioning.clock.RelayLiveness;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Finds them by their heartbeats. */
@Repository
final class LivingRelayRepository implements LivingRelays {
    private static final String LIVING =
            " from relay r where %s and not r.draining".formatted(RelayLiveness.ALIVE);

    private final DatabaseClient database;

    LivingRelayRepository(DatabaseClient database) {
        this.database = database;
    }

    @Override
    public Mono<String> idlest(String region) {
        return database.sql(
                        "select relay_id"
                                + LIVING
                                + " and region = :region"
                                + " order by connections_active, relay_id limit 1")
                .bind("region", region)
                .mapValue(String.class)
                .one();
    }

    @Override
    public Mono<Boolean> isAlive(String relayId) {
        return database.sql(
                        "select %s as alive from relay r where r.relay_id = :relayId"
                                .formatted(RelayLiveness.ALIVE))
                .bind("relayId", relayId)
                .mapValue(Boolean.class)
                .one()
                .defaultIfEmpty(false);
    }

    @Override
    public Flux<String> regions() {
        return database.sql("select distinct region" + LIVING + " order by region")
                .mapValue(String.class)
                .all();
    }
}
