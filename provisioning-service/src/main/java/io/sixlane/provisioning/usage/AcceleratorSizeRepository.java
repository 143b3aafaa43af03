package io.sixlane.provisioning.usage;

import io.r2dbc.postgresql.codec.Json;
import io.sixlane.configuration.accelerator.AcceleratorId;
import io.sixlane.configuration.json.ConfigurationJson;
import io.sixlane.configuration.log.RecordedEvent;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;

/** Reads how the sizes and the end of an accelerator changed, without its other events. */
@Repository
final class AcceleratorSizeRepository {
    /** Changes of sizes in the life of one accelerator; later ones are left out. */
    private static final int MOST = 10_000;

    private final DatabaseClient database;

    AcceleratorSizeRepository(DatabaseClient database) {
        this.database = database;
    }

    /** In order, from its creation on; empty when there was none. */
    Flux<RecordedEvent> events(AcceleratorId id) {
        return database.sql(
                        """
                        select record
                          from event
                         where stream_id = :id
                           and record #>> '{event,type}'
                               in ('AcceleratorCreated', 'SpecificationChanged', 'TermExtended',
                                   'BandwidthPlanBound', 'BandwidthPlanUnbound',
                                   'CrossBorderPlanBound', 'CrossBorderPlanUnbound',
                                   'AcceleratorDeleted')
                         order by revision
                         limit :most
                        """)
                .bind("id", id.text())
                .bind("most", MOST)
                .mapValue(Json.class)
                .all()
                .map(json -> ConfigurationJson.read(json.asArray(), RecordedEvent.class));
    }
}
