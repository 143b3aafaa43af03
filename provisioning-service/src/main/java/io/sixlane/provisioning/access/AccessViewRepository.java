package io.sixlane.provisioning.access;

import io.r2dbc.postgresql.codec.Json;
import io.sixlane.configuration.json.ConfigurationJson;
import io.sixlane.configuration.log.RecordedEvent;
import java.util.Objects;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;

/** Events of access in the log. */
@Repository
final class AccessViewRepository {
    private final DatabaseClient database;

    AccessViewRepository(DatabaseClient database) {
        this.database = database;
    }

    /**
     * The latest first.
     *
     * @param before the revision after the first one wanted
     */
    Flux<RecordedEvent> latest(String streamId, long before, int limit) {
        return database.sql(
                        """
                        select record
                          from event
                         where stream_id = :streamId
                           and revision < :before
                         order by revision desc
                         limit :limit
                        """)
                .bind("streamId", streamId)
                .bind("before", before)
                .bind("limit", limit)
                .mapValue(Json.class)
                .all()
                .map(Objects::requireNonNull)
                .map(json -> ConfigurationJson.read(json.asArray(), RecordedEvent.class));
    }
}
