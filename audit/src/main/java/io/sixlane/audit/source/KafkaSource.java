package io.sixlane.audit.source;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sixlane.topics.KafkaAccess;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** A topic from its first record to the end it had when it was opened. Joins no group. */
public final class KafkaSource implements MessageSource {
    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final Duration POLL = Duration.ofMillis(250);

    private final KafkaAccess kafka;
    private final String topic;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Map<TopicPartition, Long> begins;
    private final Map<TopicPartition, Long> ends;

    private KafkaSource(
            KafkaAccess kafka,
            String topic,
            KafkaConsumer<byte[], byte[]> consumer,
            Map<TopicPartition, Long> begins,
            Map<TopicPartition, Long> ends) {
        this.kafka = kafka;
        this.topic = topic;
        this.consumer = consumer;
        this.begins = begins;
        this.ends = new HashMap<>(ends);
    }

    /**
     * @throws SourceException if Kafka does not answer or has no such topic
     */
    public static KafkaSource open(KafkaAccess kafka, String topic) {
        KafkaConsumer<byte[], byte[]> consumer = null;
        try {
            consumer =
                    new KafkaConsumer<>(
                            settings(kafka),
                            new ByteArrayDeserializer(),
                            new ByteArrayDeserializer());
            var partitions = partitions(consumer, topic);
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            return new KafkaSource(
                    kafka,
                    topic,
                    consumer,
                    consumer.beginningOffsets(partitions, PATIENCE),
                    consumer.endOffsets(partitions, PATIENCE));
        } catch (KafkaException | SourceException e) {
            if (consumer != null) {
                consumer.close();
            }
            throw e instanceof SourceException known ? known : failed(kafka, topic, e);
        }
    }

    @Override
    public String name() {
        return "topic " + topic;
    }

    @Override
    public String positionWord() {
        return "offset";
    }

    @Override
    public long read(Consumer<RawMessage> sink, Progress progress) {
        var total = sum(ends) - sum(begins);
        var done = 0L;
        var movedNanos = System.nanoTime();
        try {
            while (!reachedEnd()) {
                var batch = consumer.poll(POLL);
                for (var record : batch) {
                    if (record.offset() < ends.getOrDefault(place(record), 0L)) {
                        sink.accept(message(record));
                        done++;
                    }
                }
                progress.at(done, total);
                if (!batch.isEmpty()) {
                    movedNanos = System.nanoTime();
                } else if (System.nanoTime() - movedNanos > PATIENCE.toNanos()) {
                    throw new SourceException(
                            "%s stopped answering after %s records of %s."
                                    .formatted(kafka.bootstrapServers(), done, name()),
                            null);
                }
            }
        } catch (KafkaException e) {
            throw failed(kafka, topic, e);
        }
        progress.at(total, total);
        return sum(begins);
    }

    @Override
    public boolean readOn(Consumer<RawMessage> sink) {
        try {
            ends.forEach((partition, end) -> consumer.seek(partition, end.longValue()));
            for (var record : consumer.poll(POLL)) {
                sink.accept(message(record));
                ends.put(place(record), record.offset() + 1);
            }
            return true;
        } catch (KafkaException e) {
            throw failed(kafka, topic, e);
        }
    }

    @Override
    public void close() {
        consumer.close();
    }

    private boolean reachedEnd() {
        return ends.entrySet().stream()
                .allMatch(end -> consumer.position(end.getKey(), PATIENCE) >= end.getValue());
    }

    private static TopicPartition place(ConsumerRecord<byte[], byte[]> record) {
        return new TopicPartition(record.topic(), record.partition());
    }

    private static RawMessage message(ConsumerRecord<byte[], byte[]> record) {
        return new RawMessage(
                record.partition(),
                record.offset(),
                record.key() == null ? null : new String(record.key(), UTF_8),
                0,
                record.value() == null ? new byte[0] : record.value());
    }

    private static long sum(Map<TopicPartition, Long> offsets) {
        return offsets.values().stream().mapToLong(Long::longValue).sum();
    }

    private static List<TopicPartition> partitions(
            KafkaConsumer<byte[], byte[]> consumer, String topic) {
        List<PartitionInfo> found = consumer.listTopics(PATIENCE).get(topic);
        if (found == null || found.isEmpty()) {
            throw new SourceException("Kafka has no topic " + topic + ".", null);
        }
        return found.stream().map(p -> new TopicPartition(topic, p.partition())).toList();
    }

    private static SourceException failed(KafkaAccess kafka, String topic, Exception cause) {
        return new SourceException(
                "Cannot read topic %s from %s: %s."
                        .formatted(topic, kafka.bootstrapServers(), cause.getMessage()),
                cause);
    }

    private static Map<String, Object> settings(KafkaAccess kafka) {
        var settings = kafka.settings();
        settings.put(ConsumerConfig.CLIENT_ID_CONFIG, "sixlane-audit");
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 5_000);
        settings.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, 8 << 20);
        settings.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 10_000);
        settings.put(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, 10_000);
        return settings;
    }
}
