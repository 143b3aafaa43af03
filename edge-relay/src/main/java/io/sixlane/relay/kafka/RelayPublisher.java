package io.sixlane.relay.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sixlane.relay.RelayProperties;
import io.sixlane.topics.KafkaAccess;
import io.sixlane.topics.KafkaReach;
import io.sixlane.topics.RecordSigner;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * The relay's one producer. It holds at most 8 MB for 10 s while Kafka is away.
 *
 * <p>Called only from threads that may wait {@value #MAX_BLOCK_MILLIS} ms, never from one that
 * forwards or reconciles.
 */
@Component
public final class RelayPublisher implements SmartLifecycle {
    /** Stops after everything that publishes. */
    public static final int PHASE = 0;

    private static final Logger log = LoggerFactory.getLogger(RelayPublisher.class);
    private static final int MAX_BLOCK_MILLIS = 1000;

    private final RelayProperties properties;
    private final Instant incarnation;
    private final RecordSigner signer;
    private @Nullable KafkaProducer<byte[], byte[]> producer;
    private boolean away;
    private volatile boolean running;

    public RelayPublisher(RelayProperties properties, InstantSource clock) {
        this.properties = properties;
        this.signer = properties.kafka().signer();
        this.incarnation = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    /** When this process started. */
    public Instant incarnation() {
        return incarnation;
    }

    /**
     * Hands a record to the producer.
     *
     * @param onDone called exactly once, on this or the producer's thread: false when it may be
     *     published again later. A record that is too large for Kafka is skipped
     * @return false when Kafka is away and the next record would wait without success, too
     */
    public boolean publish(String topic, String key, byte[] value, Consumer<Boolean> onDone) {
        try {
            var to = producer();
            if (to == null) {
                onDone.accept(false);
                return false;
            }
            var record = new ProducerRecord<>(topic, key.getBytes(UTF_8), value);
            signer.sign(topic, record.key(), value, record.headers());
            var sent =
                    to.send(
                            record,
                            (_, failure) -> {
                                if (failure instanceof RecordTooLargeException) {
                                    skipped(topic, failure);
                                } else {
                                    logOutage(failure);
                                }
                                onDone.accept(
                                        failure == null
                                                || failure instanceof RecordTooLargeException);
                            });
            // A wait for metadata that failed is a future that has failed already.
            return sent.state() != Future.State.FAILED
                    || sent.exceptionNow() instanceof RecordTooLargeException;
        } catch (KafkaException | IllegalStateException e) {
            logOutage(e);
            onDone.accept(false);
            return false;
        }
    }

    @Override
    public void start() {
        running = true;
    }

    @Override
    public void stop() {
        KafkaProducer<byte[], byte[]> last;
        synchronized (this) {
            running = false;
            last = producer;
            producer = null;
        }
        if (last != null) {
            last.close(Duration.ofSeconds(3));
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return PHASE;
    }

    /**
     * Creates the producer on first use, once Kafka can be reached: its constructor fails while the
     * bootstrap names do not resolve, and its thread never rests while nothing answers.
     */
    private @Nullable KafkaProducer<byte[], byte[]> producer() {
        var made = made();
        if (made == null && running) {
            KafkaReach.of(properties.kafka()).check();
            return make();
        }
        return made;
    }

    private synchronized @Nullable KafkaProducer<byte[], byte[]> made() {
        return producer;
    }

    private synchronized @Nullable KafkaProducer<byte[], byte[]> make() {
        if (producer == null && running) {
            producer =
                    new KafkaProducer<>(
                            settings(), new ByteArraySerializer(), new ByteArraySerializer());
        }
        return producer;
    }

    private Map<String, Object> settings() {
        var settings = properties.kafka().settings();
        settings.put(ProducerConfig.CLIENT_ID_CONFIG, properties.id());
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, MAX_BLOCK_MILLIS);
        settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, KafkaAccess.ONE_ANSWER_MILLIS);
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 10_000);
        settings.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        settings.put(ProducerConfig.BUFFER_MEMORY_CONFIG, 8L << 20);
        settings.put(ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 1_000);
        return settings;
    }

    private static void skipped(String topic, Exception failure) {
        log.atError()
                .addKeyValue("topic", topic)
                .addKeyValue("cause", failure.getMessage())
                .log("record exceeds the size that Kafka takes, skipped");
    }

    /** Logs an outage once, and its end. */
    private synchronized void logOutage(@Nullable Exception failure) {
        if (failure != null && !away) {
            log.atWarn()
                    .addKeyValue("cause", failure.getMessage())
                    .log("cannot publish to Kafka, will retry");
        } else if (failure == null && away) {
            log.info("publishing to Kafka again");
        }
        away = failure != null;
    }
}
