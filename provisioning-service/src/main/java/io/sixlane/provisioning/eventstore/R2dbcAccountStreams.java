package io.sixlane.provisioning.eventstore;

import java.util.Collection;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;

/** Finds the first event of each stream by the account that caused it. */
@Repository
final class R2dbcAccountStreams implements AccountStreams {
    private final DatabaseClient database;

    R2dbcAccountStreams(DatabaseClient database) {
        this.database = database;
    }

    @Override
    public Flux<String> page(String account, String prefix, String after, int limit) {
        return database.sql(
                        """
                        select stream_id
                          from event
                         where revision = 1
                           and record #>> '{actor,account}' = :account
                           and stream_id > :after
                           and starts_with(stream_id, :prefix)
                         order by stream_id
                         limit :limit
                        """)
                .bind("account", account)
                .bind("after", after.isEmpty() ? prefix : after)
                .bind("prefix", prefix)
                .bind("limit", limit)
                .mapValue(String.class)
                .all();
    }

    @Override
    public Flux<String> all(String prefix) {
        return database.sql(
                        """
                        select stream_id
                          from stream
                         where stream_id >= :prefix
                           and starts_with(stream_id, :prefix)
                         order by stream_id
                        """)
                .bind("prefix", prefix)
                .mapValue(String.class)
                .all();
    }

    @Override
    public Flux<String> owned(String account, Collection<String> streamIds) {
        return database.sql(
                        """
                        select stream_id
                          from event
                         where stream_id = any(:streamIds)
                           and revision = 1
                           and record #>> '{actor,account}' = :account
                        """)
                .bind("streamIds", streamIds.toArray(String[]::new))
                .bind("account", account)
                .mapValue(String.class)
                .all();
    }
}
