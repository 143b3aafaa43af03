package io.sixlane.provisioning.relaystatus;

import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The position in the status topic up to which this database holds statuses. The offsets of the
 * consumer group do not go back when the database is restored.
 */
@Repository
final class StatusOffsetRepository {
    private static final long EVERY_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final DatabaseClient database;
    private final AtomicLong lastNanos = new AtomicLong(System.nanoTime() - EVERY_NANOS);

    StatusOffsetRepository(DatabaseClient database) {
        this.database = database;
    }

    /**
     * Called after {@code messages} are stored. Kept once a second: reading some again is harmless.
     */
    Mono<Void> noted(List<ConsumerRecord<byte[], byte[]>> messages) {
        return Mono.defer(
                () -> {
                    var nanos = System.nanoTime();
                    if (nanos - lastNanos.get() < EVERY_NANOS) {
                        return Mono.empty();
                    }
                    var next = new TreeMap<Integer, Long>();
                    messages.forEach(m -> next.merge(m.partition(), m.offset() + 1, Math::max));
                    return Flux.fromIterable(next.entrySet())
                            .concatMap(one -> save(one.getKey(), one.getValue()))
                            .then(Mono.fromRunnable(() -> lastNanos.set(nanos)));
                });
    }

    /** Empty when this database holds nothing of the partition. */
    Mono<Long> nextOffset(int partition) {
        return database.sql(
                        """
                        select next_offset
                          from status_offset
                         where message_partition = :partition
                        """)
                .bind("partition", partition)
                .mapValue(Long.class)
                .one();
    }

    private Mono<Void> save(int partition, long nextOffset) {
        return database.sql(
                        """
                        insert into status_offset (message_partition, next_offset)
                        values (:partition, :nextOffset)
                            on conflict (message_partition) do update
                           set next_offset = excluded.next_offset
                        """)
                .bind("partition", partition)
                .bind("nextOffset", nextOffset)
                .then();
    }
}
