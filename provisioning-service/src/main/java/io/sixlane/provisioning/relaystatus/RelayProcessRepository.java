package io.sixlane.provisioning.relaystatus;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The processes of each relay, in the order in which the broker received their first status. The
 * start that a process reports only names it, as a relay's clock may be set back between two of
 * them: an unknown process is the newest, and later statuses of an earlier one are known by the
 * name.
 */
@Repository
final class RelayProcessRepository {
    private static final int MOST_KNOWN = 10_000;

    private record RelayProcess(String relayId, Instant incarnation) {
        static RelayProcess of(StatusMessage message) {
            return new RelayProcess(message.status().relayId(), message.incarnation());
        }
    }

    private final DatabaseClient database;

    /** Spares a look at the database for each message. */
    private final Map<RelayProcess, Instant> known = new ConcurrentHashMap<>();

    RelayProcessRepository(DatabaseClient database) {
        this.database = database;
    }

    /**
     * The messages with incarnations that are in order: each is the time of the first status of the
     * process at the broker.
     *
     * @param messages in the order of the topic
     */
    Mono<List<StatusMessage>> inOrder(List<StatusMessage> messages) {
        if (known.size() > MOST_KNOWN) {
            known.clear();
        }
        var met = new LinkedHashMap<RelayProcess, Instant>();
        for (var message : messages) {
            var process = RelayProcess.of(message);
            if (!known.containsKey(process)) {
                met.putIfAbsent(process, message.receivedAt());
            }
        }
        return Flux.fromIterable(met.entrySet())
                .concatMap(one -> meet(one.getKey(), one.getValue()))
                .then(Mono.fromSupplier(() -> messages.stream().map(this::inOrder).toList()));
    }

    private StatusMessage inOrder(StatusMessage message) {
        return message.of(Objects.requireNonNull(known.get(RelayProcess.of(message))));
    }

    private Mono<Instant> meet(RelayProcess process, Instant receivedAt) {
        return database.sql(
                        """
                        insert into relay_process (relay_id, incarnation, first_received_at)
                        select :relayId, :incarnation,
                               greatest(:receivedAt, max(first_received_at) + interval '1 millisecond')
                          from relay_process
                         where relay_id = :relayId
                            on conflict (relay_id, incarnation) do update
                           set first_received_at = relay_process.first_received_at
                        returning first_received_at
                        """)
                .bind("relayId", process.relayId())
                .bind("incarnation", process.incarnation())
                .bind("receivedAt", receivedAt)
                .mapValue(Instant.class)
                .one()
                .doOnNext(first -> known.put(process, first));
    }
}
