package io.sixlane.relay.fleet;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sixlane.configuration.json.ConfigurationJson;
import io.sixlane.configuration.log.Topics;
import io.sixlane.configuration.relay.RelayStatus.Heartbeat;
import io.sixlane.platform.EmbeddedKafka;
import io.sixlane.relay.kafka.RelayTopics;
import io.sixlane.relay.listener.Fixtures;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

@ResourceLock("relay-fleet") // a thread, found by its name
@Timeout(120)
class HeartbeatConsumerIT {
    private final LiveRelays relays = new LiveRelays("relay-1", Fixtures.REGION);

    @Test
    void relays_that_begin_with_an_empty_kafka_share_limits_once_there_are_topics(
            @TempDir Path folder) throws Exception {
        try (var kafka = EmbeddedKafka.start(folder, 0);
                var producer =
                        new KafkaProducer<>(
                                kafka.operator().settings(),
                                new ByteArraySerializer(),
                                new ByteArraySerializer())) {
            var properties =
                    Fixtures.properties("::1/128", Path.of("unused"), kafka.relay("relay-1"));
            var consumer = new HeartbeatConsumer(properties, relays);
            consumer.start();
            try {
                await().pollDelay(Duration.ofSeconds(3)).until(() -> thread().isAlive());
                RelayTopics.ensure(kafka.operator(), Duration.ofSeconds(30));
                awaitServing(producer, "relay-2", 2);

                // Neither what others write nor an interrupt ends it.
                publish(producer, "not JSON".getBytes(UTF_8));
                publish(producer, "[".repeat(100_000).getBytes(UTF_8));
                producer.send(new ProducerRecord<>(Topics.RELAY_STATUS, null)).get();
                thread().interrupt();
                awaitServing(producer, "relay-3", 3);
            } finally {
                consumer.stop();
            }
            assertThat(consumer.isRunning()).isFalse();
        }
    }

    /** It reads from the end of the topic, so it may miss the first ones. */
    private void awaitServing(KafkaProducer<byte[], byte[]> producer, String relay, int serving) {
        await().atMost(Duration.ofSeconds(40))
                .pollInterval(Duration.ofMillis(200))
                .untilAsserted(
                        () -> {
                            publish(producer, ConfigurationJson.write(heartbeat(relay)));
                            assertThat(relays.serving(List.of(Fixtures.REGION))).isEqualTo(serving);
                        });
    }

    private static void publish(KafkaProducer<byte[], byte[]> producer, byte[] value)
            throws Exception {
        producer.send(new ProducerRecord<>(Topics.RELAY_STATUS, value)).get();
    }

    private static Thread thread() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("relay-fleet"))
                .findAny()
                .orElseThrow();
    }

    private static Heartbeat heartbeat(String relay) {
        return new Heartbeat(
                relay,
                Fixtures.REGION,
                Instant.EPOCH,
                Instant.EPOCH,
                "native",
                0,
                0,
                0,
                "kafka",
                List.of(),
                List.of(),
                null);
    }
}
