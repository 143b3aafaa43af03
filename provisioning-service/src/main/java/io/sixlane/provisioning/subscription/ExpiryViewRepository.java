package io.sixlane.provisioning.subscription;

import io.r2dbc.postgresql.codec.Json;
import io.sixlane.configuration.image.AcceleratorImage;
import io.sixlane.configuration.image.AcceleratorRecord;
import io.sixlane.configuration.json.ConfigurationJson;
import java.time.Instant;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;

/** Finds accelerators by the end of their term, to the second. Suspended ones are left out. */
@Repository
final class ExpiryViewRepository {
    private final DatabaseClient database;

    ExpiryViewRepository(DatabaseClient database) {
        this.database = database;
    }

    /** Those whose term ends in {@code [from, to)}, the earliest first. */
    Flux<AcceleratorImage> endingBetween(Instant from, Instant to, int limit) {
        return database.sql(
                        """
                        select body
                          from accelerator_view
                         where body -> 'suspension' is null
                           and body ->> 'expiresAt' is not null
                           and ((body ->> 'expiresAt') collate "C") >= :from
                           and ((body ->> 'expiresAt') collate "C") < :to
                           and account is not null
                         order by ((body ->> 'expiresAt') collate "C")
                         limit :limit
                        """)
                .bind("from", from.toString())
                .bind("to", to.toString())
                .bind("limit", limit)
                .mapValue(Json.class)
                .all()
                .map(
                        json ->
                                (AcceleratorImage)
                                        ConfigurationJson.read(
                                                json.asArray(), AcceleratorRecord.class));
    }
}
