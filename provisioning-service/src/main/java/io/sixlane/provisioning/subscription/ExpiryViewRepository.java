package io.sixlane.provisioning.subscription;

import io.r2dbc.spi.Readable;
import io.sixlane.configuration.accelerator.AcceleratorId;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Finds accelerators by the end of their term, to the second. Suspended ones are left out.
 *
 * <p>Ends are compared as text, which is in order as long as the bounds have no fractions.
 */
@Repository
final class ExpiryViewRepository {
    /** Rows of one statement. */
    private static final int PAGE = 1_000;

    private static final String ALL = "true";
    private static final String RENEWING =
            "coalesce(cast(body ->> 'autoRenew' as boolean), :byDefault)";

    /** The end of a term, as the view has it. */
    record TermEnd(String acceleratorId, String account, String expiresAt) {
        private static final TermEnd NONE = new TermEnd("", "", "");
    }

    private final DatabaseClient database;

    ExpiryViewRepository(DatabaseClient database) {
        this.database = database;
    }

    /** Accelerators whose term ended before {@code to}, the earliest first. */
    Flux<AcceleratorId> endedBefore(Instant to) {
        return pages(after -> endingBefore(to, after, ALL));
    }

    private static Flux<AcceleratorId> pages(Function<TermEnd, GenericExecuteSpec> query) {
        return page(query, TermEnd.NONE)
                .expand(page -> page.isEmpty() ? Mono.empty() : page(query, page.getLast()))
                .concatMapIterable(page -> page)
                .map(end -> new AcceleratorId(end.acceleratorId()));
    }

    private static Mono<List<TermEnd>> page(
            Function<TermEnd, GenericExecuteSpec> query, TermEnd after) {
        return query.apply(after).map(ExpiryViewRepository::read).all().collectList();
    }

    /**
     * Accelerators that renew by themselves and whose term ends before {@code to}, the earliest
     * first.
     *
     * @param byDefault whether those renew that have no setting of their own
     */
    Flux<AcceleratorId> renewingBefore(Instant to, boolean byDefault) {
        return pages(after -> endingBefore(to, after, RENEWING).bind("byDefault", byDefault));
    }

    /** How many terms ended before {@code to}. */
    Mono<Long> countEndedBefore(Instant to) {
        return database.sql(
                        """
                        select count(*)
                          from accelerator_view
                         where body -> 'suspension' is null
                           and body ->> 'expiresAt' is not null
                           and ((body ->> 'expiresAt') collate "C") < :to
                           and account is not null
                        """)
                .bind("to", to.toString())
                .mapValue(Long.class)
                .one();
    }

    /** How many accelerators there are. */
    Mono<Long> countAll() {
        return database.sql("select count(*) from accelerator_view where account is not null")
                .mapValue(Long.class)
                .one();
    }

    private GenericExecuteSpec endingBefore(Instant to, TermEnd after, String which) {
        return database.sql(
                        """
                        select accelerator_id, account, body ->> 'expiresAt' as expires_at
                          from accelerator_view
                         where body -> 'suspension' is null
                           and body ->> 'expiresAt' is not null
                           and ((body ->> 'expiresAt') collate "C") < :to
                           and (((body ->> 'expiresAt') collate "C"), accelerator_id)
                               > (:afterEnd, :afterId)
                           and account is not null
                           and %s
                         order by ((body ->> 'expiresAt') collate "C"), accelerator_id
                         limit :limit
                        """
                                .formatted(which))
                .bind("to", to.toString())
                .bind("afterEnd", after.expiresAt())
                .bind("afterId", after.acceleratorId())
                .bind("limit", PAGE);
    }

    /**
     * Records that {@code stage} is announced to accelerators whose term ends in {@code [from,
     * to)}.
     *
     * @return those to which it was not announced before, each to one caller, at most a page; empty
     *     when none is left
     */
    Mono<List<TermEnd>> announce(ExpiryStage stage, Instant from, Instant to) {
        return database.sql(
                        """
                        with due as (
                            select v.accelerator_id, v.account, v.body ->> 'expiresAt' as expires_at
                              from accelerator_view v
                              left join announced_stage a
                                     on a.accelerator_id = v.accelerator_id
                                    and a.expires_at = v.body ->> 'expiresAt'
                                    and a.stage = :stage
                             where v.body -> 'suspension' is null
                               and v.body ->> 'expiresAt' is not null
                               and ((v.body ->> 'expiresAt') collate "C") >= :from
                               and ((v.body ->> 'expiresAt') collate "C") < :to
                               and v.account is not null
                               and a.accelerator_id is null
                             order by ((v.body ->> 'expiresAt') collate "C")
                             limit :limit
                        ), noted as (
                            insert into announced_stage (accelerator_id, expires_at, stage)
                            select accelerator_id, expires_at, :stage
                              from due
                             order by accelerator_id
                                on conflict (accelerator_id) do update
                               set expires_at = excluded.expires_at,
                                   stage = excluded.stage
                             where (announced_stage.expires_at, announced_stage.stage)
                                   is distinct from (excluded.expires_at, excluded.stage)
                            returning accelerator_id
                        )
                        select accelerator_id, account, expires_at
                          from due
                          join noted using (accelerator_id)
                         order by expires_at, accelerator_id
                        """)
                .bind("stage", stage.name())
                .bind("from", from.toString())
                .bind("to", to.toString())
                .bind("limit", PAGE)
                .map(ExpiryViewRepository::read)
                .all()
                .collectList();
    }

    private static TermEnd read(Readable row) {
        return new TermEnd(
                row.get("accelerator_id", String.class),
                row.get("account", String.class),
                row.get("expires_at", String.class));
    }
}
