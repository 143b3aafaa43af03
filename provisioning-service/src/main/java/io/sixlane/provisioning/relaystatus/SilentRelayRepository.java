package io.sixlane.provisioning.relaystatus;

import io.r2dbc.postgresql.codec.Interval;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/**
 * Removes relays that were silent for a day while others sent heartbeats, with all that they
 * reported. While Kafka is away no relay becomes more silent than the others.
 */
@Repository
final class SilentRelayRepository {
    private static final Duration KEPT = Duration.ofDays(1);

    /** A relay that returns keeps the order of its processes. */
    private static final Duration PROCESSES_KEPT = Duration.ofDays(30);

    private final DatabaseClient database;

    SilentRelayRepository(DatabaseClient database) {
        this.database = database;
    }

    /** Finds silent relays, by id. */
    Mono<List<String>> find() {
        return database.sql(
                        """
                        select relay_id
                          from relay
                         where received_at < (select max(received_at) from relay) - :kept
                         order by relay_id
                        """)
                .bind("kept", Interval.of(KEPT))
                .mapValue(String.class)
                .all()
                .collectList();
    }

    /**
     * Removes those of {@code ids} that are still silent, with all that they reported.
     *
     * @return the removed ones
     */
    Mono<List<String>> forget(Collection<String> ids) {
        return database.sql(
                        """
                        with silent as (
                            delete from relay
                             where relay_id = any(:ids)
                               and received_at < (select max(received_at) from relay) - :kept
                            returning relay_id
                        ), applied as (
                            delete from relay_applied
                             where relay_id in (select relay_id from silent)
                        ), health as (
                            delete from relay_endpoint_health
                             where relay_id in (select relay_id from silent)
                        )
                        select relay_id from silent order by relay_id
                        """)
                .bind("ids", ids.toArray(String[]::new))
                .bind("kept", Interval.of(KEPT))
                .mapValue(String.class)
                .all()
                .collectList();
    }

    /** Removes all processes but the running one of each relay. */
    Mono<Void> forgetProcesses() {
        return database.sql(
                        """
                        delete from relay_process p
                         where first_received_at < now() - :kept
                           and not exists (select from relay r
                                            where r.relay_id = p.relay_id
                                              and r.incarnation = p.first_received_at)
                        """)
                .bind("kept", Interval.of(PROCESSES_KEPT))
                .then();
    }
}
