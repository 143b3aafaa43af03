package io.sixlane.provisioning.route;

import io.sixlane.configuration.json.ConfigurationJson;
import io.sixlane.configuration.log.Topics;
import io.sixlane.configuration.relay.LinkMessage;
import io.sixlane.provisioning.worker.TopicReader;
import io.sixlane.topics.KafkaAccess;
import io.sixlane.topics.KnownSigners;
import io.sixlane.topics.TopicLayout;
import io.sixlane.topics.TopicPositions;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.SmartLifecycle;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** Reads all links and routes, without a consumer group. Runs on a thread of its own. */
@Component
final class LinkConsumer implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(LinkConsumer.class);
    private static final Duration POLL = Duration.ofSeconds(1);
    private static final Duration PAUSE = Duration.ofSeconds(2);

    private static final Map<String, Object> SETTINGS =
            Map.of(
                    ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                    false,
                    ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                    "latest",
                    ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
                    false,
                    ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                    KafkaAccess.ONE_ANSWER_MILLIS,
                    ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                    5_000,
                    ConsumerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG,
                    1_000);

    private final LinkBoard board;
    private final KnownSigners signers;
    private final TopicReader reader;

    LinkConsumer(Environment environment, LinkBoard board) {
        var kafka =
                Binder.get(environment).bind("sixlane.relay-status.kafka", KafkaAccess.class).get();
        this.signers = kafka.signers();
        this.board = board;
        this.reader =
                new TopicReader(
                        "links", TopicLayout.RELAY_LINKS, kafka, SETTINGS, PAUSE, this::follow);
    }

    @Override
    public void start() {
        reader.start();
    }

    @Override
    public void stop() {
        reader.stop();
    }

    @Override
    public boolean isRunning() {
        return reader.isStarted();
    }

    private void follow(KafkaConsumer<byte[], byte[]> consumer) {
        var partitions = TopicPositions.partitions(consumer, Topics.RELAY_LINKS);
        consumer.assign(partitions);
        TopicPositions.seekBack(consumer, partitions, LinkBoard.MOST_AGE);
        reader.succeeded();
        while (reader.isRunning()) {
            consumer.poll(POLL).forEach(this::receive);
            board.expire(System.nanoTime());
        }
    }

    /** Skips messages of a kind that only later versions know. */
    private void receive(ConsumerRecord<byte[], byte[]> record) {
        try {
            if (record.value() == null) {
                return;
            }
            var message = ConfigurationJson.read(record.value(), LinkMessage.class);
            if (signers.signed(message.relayId(), record)) {
                board.received(message, System.nanoTime());
            }
        } catch (RuntimeException e) {
            log.atDebug().addKeyValue("cause", e.getMessage()).log("link message not read");
        }
    }
}
