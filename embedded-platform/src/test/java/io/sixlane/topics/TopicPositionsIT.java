package io.sixlane.topics;

import static org.assertj.core.api.Assertions.assertThat;

import io.sixlane.platform.EmbeddedKafka;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TopicPositionsIT {
    private static final String TOPIC = "positions";
    private static final Duration AGE = Duration.ofSeconds(90);

    private EmbeddedKafka kafka;
    private KafkaProducer<String, String> producer;
    private KafkaConsumer<String, String> consumer;

    @BeforeEach
    void start(@TempDir Path folder) throws Exception {
        kafka = EmbeddedKafka.start(folder, 0);
        var servers = kafka.operator().settings();
        try (var admin = Admin.create(servers)) {
            admin.createTopics(List.of(new NewTopic(TOPIC, 1, (short) 1)))
                    .all()
                    .get(30, TimeUnit.SECONDS);
        }
        producer = new KafkaProducer<>(servers, new StringSerializer(), new StringSerializer());
        consumer = new KafkaConsumer<>(servers, new StringDeserializer(), new StringDeserializer());
    }

    @AfterEach
    void stop() {
        consumer.close();
        producer.close();
        kafka.close();
    }

    @Test
    void records_that_are_young_enough_are_read_and_older_ones_are_not() throws Exception {
        send("old", System.currentTimeMillis() - AGE.multipliedBy(2).toMillis());
        send("young", System.currentTimeMillis());
        seekBack();
        assertThat(read(1)).containsExactly("young");
    }

    @Test
    void a_record_that_comes_after_the_search_is_read() throws Exception {
        send("old", System.currentTimeMillis() - AGE.multipliedBy(2).toMillis());
        seekBack();
        send("next", System.currentTimeMillis());
        assertThat(read(1)).containsExactly("next");
    }

    private void seekBack() {
        var partitions = TopicPositions.partitions(consumer, TOPIC);
        consumer.assign(partitions);
        TopicPositions.seekBack(consumer, partitions, AGE);
    }

    private void send(String value, long timestamp) throws Exception {
        producer.send(new ProducerRecord<>(TOPIC, null, timestamp, "key", value))
                .get(30, TimeUnit.SECONDS);
    }

    private List<String> read(int count) {
        var values = new ArrayList<String>();
        var endNanos = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (values.size() < count && System.nanoTime() - endNanos < 0) {
            consumer.poll(Duration.ofMillis(200)).forEach(record -> values.add(record.value()));
        }
        return values;
    }
}
