package io.sixlane.provisioning.eventstore;

import io.r2dbc.postgresql.codec.Json;
import io.r2dbc.spi.Readable;
import io.sixlane.configuration.accelerator.AcceleratorId;
import io.sixlane.configuration.image.AcceleratorImage;
import io.sixlane.configuration.image.AcceleratorRecord;
import io.sixlane.configuration.json.ConfigurationJson;
import java.util.Objects;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
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
        return body(id).map(R2dbcAcceleratorViews::image);
    }

    @Override
    public Mono<AcceleratorImage> findWhole(AcceleratorId id) {
        return database.sql(
                        """
                        select view.body, event.record
                          from accelerator_view view
                          left join event
                            on event.stream_id = view.accelerator_id
                           and event.revision = view.revision
                         where view.accelerator_id = :id
                           and view.account is not null
                        """)
                .bind("id", id.text())
                .map(R2dbcAcceleratorViews::whole)
                .one();
    }

    private static AcceleratorImage whole(Readable row) {
        var last = row.get("record", Json.class);
        if (last != null) {
            var _ = StoredEvent.read(last);
        }
        var body = Objects.requireNonNull(row.get("body", Json.class));
        return (AcceleratorImage)
                ConfigurationJson.readWhole(body.asArray(), AcceleratorRecord.class);
    }

    private Mono<Json> body(AcceleratorId id) {
        return database.sql(
                        """
                        select body
                          from accelerator_view
                         where accelerator_id = :id
                           and account is not null
                        """)
                .bind("id", id.text())
                .mapValue(Json.class)
                .one();
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

    private static AcceleratorImage image(Json json) {
        return (AcceleratorImage) read(json);
    }

    private static AcceleratorRecord read(Json json) {
        return ConfigurationJson.read(json.asArray(), AcceleratorRecord.class);
    }
}
