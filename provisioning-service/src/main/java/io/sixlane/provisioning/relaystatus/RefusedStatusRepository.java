package io.sixlane.provisioning.relaystatus;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.sixlane.http.problem.Excerpt;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Objects;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/**
 * Keeps messages of the status topic that cannot be stored, for an operator to look at. Logs at
 * most once a minute.
 */
@Repository
final class RefusedStatusRepository {
    static final String REFUSED = "sixlane.relay.status.refused";

    /** The oldest go above this: a relay may repeat a message every 2 s. */
    static final int KEPT = 10_000;

    /** Bytes of a message. */
    static final int KEPT_BYTES = 16 * 1024;

    private static final int KEPT_WORDS = 1_000;
    private static final Duration QUIET = Duration.ofMinutes(1);

    private static final Logger log = LoggerFactory.getLogger(RefusedStatusRepository.class);

    private final DatabaseClient database;
    private final Counter refused;
    private long quietUntil = System.nanoTime();
    private long unlogged;

    RefusedStatusRepository(DatabaseClient database, MeterRegistry meters) {
        this.database = database;
        this.refused =
                Counter.builder(REFUSED)
                        .description("relay statuses that could not be stored, put aside")
                        .register(meters);
    }

    /** A repeated message replaces itself. */
    Mono<Void> putAside(ConsumerRecord<byte[], byte[]> message, Exception cause) {
        var words = words(cause);
        return insert(message, words)
                .then(forgetOldest())
                .doOnSuccess(_ -> counted(message, words));
    }

    private static String words(Exception cause) {
        return Excerpt.of(String.valueOf(cause.getMessage()).replace('\0', ' '), KEPT_WORDS);
    }

    private synchronized void counted(ConsumerRecord<byte[], byte[]> message, String cause) {
        refused.increment();
        var now = System.nanoTime();
        if (now - quietUntil < 0) {
            unlogged++;
            return;
        }
        log.atError()
                .addKeyValue("partition", message.partition())
                .addKeyValue("offset", message.offset())
                .addKeyValue("cause", cause)
                .addKeyValue("unlogged", unlogged)
                .log("cannot store a relay status, set aside");
        quietUntil = now + QUIET.toNanos();
        unlogged = 0;
    }

    private Mono<Void> insert(ConsumerRecord<byte[], byte[]> message, String cause) {
        return database.sql(
                        """
                        insert into refused_status (message_partition, message_offset, message_key,
                                                    message_value, cause)
                        values (:partition, :offset, :key, :value, :cause)
                            on conflict (message_partition, message_offset) do update
                           set refused_at = now(),
                               message_key = excluded.message_key,
                               message_value = excluded.message_value,
                               cause = excluded.cause
                        """)
                .bind("partition", message.partition())
                .bind("offset", message.offset())
                .bind("key", bytes(message.key()))
                .bind("value", bytes(message.value()))
                .bind("cause", cause)
                .then();
    }

    private Mono<Void> forgetOldest() {
        return database.sql(
                        """
                        delete from refused_status
                         where refused_at < (select refused_at
                                               from refused_status
                                              order by refused_at desc
                                             offset :kept
                                              limit 1)
                        """)
                .bind("kept", KEPT)
                .then();
    }

    private static ByteBuffer bytes(byte[] value) {
        var all = Objects.requireNonNullElse(value, new byte[0]);
        return ByteBuffer.wrap(all, 0, Math.min(all.length, KEPT_BYTES)).slice();
    }
}
