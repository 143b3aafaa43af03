package io.sixlane.provisioning.eventstore;

import io.r2dbc.postgresql.codec.Json;
import io.sixlane.configuration.accelerator.AcceleratorId;
import io.sixlane.configuration.image.AcceleratorEvolution;
import io.sixlane.configuration.image.AcceleratorRecord;
import io.sixlane.configuration.json.ConfigurationJson;
import io.sixlane.configuration.log.RecordedEvent;
import java.time.Instant;
import java.util.Optional;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Snapshots are {@link StreamWriter}'s. */
@Repository
final class R2dbcAcceleratorPast implements AcceleratorPast {
    private final DatabaseClient database;
    private final EventStore eventStore;

    R2dbcAcceleratorPast(DatabaseClient database, EventStore eventStore) {
        this.database = database;
        this.eventStore = eventStore;
    }

    @Override
    public Mono<AcceleratorRecord> at(AcceleratorId id, long revision) {
        return snapshot(id, revision)
                .flatMap(
                        held -> {
                            var missing = revision - next(held) + 1;
                            return missing == 0
                                    ? Mono.justOrEmpty(held)
                                    : fold(
                                            held,
                                            eventStore.history(
                                                    id.text(), next(held), limit(missing)));
                        })
                .filter(record -> record.revision() == revision);
    }

    @Override
    public Mono<AcceleratorRecord> at(AcceleratorId id, Instant time) {
        return Mono.zip(snapshot(id, time), snapshotAfter(id, time))
                .flatMap(
                        around -> {
                            var held = around.getT1();
                            var most = around.getT2() - next(held) + 1;
                            return fold(
                                    held,
                                    eventStore
                                            .history(id.text(), next(held), limit(most))
                                            .takeWhile(event -> !event.occurredAt().isAfter(time)));
                        });
    }

    private static long next(Optional<AcceleratorRecord> held) {
        return held.map(AcceleratorRecord::revision).orElse(0L) + 1;
    }

    /** The limit in rows; a stream never has more events. */
    private static int limit(long events) {
        return Math.clamp(events, 0, Integer.MAX_VALUE);
    }

    private static Mono<AcceleratorRecord> fold(
            Optional<AcceleratorRecord> from, Flux<RecordedEvent> events) {
        return events.reduce(
                        from,
                        (held, recorded) ->
                                Optional.of(
                                        AcceleratorEvolution.evolve(held.orElse(null), recorded)))
                .flatMap(Mono::justOrEmpty);
    }

    private Mono<Optional<AcceleratorRecord>> snapshot(AcceleratorId id, long revision) {
        return database.sql(
                        """
                        select body
                          from accelerator_snapshot
                         where accelerator_id = :id and revision <= :revision
                         order by revision desc
                         limit 1
                        """)
                .bind("id", id.text())
                .bind("revision", revision)
                .mapValue(Json.class)
                .one()
                .map(R2dbcAcceleratorPast::record)
                .defaultIfEmpty(Optional.empty());
    }

    private Mono<Optional<AcceleratorRecord>> snapshot(AcceleratorId id, Instant time) {
        return database.sql(
                        """
                        select body
                          from accelerator_snapshot
                         where accelerator_id = :id and occurred_at <= :time
                         order by revision desc
                         limit 1
                        """)
                .bind("id", id.text())
                .bind("time", time)
                .mapValue(Json.class)
                .one()
                .map(R2dbcAcceleratorPast::record)
                .defaultIfEmpty(Optional.empty());
    }

    /** The revision of the first snapshot after that time, where reading may end. */
    private Mono<Long> snapshotAfter(AcceleratorId id, Instant time) {
        return database.sql(
                        """
                        select coalesce(min(revision), 9223372036854775807)
                          from accelerator_snapshot
                         where accelerator_id = :id and occurred_at > :time
                        """)
                .bind("id", id.text())
                .bind("time", time)
                .mapValue(Long.class)
                .one();
    }

    private static Optional<AcceleratorRecord> record(Json json) {
        return Optional.of(ConfigurationJson.read(json.asArray(), AcceleratorRecord.class));
    }
}
