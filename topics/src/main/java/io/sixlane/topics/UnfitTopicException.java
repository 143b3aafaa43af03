package io.sixlane.topics;

import org.apache.kafka.common.KafkaException;

/** A topic differs from its layout and could not be altered: using it would lose messages. */
public final class UnfitTopicException extends KafkaException {
    private static final long serialVersionUID = 1L;

    UnfitTopicException(String message) {
        super(message);
    }
}
