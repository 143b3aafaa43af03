package io.sixlane.provisioning.eventstore;

import io.r2dbc.postgresql.codec.Json;
import io.sixlane.configuration.accelerator.AcceleratorId;
import io.sixlane.configuration.image.AcceleratorImage;
import io.sixlane.configuration.image.AcceleratorRecord;
import io.sixlane.configuration.json.ConfigurationJson;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Reads the accelerator view. */
@Repository
final class R2dbcAcceleratorViews implements AcceleratorViews {
    private final DatabaseClient database;

    R2dbcAcceleratorViews(DatabaseClient database) {
        this.database = database;
    }

    @Override
    public Mono<AcceleratorImage> find(AcceleratorId id) {
        return database.sql(
                        """
                        select body
                          from accelerator_view
                         where accelerator_id = :id
                           and account is not null
                        """)
                .bind("id", id.text())
                .mapValue(Json.class)
                .one()
                .map(R2dbcAcceleratorViews::image);
    }

    @Override
    public Mono<AcceleratorRecord> record(AcceleratorId id) {
        return database.sql(
                        """
                        select body
                          from accelerator_view
                         where accelerator_id = :id
                        """)
                .bind("id", id.text())
                .mapValue(Json.class)
                .one()
                .map(R2dbcAcceleratorViews::read);
    }

    @Override
    public Flux<AcceleratorImage> page(String account, @Nullable AcceleratorId after, int limit) {
        return database.sql(
                        """
                        select body
                          from accelerator_view
                         where account = :account
                           and accelerator_id > :after
                         order by accelerator_id
                         limit :limit
                        """)
                .bind("account", account)
                .bind("after", after == null ? "" : after.text())
                .bind("limit", limit)
                .mapValue(Json.class)
                .all()
                .map(R2dbcAcceleratorViews::image);
    }

    private static AcceleratorImage image(Json json) {
        return (AcceleratorImage) read(json);
    }

    private static AcceleratorRecord read(Json json) {
        return ConfigurationJson.read(json.asArray(), AcceleratorRecord.class);
    }
}
