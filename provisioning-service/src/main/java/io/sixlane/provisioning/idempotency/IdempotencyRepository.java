package io.sixlane.provisioning.idempotency;

import io.r2dbc.postgresql.codec.Json;
import io.r2dbc.spi.Readable;
import io.sixlane.configuration.log.RecordedEvent;
import io.sixlane.provisioning.decision.RejectedException;
import io.sixlane.provisioning.decision.Rejection.IdempotencyKeyReused;
import io.sixlane.provisioning.decision.Rejection.OfHistory.IdempotencyKeyInUse;
import java.util.Objects;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/**
 * Keyed requests and their answers. A key is kept for a day, and the newest {@value #MOST_KEYS} of
 * an account.
 */
@Repository
class IdempotencyRepository {
    static final int MOST_KEYS = 10_000;

    /** Every n-th claim removes old and surplus keys. */
    private static final int CLEAN_EVERY = 64;

    private final DatabaseClient database;

    IdempotencyRepository(DatabaseClient database) {
        this.database = database;
    }

    /** The standing of a request. */
    sealed interface Standing {
        /** The attempt that asks performs it. */
        record Claimed() implements Standing {}

        /** Another attempt performs it. */
        record Running() implements Standing {}

        record Answered(StoredAnswer answer) implements Standing {}
    }

    /**
     * Claims the request, unless another attempt did; that of a process that ended lapses.
     *
     * @throws RejectedException (as an error signal) when the key stands for another request
     */
    Mono<Standing> claim(KeyedRequest request) {
        return clean(request)
                .then(insert(request))
                .switchIfEmpty(Mono.defer(() -> find(request)))
                .switchIfEmpty(Mono.just(new Standing.Running()));
    }

    private Mono<Standing> insert(KeyedRequest request) {
        return database.sql(
                        """
                        insert into keyed_request as held (account, key, fingerprint, claim)
                        values (:account, :key, :fingerprint, :claim)
                            on conflict (account, key) do update
                           set fingerprint = excluded.fingerprint,
                               claim = excluded.claim,
                               claimed_at = now(),
                               stream_id = null,
                               revision = null,
                               status = null,
                               headers = null,
                               body = null
                         where held.claimed_at < now() - interval '24 hours'
                            or (held.fingerprint = excluded.fingerprint
                                and held.stream_id is null
                                and held.status is null
                                and held.claimed_at < now() - interval '90 seconds')
                        returning claim
                        """)
                .bind("account", request.account())
                .bind("key", request.key())
                .bind("fingerprint", request.fingerprint())
                .bind("claim", request.claim())
                .map(_ -> new Standing.Claimed())
                .one()
                .cast(Standing.class);
    }

    private Mono<Standing> find(KeyedRequest request) {
        return database.sql(
                        """
                        select fingerprint, stream_id, revision, status, headers, body,
                               claimed_at < now() - interval '90 seconds' as lapsed
                          from keyed_request
                         where account = :account
                           and key = :key
                        """)
                .bind("account", request.account())
                .bind("key", request.key())
                .map(row -> standing(request, row))
                .one();
    }

    private static Standing standing(KeyedRequest request, Readable row) {
        if (!request.fingerprint().equals(row.get("fingerprint", String.class))) {
            throw new RejectedException(new IdempotencyKeyReused());
        }
        var status = row.get("status", Integer.class);
        if (status != null) {
            return new Standing.Answered(
                    new StoredAnswer(
                            status,
                            Objects.requireNonNull(row.get("headers", Json.class)).asString(),
                            Objects.requireNonNull(row.get("body", byte[].class))));
        }
        var streamId = row.get("stream_id", String.class);
        return streamId != null && Boolean.TRUE.equals(row.get("lapsed", Boolean.class))
                ? new Standing.Answered(
                        StoredAnswer.ofChange(
                                streamId, Objects.requireNonNull(row.get("revision", Long.class))))
                : new Standing.Running();
    }

    /**
     * Notes the change of a request in the transaction that makes it.
     *
     * @throws RejectedException (as an error signal) when the claim lapsed and another attempt has
     *     it
     */
    Mono<Void> changed(KeyedRequest request, RecordedEvent event) {
        return database.sql(
                        """
                        update keyed_request
                           set stream_id = :streamId, revision = :revision
                         where account = :account
                           and key = :key
                           and claim = :claim
                        """)
                .bind("streamId", event.streamId())
                .bind("revision", event.revision())
                .bind("account", request.account())
                .bind("key", request.key())
                .bind("claim", request.claim())
                .fetch()
                .rowsUpdated()
                .flatMap(
                        rows ->
                                rows == 1
                                        ? Mono.<Void>empty()
                                        : Mono.error(
                                                () ->
                                                        new RejectedException(
                                                                new IdempotencyKeyInUse())));
    }

    Mono<Void> answered(KeyedRequest request, StoredAnswer answer) {
        return database.sql(
                        """
                        update keyed_request
                           set status = :status, headers = :headers, body = :body
                         where account = :account
                           and key = :key
                           and claim = :claim
                        """)
                .bind("status", answer.status())
                .bind("headers", Json.of(answer.headers()))
                .bind("body", answer.body())
                .bind("account", request.account())
                .bind("key", request.key())
                .bind("claim", request.claim())
                .then();
    }

    /**
     * Ends an attempt without an answer: frees the key of a request that changed nothing, and
     * leaves the revision to repeated requests where there was a change.
     */
    Mono<Void> release(KeyedRequest request) {
        return free(request).then(lapse(request));
    }

    private Mono<Void> lapse(KeyedRequest request) {
        return database.sql(
                        """
                        update keyed_request
                           set claimed_at = now() - interval '91 seconds'
                         where account = :account
                           and key = :key
                           and claim = :claim
                           and status is null
                        """)
                .bind("account", request.account())
                .bind("key", request.key())
                .bind("claim", request.claim())
                .then();
    }

    private Mono<Void> free(KeyedRequest request) {
        return database.sql(
                        """
                        delete from keyed_request
                         where account = :account
                           and key = :key
                           and claim = :claim
                           and stream_id is null
                           and status is null
                        """)
                .bind("account", request.account())
                .bind("key", request.key())
                .bind("claim", request.claim())
                .then();
    }

    private Mono<Void> clean(KeyedRequest request) {
        return Math.floorMod(request.claim().hashCode(), CLEAN_EVERY) == 0
                ? removeOld().then(removeSurplus(request.account()))
                : Mono.empty();
    }

    private Mono<Void> removeOld() {
        return database.sql(
                        """
                        delete from keyed_request
                         where ctid in (select ctid
                                          from keyed_request
                                         where claimed_at < now() - interval '24 hours'
                                         limit 1000)
                        """)
                .then();
    }

    private Mono<Void> removeSurplus(String account) {
        return database.sql(
                        """
                        delete from keyed_request
                         where ctid in (select ctid
                                          from keyed_request
                                         where account = :account
                                         order by claimed_at desc
                                        offset :most
                                         limit 1000)
                        """)
                .bind("account", account)
                .bind("most", MOST_KEYS)
                .then();
    }
}
