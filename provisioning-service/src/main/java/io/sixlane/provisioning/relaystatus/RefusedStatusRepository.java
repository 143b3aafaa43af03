package io.sixlane.provisioning.relaystatus;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.ByteBuffer;
import java.util.Objects;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** Keeps messages of the status topic that cannot be stored, for an operator to look at. */
@Repository
final class RefusedStatusRepository {
    static final String REFUSED = "sixlane.relay.status.refused";

    /** The oldest go above this: a relay may repeat a message every 2 s. */
    static final int KEPT = 10_000;

    private static final Logger log = LoggerFactory.getLogger(RefusedStatusRepository.class);

    private final DatabaseClient database;
    private final Counter refused;

    RefusedStatusRepository(DatabaseClient database, MeterRegistry meters) {
        this.database = database;
        this.refused =
                Counter.builder(REFUSED)
                        .description("relay statuses that could not be stored, put aside")
                        .register(meters);
    }

    /** A repeated message replaces itself. */
    Mono<Void> putAside(ConsumerRecord<byte[], byte[]> message, Exception cause) {
        return insert(message, String.valueOf(cause.getMessage()).replace('\0', ' '))
                .then(forgetOldest())
                .doOnSuccess(_ -> counted(message, cause));
    }

    private void counted(ConsumerRecord<byte[], byte[]> message, Exception cause) {
        refused.increment();
        log.atError()
                .addKeyValue("partition", message.partition())
                .addKeyValue("offset", message.offset())
                .addKeyValue("cause", cause.getMessage())
                .log("cannot store a relay status, put aside");
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
        return ByteBuffer.wrap(Objects.requireNonNullElse(value, new byte[0]));
    }
}
