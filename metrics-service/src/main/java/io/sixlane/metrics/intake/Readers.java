package io.sixlane.metrics.intake;

import io.sixlane.topics.TopicWatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.config.KafkaListenerEndpointRegistry;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Starts the readers of topics once these exist, and again whenever one has stopped. */
@Component
public class Readers {
    private static final Logger LOG = LoggerFactory.getLogger(Readers.class);

    private final KafkaListenerEndpointRegistry containers;
    private final TopicWatch topics;
    private boolean waiting;

    Readers(KafkaListenerEndpointRegistry containers, TopicWatch topics) {
        this.containers = containers;
        this.topics = topics;
    }

    @Scheduled(fixedDelay = 2_000)
    void start() {
        if (!topics.areThere()) {
            if (!waiting) {
                waiting = true;
                LOG.warn("waiting for Kafka");
            }
            return;
        }
        containers.getListenerContainerIds().forEach(this::start);
    }

    private void start(String id) {
        var container = containers.getListenerContainer(id);
        if (container == null || container.isRunning()) {
            return;
        }
        try {
            container.start();
            LOG.atInfo().addKeyValue("reader", id).log("topic is read");
        } catch (RuntimeException e) {
            LOG.atWarn().addKeyValue("reader", id).setCause(e).log("cannot read, will retry");
        }
    }

    /** Whether the topic is read, or Kafka was never there. */
    public boolean isAlive(String id) {
        return !topics.areThere() || isReading(id);
    }

    /** Whether the topic is read. */
    public boolean isReading(String id) {
        var container = containers.getListenerContainer(id);
        return container != null && container.isRunning();
    }
}
