package io.sixlane.provisioning.eventstore;

import io.r2dbc.postgresql.codec.Json;
import io.sixlane.configuration.accelerator.AcceleratorEvent;
import io.sixlane.configuration.image.AcceleratorEvolution;
import io.sixlane.configuration.image.AcceleratorRecord;
import io.sixlane.configuration.json.ConfigurationJson;
import io.sixlane.configuration.log.RecordedEvent;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** Finds an accelerator as it is before and after an append. */
@Repository
final class AcceleratorSteps {
    /**
     * The accelerator around the events of an append.
     *
     * @param before null before it is created
     */
    record Step(@Nullable AcceleratorRecord before, AcceleratorRecord after) {}

    private final DatabaseClient database;

    AcceleratorSteps(DatabaseClient database) {
        this.database = database;
    }

    /**
     * Empty for streams that are not accelerators. The lock of the stream must be held unless the
     * append was decided on an image.
     *
     * @param recorded the events of the append
     */
    Mono<Step> of(Append append, List<RecordedEvent> recorded) {
        if (recorded.isEmpty() || !(recorded.getFirst().event() instanceof AcceleratorEvent)) {
            return Mono.empty();
        }
        var decided = append.decided();
        return decided != null
                ? Mono.just(new Step(decided.before(), decided.after().at(recorded.getLast())))
                : find(append.streamId())
                        .map(held -> new Step(held, evolve(held, recorded)))
                        .switchIfEmpty(
                                Mono.fromSupplier(() -> new Step(null, evolve(null, recorded))));
    }

    private static AcceleratorRecord evolve(
            @Nullable AcceleratorRecord held, List<RecordedEvent> recorded) {
        var record = AcceleratorEvolution.evolve(held, recorded.getFirst());
        for (var event : recorded.subList(1, recorded.size())) {
            record = AcceleratorEvolution.evolve(record, event);
        }
        return record;
    }

    /** An error when a later version wrote what would be lost. */
    private Mono<AcceleratorRecord> find(String streamId) {
        return database.sql(
                        """
                        select body
                          from accelerator_view
                         where accelerator_id = :streamId
                        """)
                .bind("streamId", streamId)
                .mapValue(Json.class)
                .one()
                .map(json -> ConfigurationJson.readWhole(json.asArray(), AcceleratorRecord.class));
    }
}
