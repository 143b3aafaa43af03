package io.sixlane.topics;

import org.apache.kafka.common.KafkaException;

/** Kafka did not answer in time: it is away, or the broker that was asked is frozen. */
public final class NoAnswerException extends KafkaException {
    private static final long serialVersionUID = 1;

    NoAnswerException(String message, Throwable cause) {
        super(message, cause);
    }
}
