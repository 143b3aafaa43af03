package io.sixlane.provisioning.catalogcopy;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.sixlane.configuration.log.Topics;
import io.sixlane.http.problem.Excerpt;
import io.sixlane.provisioning.reported.ReportedEvents;
import io.sixlane.provisioning.worker.StorageFailure;
import io.sixlane.provisioning.worker.TopicReader;
import io.sixlane.topics.KafkaAccess;
import io.sixlane.topics.TopicLayout;
import io.sixlane.topics.TopicPositions;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.SmartLifecycle;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Keeps the copy as new as the catalog's topic, and the log as long as its history. Every instance
 * reads the whole topic at its start and follows it, without a consumer group: Kafka would assign
 * the topic to an instance that was killed until its session ends, and a restored database would
 * miss what the group has read.
 *
 * <p>Runs on a thread of its own. An entry waits for the database; one that can never be stored is
 * counted, logged and skipped.
 */
@Component
final class CatalogEntryConsumer implements SmartLifecycle {
    static final String REFUSED = "sixlane.catalog.copy.refused";

    private static final Logger logger = LoggerFactory.getLogger(CatalogEntryConsumer.class);
    private static final Duration POLL = Duration.ofSeconds(1);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration SAVE_TIMEOUT = Duration.ofSeconds(15);

    /** Characters of a cause in the log. */
    private static final int MOST_WORDS = 1_000;

    private static final Map<String, Object> SETTINGS =
            Map.of(
                    ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                    false,
                    ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                    "earliest",
                    ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
                    false,
                    ConsumerConfig.METADATA_MAX_AGE_CONFIG,
                    5_000,
                    ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                    KafkaAccess.ONE_ANSWER_MILLIS,
                    ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                    5_000,
                    ConsumerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG,
                    1_000);

    private final CatalogViewRepository repository;
    private final ReportedEvents log;
    private final Counter refused;
    private final TopicReader reader;

    CatalogEntryConsumer(
            Environment environment,
            CatalogViewRepository repository,
            ReportedEvents log,
            MeterRegistry meters) {
        this.repository = repository;
        this.log = log;
        this.refused =
                Counter.builder(REFUSED)
                        .description("entries of the catalog that cannot be stored, skipped")
                        .register(meters);
        this.reader =
                new TopicReader(
                        "catalog-copy",
                        TopicLayout.CATALOG,
                        Binder.get(environment).bind("sixlane.kafka", KafkaAccess.class).get(),
                        SETTINGS,
                        PAUSE,
                        this::follow);
    }

    @Override
    public void start() {
        reader.start();
    }

    @Override
    public void stop() {
        reader.stop();
    }

    @Override
    public boolean isRunning() {
        return reader.isStarted();
    }

    private void follow(KafkaConsumer<byte[], byte[]> consumer) throws InterruptedException {
        var partitions = TopicPositions.partitions(consumer, Topics.CATALOG);
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        while (reader.isRunning()) {
            var records = consumer.poll(POLL);
            reader.succeeded();
            for (var record : records) {
                store(record);
            }
        }
    }

    /** Retries until the entry is stored or refused, or the reader is stopped. */
    private void store(ConsumerRecord<byte[], byte[]> record) throws InterruptedException {
        while (reader.isRunning()) {
            try {
                stored(record).toFuture().get(SAVE_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
                reader.succeeded();
                return;
            } catch (ExecutionException | TimeoutException | RuntimeException e) {
                if (canNeverBeStored(e)) {
                    refuse(e);
                    return;
                }
                reader.failed(e);
            }
        }
    }

    private Mono<Void> stored(ConsumerRecord<byte[], byte[]> record) {
        return CatalogRecord.isEvent(record)
                ? log.append(CatalogRecord.event(record))
                : repository.save(CatalogRecord.of(reader.topicId(), record));
    }

    private static boolean canNeverBeStored(Exception failure) {
        return failure instanceof IllegalArgumentException
                || failure.getCause() instanceof IllegalArgumentException
                || StorageFailure.isFaultOfData(failure);
    }

    private void refuse(Exception cause) {
        refused.increment();
        logger.atError()
                .addKeyValue("cause", Excerpt.of(String.valueOf(cause.getMessage()), MOST_WORDS))
                .log("catalog entry refused and skipped");
    }
}
