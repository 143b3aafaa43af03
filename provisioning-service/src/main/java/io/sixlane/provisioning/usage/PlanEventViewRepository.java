package io.sixlane.provisioning.usage;

import io.r2dbc.postgresql.codec.Json;
import io.sixlane.configuration.json.ConfigurationJson;
import io.sixlane.configuration.log.RecordedEvent;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;

/** Reads the state of a plan at a revision without its whole history. */
@Repository
final class PlanEventViewRepository {
    private final DatabaseClient database;

    PlanEventViewRepository(DatabaseClient database) {
        this.database = database;
    }

    /** The last events before {@code revision} that set the size and the binding, in order. */
    Flux<RecordedEvent> stateBefore(String planId, long revision) {
        return database.sql(
                        """
                        select record
                          from ((select record, revision
                                   from event
                                  where stream_id = :planId
                                    and revision < :revision
                                    and record #>> '{event,type}'
                                        in ('BandwidthPlanCreated', 'BandwidthPlanResized',
                                            'BandwidthPlanDeleted')
                                  order by revision desc
                                  limit 1)
                                union all
                                (select record, revision
                                   from event
                                  where stream_id = :planId
                                    and revision < :revision
                                    and record #>> '{event,type}'
                                        in ('PlanBoundToAccelerator',
                                            'PlanUnboundFromAccelerator')
                                  order by revision desc
                                  limit 1)) as state
                         order by revision
                        """)
                .bind("planId", planId)
                .bind("revision", revision)
                .mapValue(Json.class)
                .all()
                .map(json -> ConfigurationJson.read(json.asArray(), RecordedEvent.class));
    }
}
