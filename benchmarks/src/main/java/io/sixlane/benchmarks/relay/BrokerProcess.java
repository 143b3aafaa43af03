package io.sixlane.benchmarks.relay;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sixlane.configuration.log.Topics;
import io.sixlane.platform.EmbeddedKafka;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * The other side of {@link Broker}: {@code publish ID IMAGE} and {@code count TOPIC}, a line each,
 * each answered with a line; ends with its input.
 */
final class BrokerProcess {
    private final PrintStream out;
    private final Admin admin;
    private final KafkaProducer<byte[], byte[]> producer;

    private BrokerProcess(PrintStream out, Admin admin, KafkaProducer<byte[], byte[]> producer) {
        this.out = out;
        this.admin = admin;
        this.producer = producer;
    }

    public static void main(String[] arguments)
            throws IOException, InterruptedException, ExecutionException {
        // Log lines must not come between the answers.
        var out = System.out;
        System.setOut(System.err);
        try (var kafka =
                        EmbeddedKafka.start(
                                Path.of(arguments[0]),
                                arguments[1],
                                Integer.parseInt(arguments[2]));
                var admin = Admin.create(kafka.operator().settings());
                var producer =
                        new KafkaProducer<>(
                                kafka.operator().settings(),
                                new ByteArraySerializer(),
                                new ByteArraySerializer())) {
            var _ = kafka.relay(Broker.RELAYS);
            var images =
                    new NewTopic(Topics.IMAGES, Optional.of(1), Optional.empty())
                            .configs(
                                    Map.of(
                                            TopicConfig.CLEANUP_POLICY_CONFIG,
                                            TopicConfig.CLEANUP_POLICY_COMPACT));
            admin.createTopics(List.of(images)).all().get();
            new BrokerProcess(out, admin, producer)
                    .obey(new BufferedReader(new InputStreamReader(System.in, UTF_8)));
        }
    }

    private void obey(BufferedReader in)
            throws IOException, InterruptedException, ExecutionException {
        print("ready");
        for (var line = in.readLine(); line != null; line = in.readLine()) {
            var words = line.split(" ", 3);
            print(
                    switch (words[0]) {
                        case "publish" -> publish(words[1], words[2]);
                        case "count" -> Long.toString(count(words[1]));
                        default -> "what is " + words[0];
                    });
        }
    }

    private String publish(String id, String image)
            throws InterruptedException, ExecutionException {
        producer.send(
                        new ProducerRecord<>(
                                Topics.IMAGES, id.getBytes(UTF_8), image.getBytes(UTF_8)))
                .get();
        return "published";
    }

    private long count(String topic) throws InterruptedException, ExecutionException {
        var partition = new TopicPartition(topic, 0);
        return admin.listOffsets(Map.of(partition, OffsetSpec.latest()))
                .partitionResult(partition)
                .get()
                .offset();
    }

    private void print(String line) {
        out.println(line);
        out.flush();
    }
}
