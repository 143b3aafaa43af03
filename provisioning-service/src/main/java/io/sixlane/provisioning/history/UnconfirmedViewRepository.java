package io.sixlane.provisioning.history;

import io.r2dbc.spi.Readable;
import io.sixlane.configuration.accelerator.AcceleratorId;
import java.time.Instant;
import java.util.List;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Finds unconfirmed changes. A result may be outdated when it is used. */
@Repository
final class UnconfirmedViewRepository {
    /** Page size; each page begins after the one before, whatever its outcome. */
    private static final int PAGE = 100;

    /**
     * @param deadline ISO 8601 in UTC, which is in order as text to the second
     */
    private record Overdue(String deadline, String id) {
        static final Overdue NONE = new Overdue("", "");
    }

    private final DatabaseClient database;

    UnconfirmedViewRepository(DatabaseClient database) {
        this.database = database;
    }

    /** The accelerators whose change was due at {@code now} or before, the most overdue first. */
    Flux<AcceleratorId> overdue(Instant now) {
        return page(now, Overdue.NONE)
                .expand(page -> page.isEmpty() ? Mono.empty() : page(now, page.getLast()))
                .concatMapIterable(page -> page)
                .map(overdue -> new AcceleratorId(overdue.id()));
    }

    private Mono<List<Overdue>> page(Instant now, Overdue after) {
        return database.sql(
                        """
                        select accelerator_id, body -> 'confirmation' ->> 'deadline' as deadline
                          from accelerator_view
                         where body -> 'confirmation' is not null
                           and account is not null
                           and ((body -> 'confirmation' ->> 'deadline') collate "C", accelerator_id)
                               > (:afterDeadline, :afterId)
                           and ((body -> 'confirmation' ->> 'deadline') collate "C") <= :text
                           and (body -> 'confirmation' ->> 'deadline')::timestamptz <= :now
                         order by ((body -> 'confirmation' ->> 'deadline') collate "C"),
                                  accelerator_id
                         limit :limit
                        """)
                .bind("text", now.toString())
                .bind("now", now)
                .bind("afterDeadline", after.deadline())
                .bind("afterId", after.id())
                .bind("limit", PAGE)
                .map(UnconfirmedViewRepository::read)
                .all()
                .collectList();
    }

    private static Overdue read(Readable row) {
        return new Overdue(
                row.get("deadline", String.class), row.get("accelerator_id", String.class));
    }
}
