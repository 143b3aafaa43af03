package io.sixlane.benchmarks.write;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sixlane.configuration.accelerator.AcceleratorId;
import io.sixlane.configuration.accelerator.EndpointGroupId;
import io.sixlane.configuration.accelerator.EndpointId;
import io.sixlane.configuration.accelerator.ListenerId;
import io.sixlane.configuration.json.ConfigurationJson;
import io.sixlane.configuration.log.Topics;
import io.sixlane.configuration.relay.TrafficReport;
import io.sixlane.configuration.relay.TrafficReport.CauseCount;
import io.sixlane.configuration.relay.TrafficReport.EndpointTraffic;
import io.sixlane.configuration.relay.TrafficReport.ListenerTraffic;
import io.sixlane.configuration.relay.TrafficReport.WayCount;
import io.sixlane.topics.KafkaAccess;
import io.sixlane.topics.TopicGuard;
import io.sixlane.topics.TopicLayout;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.HdrHistogram.Histogram;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * Reports of one relay about many accelerators, an hour's sixth of windows of ten seconds each.
 *
 * @param reports each about another window
 * @param whole with a listener, an endpoint and histograms, as of an accelerator in use
 */
record ReportLoad(int reports, boolean whole) {
    static final String RELAY = "relay-1";
    static final int PARTITIONS = 12;

    private static final int WINDOWS = 60;
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration DELIVERED = Duration.ofMinutes(10);

    /** Returns when all of them are in the topic. */
    void publish(KafkaAccess kafka) throws InterruptedException {
        var access = kafka.sized(PARTITIONS, 1, 1);
        try (var guard = TopicGuard.open(access, PATIENCE, List.of(TopicLayout.RELAY_REPORTS))) {
            var _ = guard.ensure();
        }
        var signer = access.signer();
        var listeners = whole ? List.of(listener()) : List.<ListenerTraffic>of();
        var latencies = whole ? latencies(1_000, 200) : "";
        var start = Instant.ofEpochSecond(Instant.now().getEpochSecond() / 10 * 10);
        var lost = new AtomicReference<@Nullable Exception>();
        try (var producer =
                new KafkaProducer<>(
                        access.settings(
                                Map.of(
                                        // Their order counts for nothing.
                                        ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
                                        false,
                                        ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
                                        (int) DELIVERED.toMillis())),
                        new ByteArraySerializer(),
                        new ByteArraySerializer())) {
            for (var number = 0; number < reports; number++) {
                var report =
                        report(
                                number,
                                start.minusSeconds(number % WINDOWS * 10L),
                                latencies,
                                listeners);
                var record =
                        new ProducerRecord<>(
                                Topics.RELAY_REPORTS,
                                report.acceleratorId().text().getBytes(UTF_8),
                                ConfigurationJson.write(report));
                signer.sign(record.topic(), record.key(), record.value(), record.headers());
                var _ =
                        producer.send(
                                record,
                                (_, failure) -> {
                                    if (failure != null) {
                                        lost.set(failure);
                                    }
                                });
            }
        }
        if (lost.get() != null) {
            throw new IllegalStateException("a report is not in the topic", lost.get());
        }
    }

    private static TrafficReport report(
            int number, Instant window, String latencies, List<ListenerTraffic> listeners) {
        return new TrafficReport(
                RELAY,
                "cn-hongkong",
                Instant.EPOCH.plus(Duration.ofDays(20_000)),
                new AcceleratorId("ga-" + number / WINDOWS),
                window,
                10,
                1,
                200,
                1,
                0,
                0,
                100,
                1_000,
                latencies,
                latencies,
                "local",
                listeners);
    }

    private static ListenerTraffic listener() {
        return new ListenerTraffic(
                new ListenerId("lsr-1"),
                200,
                1,
                List.of(),
                List.of(new CauseCount("FINISHED", 199)),
                List.of(
                        new EndpointTraffic(
                                new EndpointGroupId("epg-1"),
                                "us-west-1",
                                new EndpointId("ep-1"),
                                200,
                                1,
                                List.of(),
                                List.of(new WayCount(List.of(), 200)),
                                100,
                                1_000,
                                latencies(1_000, 200),
                                latencies(2_000, 200),
                                latencies(20, 200),
                                null,
                                null)));
    }

    /** So many samples around a value, as a relay sends them: compressed. */
    private static String latencies(int around, int samples) {
        var histogram = new Histogram(3_600_000_000L, 3);
        for (var sample = 0; sample < samples; sample++) {
            histogram.recordValue(around + (long) around * sample / samples);
        }
        var buffer = ByteBuffer.allocate(histogram.getNeededByteBufferCapacity());
        var length = histogram.encodeIntoCompressedByteBuffer(buffer);
        return Base64.getEncoder().encodeToString(Arrays.copyOf(buffer.array(), length));
    }
}
