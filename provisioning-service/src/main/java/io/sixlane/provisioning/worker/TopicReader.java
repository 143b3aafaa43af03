package io.sixlane.provisioning.worker;

import io.sixlane.topics.KafkaAccess;
import io.sixlane.topics.SupervisedThread;
import io.sixlane.topics.TopicGuard;
import io.sixlane.topics.TopicLayout;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads one topic on a thread of its own, which may block. A failure closes the consumer; after a
 * pause the reader creates the topic, if it is missing, and opens a new one.
 */
public final class TopicReader {
    private static final Logger log = LoggerFactory.getLogger(TopicReader.class);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final TopicLayout topic;
    private final KafkaAccess kafka;
    private final Map<String, Object> settings;
    private final Duration pause;
    private final Reading reading;
    private final SupervisedThread thread;
    private volatile @Nullable KafkaConsumer<byte[], byte[]> consumer;
    private volatile boolean started;
    private volatile String topicId = "";

    /** Subscribes a new consumer, or assigns partitions to it, and polls. */
    public interface Reading {
        /** Returns soon after {@link TopicReader#isRunning} became false, or when woken up. */
        void read(KafkaConsumer<byte[], byte[]> consumer) throws InterruptedException;
    }

    /**
     * @param name of the thread
     * @param settings of the consumer, beside its access
     * @param pause after a failure
     */
    public TopicReader(
            String name,
            TopicLayout topic,
            KafkaAccess kafka,
            Map<String, Object> settings,
            Duration pause,
            Reading reading) {
        this.topic = topic;
        this.kafka = kafka;
        this.settings = settings;
        this.pause = pause;
        this.reading = reading;
        this.thread = new SupervisedThread(name, pause, this::run);
    }

    public void start() {
        started = true;
        thread.start();
    }

    /** Returns when the thread has ended, after at most 5 s. */
    public void stop() {
        started = false;
        thread.end(
                PATIENCE,
                () -> {
                    var open = consumer;
                    if (open != null) {
                        open.wakeup();
                    }
                });
    }

    /** True from the start until it is stopped. */
    public boolean isStarted() {
        return started;
    }

    /** True until it is stopped: the thread polls while this is true. */
    public boolean isRunning() {
        return thread.isRunning();
    }

    /**
     * The id of the topic that is read: one that was deleted and created again has another. For the
     * thread itself.
     */
    public String topicId() {
        return topicId;
    }

    /** Ends an outage, so that the next failure is logged again. For the thread itself. */
    public void succeeded() {
        thread.succeeded();
    }

    /** Logs the first failure of an outage, and pauses. For the thread itself. */
    public void failed(Exception cause) throws InterruptedException {
        thread.failed(cause);
        thread.pause(pause);
    }

    private void run() throws InterruptedException {
        try {
            createTopic();
            read();
        } catch (WakeupException _) {
            log.atDebug().addKeyValue("topic", topic.name()).log("woken up, stops reading");
        }
    }

    private void createTopic() throws InterruptedException {
        try (var guard = TopicGuard.open(kafka, PATIENCE, List.of(topic))) {
            topicId = guard.ensure().getOrDefault(topic.name(), "");
        }
    }

    private void read() throws InterruptedException {
        try (var open =
                new KafkaConsumer<>(
                        kafka.settings(settings),
                        new ByteArrayDeserializer(),
                        new ByteArrayDeserializer())) {
            consumer = open;
            reading.read(open);
        } finally {
            consumer = null;
        }
    }
}
