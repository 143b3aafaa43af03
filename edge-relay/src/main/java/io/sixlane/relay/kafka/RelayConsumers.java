package io.sixlane.relay.kafka;

import io.sixlane.relay.RelayProperties;
import io.sixlane.topics.KafkaReach;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Opens the consumers of a relay: without a group, and with calls of at most 5 s. */
public final class RelayConsumers {
    private RelayConsumers() {}

    /**
     * Opens none while Kafka cannot be reached.
     *
     * @param suffix of the client id, after the relay's
     * @param others settings of this consumer alone
     * @throws KafkaException without Kafka
     */
    public static KafkaConsumer<byte[], byte[]> open(
            RelayProperties properties, String suffix, Map<String, Object> others) {
        KafkaReach.of(properties.kafka()).check();
        var settings = properties.kafka().settings(others);
        settings.put(ConsumerConfig.CLIENT_ID_CONFIG, properties.id() + suffix);
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        settings.put(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, 5_000);
        settings.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 5_000);
        settings.put(ConsumerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 1_000);
        return new KafkaConsumer<>(
                settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }
}
