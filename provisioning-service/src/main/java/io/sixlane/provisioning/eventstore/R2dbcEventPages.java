package io.sixlane.provisioning.eventstore;

import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** Reads the event table. */
@Repository
final class R2dbcEventPages implements EventPages {
    private final DatabaseClient database;

    R2dbcEventPages(DatabaseClient database) {
        this.database = database;
    }

    @Override
    public Mono<Slice> page(String streamId, long fromRevision, int limit) {
        return PageRows.of(
                        database.sql(
                                        """
                                        select json, found
                                          from (select record as json, count(*) over () as found,
                                                       row_number() over by_revision as number,
                                                       sum(bytes) over by_revision - bytes
                                                           as bytes_before
                                                  from (select revision, record,
                                                               pg_column_size(record) as bytes
                                                          from event
                                                         where stream_id = :streamId
                                                           and revision >= :fromRevision
                                                         order by revision
                                                         limit :limit + 1) as candidate
                                                window by_revision as (order by revision))
                                               as measured
                                         where number <= :limit
                                           and bytes_before < :mostBytes
                                         order by number
                                        """)
                                .bind("streamId", streamId)
                                .bind("fromRevision", fromRevision)
                                .bind("limit", limit)
                                .bind("mostBytes", PageRows.MOST_STORED_BYTES),
                        StoredEvent::read)
                .map(page -> new Slice(page.rows(), page.more()));
    }
}
