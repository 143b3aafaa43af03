package io.sixlane.catalog;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.sixlane.configuration.catalog.CatalogEntry;
import io.sixlane.configuration.catalog.CatalogEvent;
import io.sixlane.configuration.json.ConfigurationJson;
import io.sixlane.configuration.log.RecordedEvent;
import io.sixlane.configuration.log.Topics;
import io.sixlane.platform.EmbeddedKafka;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** The entries of the catalog topic, read from its beginning. */
final class PublishedEntries {
    private PublishedEntries() {}

    /** By key, the last of each; empty while there is no topic. */
    static Map<String, CatalogEntry> read(EmbeddedKafka broker) {
        var entries = new HashMap<String, CatalogEntry>();
        for (var record : records(broker)) {
            if (!isEvent(record)) {
                var entry = ConfigurationJson.read(record.value(), CatalogEntry.class);
                assertThat(record.key()).isEqualTo(entry.key());
                entries.put(record.key(), entry);
            }
        }
        return entries;
    }

    /** The events of the stream "catalog", in their order. */
    static List<RecordedEvent> events(EmbeddedKafka broker) {
        return records(broker).stream()
                .filter(PublishedEntries::isEvent)
                .map(record -> ConfigurationJson.read(record.value(), RecordedEvent.class))
                .distinct()
                .toList();
    }

    private static boolean isEvent(ConsumerRecord<String, byte[]> record) {
        return record.key().startsWith(CatalogEvent.KEY_PREFIX);
    }

    private static List<ConsumerRecord<String, byte[]>> records(EmbeddedKafka broker) {
        var records = new ArrayList<ConsumerRecord<String, byte[]>>();
        try (var consumer =
                new KafkaConsumer<>(
                        broker.operator().settings(),
                        new StringDeserializer(),
                        new ByteArrayDeserializer())) {
            if (!consumer.listTopics().containsKey(Topics.CATALOG)) {
                return records;
            }
            var partition = new TopicPartition(Topics.CATALOG, 0);
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            var end = requireNonNull(consumer.endOffsets(List.of(partition)).get(partition));
            while (consumer.position(partition) < end) {
                consumer.poll(Duration.ofMillis(200)).forEach(records::add);
            }
        }
        return records;
    }
}
