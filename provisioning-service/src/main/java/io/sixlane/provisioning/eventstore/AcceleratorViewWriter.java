package io.sixlane.provisioning.eventstore;

import io.r2dbc.postgresql.codec.Json;
import io.sixlane.configuration.accelerator.AcceleratorEvent;
import io.sixlane.configuration.accelerator.Listener;
import io.sixlane.configuration.image.AcceleratorEvolution;
import io.sixlane.configuration.image.AcceleratorImage;
import io.sixlane.configuration.image.AcceleratorRecord;
import io.sixlane.configuration.json.ConfigurationJson;
import io.sixlane.configuration.log.RecordedEvent;
import java.util.List;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/**
 * Keeps the accelerator view as new as the log, inside the transaction of the append. A deleted
 * accelerator stays as the record that it is gone, of no account.
 */
@Repository
final class AcceleratorViewWriter {
    /** Revisions: reading the past folds no more events than these and a change. */
    static final int SNAPSHOT_EVERY = 100;

    private final DatabaseClient database;
    private final PortClaims ports;

    AcceleratorViewWriter(DatabaseClient database, PortClaims ports) {
        this.database = database;
        this.ports = ports;
    }

    /**
     * Does nothing for streams that are not accelerators. Their lock must be held.
     *
     * @param recorded the events of the append
     */
    Mono<Void> write(Append append, List<RecordedEvent> recorded) {
        return written(append, recorded)
                .flatMap(
                        written ->
                                ports.move(written.before(), written.after())
                                        .then(save(written.after()))
                                        .then(snapshot(recorded.getFirst(), written.after())));
    }

    /** Refuses what {@link #write} would refuse. */
    Mono<Void> check(Append append, List<RecordedEvent> recorded) {
        return written(append, recorded)
                .flatMap(written -> ports.check(written.before(), written.after()));
    }

    private record Written(@Nullable AcceleratorRecord before, AcceleratorRecord after) {}

    /** Empty for other streams. */
    private Mono<Written> written(Append append, List<RecordedEvent> recorded) {
        if (recorded.isEmpty() || !(recorded.getFirst().event() instanceof AcceleratorEvent)) {
            return Mono.empty();
        }
        var decided = append.decided();
        return decided != null
                ? Mono.just(new Written(decided.before(), decided.after().at(recorded.getLast())))
                : find(append.streamId())
                        .map(held -> new Written(held, evolve(held, recorded)))
                        .switchIfEmpty(
                                Mono.fromSupplier(() -> new Written(null, evolve(null, recorded))));
    }

    /**
     * Writes a snapshot each time that the revision passes a multiple of {@link #SNAPSHOT_EVERY}.
     */
    private Mono<Void> snapshot(RecordedEvent first, AcceleratorRecord record) {
        var passed = (first.revision() - 1) / SNAPSHOT_EVERY < record.revision() / SNAPSHOT_EVERY;
        if (!passed || !(record instanceof AcceleratorImage image)) {
            return Mono.empty();
        }
        return database.sql(
                        """
                        insert into accelerator_snapshot
                               (accelerator_id, revision, occurred_at, body)
                        values (:id, :revision, :occurredAt, :body)
                        """)
                .bind("id", image.id().text())
                .bind("revision", image.revision())
                .bind("occurredAt", image.occurredAt())
                .bind("body", Json.of(ConfigurationJson.write(image)))
                .then();
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

    /** The numbers of one accelerator that quotas bound. */
    private record Use(
            int listeners, int mostEndpointGroups, int mostEndpoints, int mostAccessPrefixes) {
        static Use of(AcceleratorRecord record) {
            var listeners =
                    record instanceof AcceleratorImage image
                            ? image.listeners()
                            : List.<Listener>of();
            return new Use(
                    listeners.size(),
                    most(listeners, listener -> listener.endpointGroups().size()),
                    most(
                            listeners,
                            listener ->
                                    most(
                                            listener.endpointGroups(),
                                            group -> group.endpoints().size())),
                    most(
                            listeners,
                            listener ->
                                    listener.effectiveAccessLists().stream()
                                            .mapToInt(list -> list.prefixes().size())
                                            .sum()));
        }

        private static <T> int most(List<T> things, ToIntFunction<T> count) {
            return things.stream().mapToInt(count).max().orElse(0);
        }
    }

    private Mono<Void> save(AcceleratorRecord record) {
        var use = Use.of(record);
        var statement =
                database.sql(
                                """
                                insert into accelerator_view
                                       (accelerator_id, account, revision, body, listeners,
                                        most_endpoint_groups, most_endpoints,
                                        most_access_prefixes)
                                values (:id, :account, :revision, :body, :listeners, :groups,
                                        :endpoints, :prefixes)
                                    on conflict (accelerator_id) do update
                                   set account = excluded.account,
                                       revision = excluded.revision,
                                       body = excluded.body,
                                       listeners = excluded.listeners,
                                       most_endpoint_groups = excluded.most_endpoint_groups,
                                       most_endpoints = excluded.most_endpoints,
                                       most_access_prefixes = excluded.most_access_prefixes
                                """)
                        .bind("listeners", use.listeners())
                        .bind("groups", use.mostEndpointGroups())
                        .bind("endpoints", use.mostEndpoints())
                        .bind("prefixes", use.mostAccessPrefixes())
                        .bind("id", record.id().text())
                        .bind("revision", record.revision())
                        .bind("body", Json.of(ConfigurationJson.write(record)));
        return (record instanceof AcceleratorImage image
                        ? statement.bind("account", image.account())
                        : statement.bindNull("account", String.class))
                .then();
    }
}
