package io.sixlane.platform;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedKafkaIT {

    @Test
    void recordsSurviveARestartOnTheSameFolder(@TempDir Path folder) throws Exception {
        try (var kafka = EmbeddedKafka.start(folder, 0)) {
            createTopic(kafka, "kept");
            send(kafka, "kept", "first");
        }
        try (var kafka = EmbeddedKafka.start(folder, 0)) {
            send(kafka, "kept", "second");

            assertThat(readAll(kafka, "kept", 2)).containsExactly("first", "second");
        }
    }

    @Test
    void anUnknownTopicIsAnErrorAndNotANewTopic(@TempDir Path folder) {
        try (var kafka = EmbeddedKafka.start(folder, 0)) {
            assertThatThrownBy(() -> send(kafka, "misspelt", "lost")).isNotNull();
        }
    }

    private static void createTopic(EmbeddedKafka kafka, String name) throws Exception {
        try (var admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
            admin.createTopics(List.of(new NewTopic(name, 1, (short) 1))).all().get(20, SECONDS);
        }
    }

    private static void send(EmbeddedKafka kafka, String topic, String value) throws Exception {
        Map<String, Object> settings =
                Map.of("bootstrap.servers", kafka.bootstrapServers(), "max.block.ms", "2000");
        try (var producer =
                new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
            producer.send(new ProducerRecord<>(topic, value)).get(20, SECONDS);
        }
    }

    private static List<String> readAll(EmbeddedKafka kafka, String topic, int count) {
        Map<String, Object> settings = Map.of("bootstrap.servers", kafka.bootstrapServers());
        try (var consumer =
                new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            var partition = new TopicPartition(topic, 0);
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            var values = new ArrayList<String>();
            var deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
            while (values.size() < count && System.nanoTime() < deadline) {
                consumer.poll(Duration.ofMillis(200)).forEach(r -> values.add(r.value()));
            }
            return values;
        }
    }
}
