package io.sixlane.relay.route;

import io.sixlane.configuration.catalog.CatalogEntry;
import io.sixlane.configuration.catalog.CatalogEvent;
import io.sixlane.configuration.json.ConfigurationJson;
import io.sixlane.configuration.log.Topics;
import io.sixlane.configuration.relay.LinkMessage;
import io.sixlane.configuration.relay.LinkMessage.LinkMeasured;
import io.sixlane.configuration.relay.LinkMessage.RoutesChosen;
import io.sixlane.relay.RelayProperties;
import io.sixlane.relay.kafka.RelayConsumers;
import io.sixlane.topics.SupervisedThread;
import io.sixlane.topics.TopicPositions;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads the links that other relays published, and the catalog for {@link RegionPolicies}. */
final class RouteTopics implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(RouteTopics.class);
    private static final Duration POLL = Duration.ofSeconds(1);
    private static final Duration RETRY = Duration.ofSeconds(2);

    /** Interval between two looks for a topic that does not exist. */
    private static final Duration AGAIN = Duration.ofSeconds(10);

    private static final int GATHER_MILLIS = 500;

    private final RelayProperties properties;
    private final LinkTable table;
    private final NextHops hops;
    private final RegionPolicies policies;
    private final SupervisedThread thread =
            new SupervisedThread("relay-links", RETRY, this::follow);

    RouteTopics(
            RelayProperties properties, LinkTable table, NextHops hops, RegionPolicies policies) {
        this.properties = properties;
        this.table = table;
        this.hops = hops;
        this.policies = policies;
    }

    void start() {
        thread.start();
    }

    @Override
    public void close() {
        thread.end(RETRY);
    }

    private void follow() {
        try (var consumer =
                RelayConsumers.open(
                        properties,
                        "-links",
                        Map.of(
                                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                                "latest",
                                ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG,
                                GATHER_MILLIS))) {
            var links = TopicPositions.partitions(consumer, Topics.RELAY_LINKS);
            var catalog = TopicPositions.partitions(consumer, Topics.CATALOG);
            var all = new ArrayList<>(links);
            all.addAll(catalog);
            if (all.isEmpty()) {
                return;
            }
            consumer.assign(all);
            consumer.seekToBeginning(catalog);
            TopicPositions.seekBack(consumer, links, LinkTable.MOST_AGE);
            thread.succeeded();
            var startedNanos = System.nanoTime();
            var complete = !links.isEmpty() && !catalog.isEmpty();
            while (thread.isRunning()
                    && (complete || System.nanoTime() - startedNanos < AGAIN.toNanos())) {
                consumer.poll(POLL).forEach(this::receive);
            }
        }
    }

    /** Skips a record that it cannot read, whatever the reason. */
    private void receive(ConsumerRecord<byte[], byte[]> record) {
        if (record.value() == null) {
            return;
        }
        try {
            if (isEvent(record)) {
                return;
            }
            if (record.topic().equals(Topics.CATALOG)) {
                policies.received(ConfigurationJson.read(record.value(), CatalogEntry.class));
            } else {
                var message = ConfigurationJson.read(record.value(), LinkMessage.class);
                if (properties.kafka().signers().signed(message.relayId(), record)) {
                    received(message);
                }
            }
        } catch (RuntimeException e) {
            log.atDebug().addKeyValue("cause", e.getMessage()).log("link message not read");
        }
    }

    /** Whether it belongs to the catalog's history, which lies beside the entries. */
    private static boolean isEvent(ConsumerRecord<byte[], byte[]> record) {
        return record.topic().equals(Topics.CATALOG)
                && record.key() != null
                && new String(record.key(), StandardCharsets.UTF_8)
                        .startsWith(CatalogEvent.KEY_PREFIX);
    }

    private void received(LinkMessage message) {
        if (!message.isPlausible() || message.relayId().equals(properties.id())) {
            return;
        }
        switch (message) {
            case LinkMeasured link -> table.received(link, System.nanoTime());
            case RoutesChosen chosen -> hops.received(chosen, System.nanoTime());
        }
    }
}
