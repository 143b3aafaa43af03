package io.sixlane.provisioning.probe;

import io.r2dbc.postgresql.codec.Json;
import io.r2dbc.spi.Readable;
import io.sixlane.configuration.accelerator.AcceleratorId;
import io.sixlane.configuration.json.ConfigurationJson;
import io.sixlane.configuration.relay.AskedProbe;
import io.sixlane.configuration.relay.ProbeSample;
import io.sixlane.configuration.relay.RelayStatus.ProbeMeasured;
import io.sixlane.provisioning.decision.RejectedException;
import io.sixlane.provisioning.decision.Rejection.OfProbe.TooManyProbes;
import io.sixlane.provisioning.relaystatus.ProbeIntake;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Keeps measurements for 30 days, and the newest {@value #MOST_KEPT} of an accelerator. A relay has
 * two minutes to finish one.
 */
@Repository
class ProbeRepository implements ProbeIntake {
    /** Measurements of one account within a minute. */
    static final int MOST_A_MINUTE = 6;

    static final int MOST_KEPT = 100;

    private static final String COLUMNS =
            """
            select request, about, requested_at, samples, finished_at, failure,
                   requested_at < now() - interval '2 minutes' as late
              from probe
            """;

    private final DatabaseClient database;
    private final TransactionalOperator transactions;

    ProbeRepository(DatabaseClient database, TransactionalOperator transactions) {
        this.database = database;
        this.transactions = transactions;
    }

    /**
     * Adds a measurement and forgets old ones.
     *
     * @throws RejectedException (as an error signal) when the account asked for too many
     */
    Mono<StoredProbe> add(String account, AskedProbe request, ProbeSubject subject) {
        return lock(account)
                .then(recent(account))
                .flatMap(
                        recent ->
                                recent >= MOST_A_MINUTE
                                        ? Mono.error(
                                                () ->
                                                        new RejectedException(
                                                                new TooManyProbes(MOST_A_MINUTE)))
                                        : insert(account, request, subject))
                .flatMap(added -> forget(request.acceleratorId()).thenReturn(added))
                .as(transactions::transactional);
    }

    /** One request of an account after the other, or all of them would count the same. */
    private Mono<Void> lock(String account) {
        return database.sql("select pg_advisory_xact_lock(hashtextextended(:account, 14))")
                .bind("account", account)
                .then();
    }

    private Mono<Long> recent(String account) {
        return database.sql(
                        """
                        select count(*)
                          from probe
                         where account = :account
                           and requested_at > now() - interval '1 minute'
                        """)
                .bind("account", account)
                .mapValue(Long.class)
                .one();
    }

    private Mono<StoredProbe> insert(String account, AskedProbe request, ProbeSubject subject) {
        return database.sql(
                        """
                        insert into probe (probe_id, account, accelerator_id, relay_id, request,
                                           about)
                        values (:id, :account, :acceleratorId, :relayId, :request, :about)
                        returning request, about, requested_at, samples, finished_at, failure,
                                  false as late
                        """)
                .bind("id", request.id())
                .bind("account", account)
                .bind("acceleratorId", request.acceleratorId().text())
                .bind("relayId", request.relayId())
                .bind("request", Json.of(ConfigurationJson.write(request)))
                .bind("about", Json.of(ConfigurationJson.write(subject)))
                .map(ProbeRepository::read)
                .one();
    }

    private Mono<Void> forget(AcceleratorId accelerator) {
        return database.sql(
                        """
                        delete from probe
                         where requested_at < now() - interval '30 days'
                            or probe_id in (select probe_id
                                              from probe
                                             where accelerator_id = :acceleratorId
                                             order by requested_at desc, probe_id
                                            offset :most)
                        """)
                .bind("acceleratorId", accelerator.text())
                .bind("most", MOST_KEPT)
                .then();
    }

    /** Ends one that no relay will hear of. */
    Mono<Void> failed(String id, String failure) {
        return database.sql(
                        """
                        update probe
                           set finished_at = now(), failure = :failure
                         where probe_id = :id
                           and finished_at is null
                        """)
                .bind("id", id)
                .bind("failure", failure)
                .then();
    }

    Mono<StoredProbe> find(String id, String account) {
        return database.sql(COLUMNS + " where probe_id = :id and account = :account")
                .bind("id", id)
                .bind("account", account)
                .map(ProbeRepository::read)
                .one();
    }

    /** The newest first, at most {@value #MOST_KEPT}. */
    Flux<StoredProbe> of(AcceleratorId accelerator, String account) {
        return database.sql(
                        COLUMNS
                                + " where accelerator_id = :acceleratorId and account = :account"
                                + " order by requested_at desc, probe_id limit "
                                + MOST_KEPT)
                .bind("acceleratorId", accelerator.text())
                .bind("account", account)
                .map(ProbeRepository::read)
                .all();
    }

    @Override
    public Mono<Void> save(List<ProbeMeasured> measured) {
        return Flux.fromIterable(measured).concatMap(this::save).then();
    }

    private Mono<Void> save(ProbeMeasured measured) {
        var statement =
                database.sql(
                                """
                                update probe
                                   set samples = :samples,
                                       finished_at = case when :finished then now() end,
                                       failure = :failure
                                 where probe_id = :id
                                   and relay_id = :relayId
                                   and finished_at is null
                                   and requested_at > now() - interval '2 minutes'
                                   and jsonb_array_length(samples) <= :count
                                """)
                        .bind("samples", Json.of(ConfigurationJson.write(measured.samples())))
                        .bind("finished", measured.finished())
                        .bind("id", measured.probeId())
                        .bind("relayId", measured.relayId())
                        .bind("count", measured.samples().size());
        var failure = measured.failure();
        return (failure == null
                        ? statement.bindNull("failure", String.class)
                        : statement.bind("failure", failure))
                .then();
    }

    private static StoredProbe read(Readable row) {
        return new StoredProbe(
                json(row, "request", AskedProbe.class),
                json(row, "about", ProbeSubject.class),
                Objects.requireNonNull(row.get("requested_at", Instant.class)),
                List.of(json(row, "samples", ProbeSample[].class)),
                row.get("finished_at", Instant.class),
                row.get("failure", String.class),
                Boolean.TRUE.equals(row.get("late", Boolean.class)));
    }

    private static <T> T json(Readable row, String column, Class<T> type) {
        return ConfigurationJson.read(
                Objects.requireNonNull(row.get(column, Json.class)).asArray(), type);
    }
}
