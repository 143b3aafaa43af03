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
                        with accelerator as (
                                 select body -> 'listeners' as listeners
                                   from accelerator_view
                                  where account = :account),
                             listener as (
                                 select one.value -> 'endpointGroups' as groups,
                                        one.value -> 'accessLists' as lists
                                   from accelerator, jsonb_array_elements(listeners) as one),
                             listed as (
                                 select (select sum(jsonb_array_length(list.value -> 'prefixes'))
                                           from jsonb_path_query(lists, '$[*]') as list (value))
                                        as prefixes
                                   from listener),
                             endpoint_group as (
                                 select one.value -> 'endpoints' as endpoints
                                   from listener, jsonb_array_elements(groups) as one)
                        select (select count(*) from accelerator)::int as accelerators,
                               coalesce((select max(jsonb_array_length(listeners))
                                           from accelerator), 0)::int as listeners,
                               coalesce((select max(jsonb_array_length(groups))
                                           from listener), 0)::int as groups,
                               coalesce((select max(jsonb_array_length(endpoints))
                                           from endpoint_group), 0)::int as endpoints,
                               coalesce((select max(prefixes) from listed), 0)::int as prefixes
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

    /** Waits for others that hold the account's turn, and has it until the transaction ends. */
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
