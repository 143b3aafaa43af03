package io.sixlane.provisioning.quota;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** Counts what accounts have, in the view of accelerators. */
@Repository
final class AccountUseViewRepository {
    private final DatabaseClient database;

    AccountUseViewRepository(DatabaseClient database) {
        this.database = database;
    }

    /** How many accelerators the account has. */
    Mono<Integer> accelerators(String account) {
        return database.sql(
                        """
                        select count(*)::int
                          from accelerator_view
                         where account = :account
                        """)
                .bind("account", account)
                .mapValue(Integer.class)
                .one();
    }

    /**
     * @param accelerators of the account
     * @param listeners of the accelerator that has most; the others the same, of what has most
     */
    record Use(
            int accelerators,
            int listeners,
            int endpointGroups,
            int endpoints,
            int accessPrefixes) {}

    Mono<Use> use(String account) {
        return database.sql(
                        """
                        select count(*)::int as accelerators,
                               coalesce(max(listeners), 0) as listeners,
                               coalesce(max(most_endpoint_groups), 0) as groups,
                               coalesce(max(most_endpoints), 0) as endpoints,
                               coalesce(max(most_access_prefixes), 0) as prefixes
                          from accelerator_view
                         where account = :account
                        """)
                .bind("account", account)
                .map(
                        row ->
                                new Use(
                                        count(row.get("accelerators", Integer.class)),
                                        count(row.get("listeners", Integer.class)),
                                        count(row.get("groups", Integer.class)),
                                        count(row.get("endpoints", Integer.class)),
                                        count(row.get("prefixes", Integer.class))))
                .one();
    }

    private static int count(@Nullable Integer counted) {
        return Objects.requireNonNull(counted);
    }

    /** Waits for the account's lock, and holds it until the transaction ends. */
    Mono<Void> takeTurn(String account) {
        return database.sql(
                        """
                        select pg_advisory_xact_lock(
                                   hashtextextended('accelerators of ' || :account, 0))
                        """)
                .bind("account", account)
                .then();
    }
}
