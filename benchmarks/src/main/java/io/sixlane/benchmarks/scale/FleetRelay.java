package io.sixlane.benchmarks.scale;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sixlane.configuration.image.AcceleratorImage;
import io.sixlane.configuration.image.AcceleratorRecord;
import io.sixlane.configuration.json.ConfigurationJson;
import io.sixlane.configuration.log.Topics;
import io.sixlane.configuration.relay.RelayStatus;
import io.sixlane.configuration.relay.RelayStatus.AcceleratorApplied;
import io.sixlane.configuration.relay.RelayStatus.Heartbeat;
import io.sixlane.topics.KafkaAccess;
import io.sixlane.topics.KnownSigners;
import io.sixlane.topics.RecordSigner;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * A relay without sockets: reads images from now on, checks and decodes each, reports those of its
 * region as applied, and sends a heartbeat every two seconds, with clients and settings as a relay
 * has them.
 */
final class FleetRelay implements AutoCloseable {
    private static final Duration START = Duration.ofMinutes(2);
    private static final Duration POLL = Duration.ofMillis(250);
    private static final long BEAT_NANOS = Duration.ofSeconds(2).toNanos();
    private static final long STACK_BYTES = 256 << 10;

    private final int number;
    private final String region;
    private final KnownSigners signers;
    private final RecordSigner signer;
    private final Arrivals arrivals;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final KafkaProducer<byte[], byte[]> producer;
    private final Instant incarnation = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    private final CountDownLatch reading = new CountDownLatch(1);
    private final Thread thread;
    private volatile boolean ended;

    /** Who wants to know what arrived where. */
    @FunctionalInterface
    interface Arrivals {
        void arrived(int relay, AcceleratorImage image);
    }

    private FleetRelay(int number, String region, KafkaAccess kafka, Arrivals arrivals) {
        this.number = number;
        this.region = region;
        this.arrivals = arrivals;
        this.signers = kafka.signers();
        this.signer = kafka.signer();
        this.consumer = consumer(kafka, "relay-" + number);
        this.producer =
                new KafkaProducer<>(
                        kafka.settings(
                                Map.of(
                                        "client.id",
                                        "relay-" + number,
                                        "acks",
                                        "all",
                                        "linger.ms",
                                        0,
                                        "buffer.memory",
                                        1L << 20)),
                        new ByteArraySerializer(),
                        new ByteArraySerializer());
        this.thread =
                Thread.ofPlatform()
                        .name("relay-" + number)
                        .daemon()
                        .stackSize(STACK_BYTES)
                        .unstarted(this::run);
    }

    /** Without a group, as relays read. */
    static KafkaConsumer<byte[], byte[]> consumer(KafkaAccess kafka, String client) {
        var consumer =
                new KafkaConsumer<>(
                        kafka.settings(
                                Map.of(
                                        "client.id",
                                        client,
                                        "enable.auto.commit",
                                        false,
                                        "fetch.max.wait.ms",
                                        2_000,
                                        "max.poll.records",
                                        5_000)),
                        new ByteArrayDeserializer(),
                        new ByteArrayDeserializer());
        consumer.assign(List.of(new TopicPartition(Topics.IMAGES, 0)));
        return consumer;
    }

    static FleetRelay start(int number, String region, KafkaAccess kafka, Arrivals arrivals) {
        var relay = new FleetRelay(number, region, kafka, arrivals);
        relay.thread.start();
        return relay;
    }

    /**
     * Returns when it reads what comes next.
     *
     * @throws IllegalStateException if Kafka does not let it
     */
    void awaitReading() throws InterruptedException {
        if (!reading.await(START.toSeconds(), TimeUnit.SECONDS)) {
            throw new IllegalStateException(thread.getName() + " does not read");
        }
    }

    private void run() {
        var partitions = consumer.assignment();
        consumer.seekToEnd(partitions);
        partitions.forEach(partition -> consumer.position(partition));
        reading.countDown();
        // Not all of them at the same moment.
        var beat = System.nanoTime() + number * 1_000_003L % BEAT_NANOS;
        while (!ended) {
            for (var record : consumer.poll(POLL)) {
                if (decoded(record, signers) instanceof AcceleratorImage image) {
                    arrivals.arrived(number, image);
                    if (concerns(image)) {
                        report(applied(image));
                    }
                }
            }
            if (System.nanoTime() - beat > 0) {
                beat += BEAT_NANOS;
                report(heartbeat());
            }
        }
        consumer.close(CloseOptions.timeout(Duration.ZERO));
        producer.close(Duration.ZERO);
    }

    /**
     * @throws IllegalStateException if the control plane did not sign it
     */
    static AcceleratorRecord decoded(ConsumerRecord<byte[], byte[]> record, KnownSigners signers) {
        if (!signers.signed(KnownSigners.CONTROL_PLANE, record)) {
            throw new IllegalStateException("an image is not signed");
        }
        return ConfigurationJson.read(record.value(), AcceleratorRecord.class);
    }

    private boolean concerns(AcceleratorImage image) {
        return image.accelerator().regions().stream().anyMatch(one -> one.region().equals(region));
    }

    private RelayStatus applied(AcceleratorImage image) {
        return new AcceleratorApplied(
                thread.getName(),
                region,
                incarnation,
                Instant.now(),
                image.id(),
                image.revision(),
                image.head(),
                List.of(),
                image.revision(),
                null);
    }

    private RelayStatus heartbeat() {
        return new Heartbeat(
                thread.getName(),
                region,
                incarnation,
                Instant.now(),
                "native",
                1,
                1,
                0,
                "kafka",
                List.of(),
                List.of(),
                null);
    }

    private void report(RelayStatus status) {
        var record =
                new ProducerRecord<>(
                        Topics.RELAY_STATUS,
                        thread.getName().getBytes(UTF_8),
                        ConfigurationJson.write(status));
        signer.sign(record.topic(), record.key(), record.value(), record.headers());
        var _ = producer.send(record); // as a relay, which sends the next one later
    }

    /** Ends soon. */
    @Override
    public void close() {
        ended = true;
    }
}
