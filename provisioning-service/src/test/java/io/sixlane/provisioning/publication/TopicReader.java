package io.sixlane.provisioning.publication;

import static org.assertj.core.api.Assertions.assertThat;

import io.sixlane.configuration.image.AcceleratorRecord;
import io.sixlane.configuration.json.ConfigurationJson;
import io.sixlane.configuration.log.RecordedEvent;
import io.sixlane.configuration.log.Topics;
import io.sixlane.topics.KafkaAccess;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Reads both topics from their beginning; keeps what it has read. */
public final class TopicReader implements AutoCloseable {
    private final KafkaConsumer<String, byte[]> consumer;
    private final List<ConsumerRecord<String, byte[]>> read = new ArrayList<>();

    public TopicReader(KafkaAccess kafka) {
        consumer =
                new KafkaConsumer<>(
                        kafka.settings(
                                Map.of(
                                        "group.id",
                                        "test-" + UUID.randomUUID(),
                                        "allow.auto.create.topics",
                                        false,
                                        "metadata.max.age.ms",
                                        500)),
                        new StringDeserializer(),
                        new ByteArrayDeserializer());
        var partitions =
                List.of(new TopicPartition(Topics.EVENTS, 0), new TopicPartition(Topics.IMAGES, 0));
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
    }

    /** Events of these streams so far, in the order of the topic. */
    public List<RecordedEvent> events(Collection<String> streamIds) {
        return messages(Topics.EVENTS, streamIds).stream()
                .map(message -> ConfigurationJson.read(message.value(), RecordedEvent.class))
                .toList();
    }

    /** Records of these accelerators so far, in the order of the topic. */
    public List<AcceleratorRecord> records(Collection<String> acceleratorIds) {
        return messages(Topics.IMAGES, acceleratorIds).stream()
                .map(message -> ConfigurationJson.read(message.value(), AcceleratorRecord.class))
                .toList();
    }

    /**
     * Asserts that a reader who ignores repeated revisions has read a whole stream, without gaps,
     * and its image last.
     *
     * @param log all events of one stream
     */
    void assertLike(List<RecordedEvent> log, AcceleratorRecord image) {
        var id = List.of(log.getFirst().streamId());
        var kept = new ArrayList<RecordedEvent>();
        for (var event : events(id)) {
            if (kept.isEmpty() || event.revision() > kept.getLast().revision()) {
                kept.add(event);
            }
        }
        assertThat(kept).isEqualTo(log);
        assertThat(records(id)).last().isEqualTo(image);
    }

    List<ConsumerRecord<String, byte[]>> messages(String topic, Collection<String> keys) {
        consumer.poll(Duration.ofMillis(50)).forEach(read::add);
        return read.stream()
                .filter(message -> message.topic().equals(topic) && keys.contains(message.key()))
                .toList();
    }

    @Override
    public void close() {
        consumer.close();
    }
}
