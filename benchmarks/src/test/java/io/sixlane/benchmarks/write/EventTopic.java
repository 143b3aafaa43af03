package io.sixlane.benchmarks.write;

import io.sixlane.configuration.json.ConfigurationJson;
import io.sixlane.configuration.log.RecordedEvent;
import io.sixlane.configuration.log.Topics;
import io.sixlane.topics.KafkaAccess;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** The events topic, for a reader that ignores a revision it has had; a gap stays one. */
final class EventTopic implements AutoCloseable {
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Map<String, List<RecordedEvent>> streams = new HashMap<>();

    EventTopic(KafkaAccess kafka) {
        consumer =
                new KafkaConsumer<>(
                        kafka.settings(Map.of("allow.auto.create.topics", false)),
                        new ByteArrayDeserializer(),
                        new ByteArrayDeserializer());
        var partitions = List.of(new TopicPartition(Topics.EVENTS, 0));
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
    }

    /** By stream id, in the order of the topic. */
    Map<String, List<RecordedEvent>> streams() {
        return streams;
    }

    void readUntil(BooleanSupplier enough, Duration atMost) {
        var end = System.nanoTime() + atMost.toNanos();
        while (!enough.getAsBoolean() && System.nanoTime() < end) {
            for (var message : consumer.poll(Duration.ofMillis(500))) {
                keep(ConfigurationJson.read(message.value(), RecordedEvent.class));
            }
        }
    }

    private void keep(RecordedEvent event) {
        var stream = streams.computeIfAbsent(event.streamId(), _ -> new ArrayList<>());
        if (stream.isEmpty() || event.revision() > stream.getLast().revision()) {
            stream.add(event);
        }
    }

    @Override
    public void close() {
        consumer.close();
    }
}
