package io.sixlane.provisioning.history;

import io.r2dbc.postgresql.codec.Json;
import io.sixlane.configuration.image.AcceleratorImage;
import io.sixlane.configuration.image.AcceleratorRecord;
import io.sixlane.configuration.json.ConfigurationJson;
import java.time.Instant;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;

/** Finds changes that wait to be confirmed. What it finds may be over when it is acted upon. */
@Repository
final class UnconfirmedViewRepository {
    private final DatabaseClient database;

    UnconfirmedViewRepository(DatabaseClient database) {
        this.database = database;
    }

    /**
     * Accelerators whose change was due before or at {@code now}.
     *
     * @param limit at most this many, the most overdue first
     */
    Flux<AcceleratorImage> overdue(Instant now, int limit) {
        return database.sql(
                        """
                        select body
                          from accelerator_view
                         where body -> 'confirmation' is not null
                           and account is not null
                           and ((body -> 'confirmation' ->> 'deadline') collate "C") <= :text
                           and (body -> 'confirmation' ->> 'deadline')::timestamptz <= :now
                         order by ((body -> 'confirmation' ->> 'deadline') collate "C")
                         limit :limit
                        """)
                .bind("text", now.toString())
                .bind("now", now)
                .bind("limit", limit)
                .mapValue(Json.class)
                .all()
                .map(json -> ConfigurationJson.read(json.asArray(), AcceleratorRecord.class))
                .ofType(AcceleratorImage.class);
    }
}
