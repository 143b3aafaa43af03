package io.sixlane.provisioning.checkpoint;

import io.r2dbc.postgresql.codec.Json;
import io.sixlane.configuration.json.ConfigurationJson;
import io.sixlane.configuration.log.SignedCheckpoint;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;

/** Reads the signed checkpoints. */
@Repository
final class CheckpointViewRepository {
    private final DatabaseClient database;

    CheckpointViewRepository(DatabaseClient database) {
        this.database = database;
    }

    /** The checkpoints after {@code number}, by number. */
    Flux<SignedCheckpoint> after(long number, int limit) {
        return database.sql(
                        """
                        select record
                          from signed_checkpoint
                         where number > :number
                         order by number
                         limit :limit
                        """)
                .bind("number", number)
                .bind("limit", limit)
                .mapValue(Json.class)
                .all()
                .map(json -> ConfigurationJson.read(json.asArray(), SignedCheckpoint.class));
    }
}
