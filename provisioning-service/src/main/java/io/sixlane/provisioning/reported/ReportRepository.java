package io.sixlane.provisioning.reported;

import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** The ids of reports that are in the log. */
@Repository
final class ReportRepository {
    private final DatabaseClient database;

    ReportRepository(DatabaseClient database) {
        this.database = database;
    }

    Mono<Boolean> isKnown(String report) {
        return database.sql("select exists (select from reported_event where id = :id)")
                .bind("id", report)
                .mapValue(Boolean.class)
                .one();
    }

    /** Fails with a duplicate key when it is known. */
    Mono<Void> note(String report) {
        return database.sql("insert into reported_event (id) values (:id)")
                .bind("id", report)
                .then();
    }

    /** 0 for a stream without events. */
    Mono<Long> revision(String streamId) {
        return database.sql(
                        """
                        select coalesce(max(revision), 0) as revision
                          from stream
                         where stream_id = :streamId
                        """)
                .bind("streamId", streamId)
                .mapValue(Long.class)
                .one();
    }
}
