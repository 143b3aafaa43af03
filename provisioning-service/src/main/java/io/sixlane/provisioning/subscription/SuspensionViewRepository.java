package io.sixlane.provisioning.subscription;

import io.sixlane.configuration.accelerator.AcceleratorId;
import io.sixlane.provisioning.subscription.SuspensionController.Suspended;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Finds suspended accelerators. */
@Repository
final class SuspensionViewRepository {
    private final DatabaseClient database;

    SuspensionViewRepository(DatabaseClient database) {
        this.database = database;
    }

    /** The latest first. */
    Flux<Suspended> latest(int limit) {
        return database.sql(
                        """
                        select accelerator_id, account,
                               body #>> '{suspension,since}' as since,
                               coalesce(body ->> 'expiresAt', body #>> '{suspension,since}')
                                   as expires_at
                          from accelerator_view
                         where body -> 'suspension' is not null
                           and account is not null
                         order by (body #>> '{suspension,since}')::timestamptz desc, accelerator_id
                         limit :limit
                        """)
                .bind("limit", limit)
                .map(
                        row ->
                                new Suspended(
                                        new AcceleratorId(
                                                text(row.get("accelerator_id", String.class))),
                                        text(row.get("account", String.class)),
                                        Instant.parse(text(row.get("since", String.class))),
                                        Instant.parse(text(row.get("expires_at", String.class)))))
                .all();
    }

    Mono<Long> count() {
        return database.sql(
                        """
                        select count(*)
                          from accelerator_view
                         where body -> 'suspension' is not null
                           and account is not null
                        """)
                .mapValue(Long.class)
                .one();
    }

    private static String text(@Nullable String value) {
        return Objects.requireNonNull(value);
    }
}
