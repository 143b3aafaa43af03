package io.sixlane.provisioning.checkpoint;

import io.sixlane.topics.KafkaAccess;
import java.nio.file.Path;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * When checkpoints are made, and with which key.
 *
 * @param jdbcUrl of the database with the event table
 * @param keyFile PEM of an Ed25519 key pair, made when missing; all instances need the same
 * @param everyEvents events after which one is made, 1 to 5000: each names at most as many streams,
 *     and has to fit into a Kafka message of 1 MB
 * @param every time after which one is made when there is any event, at least 100 ms
 */
@ConfigurationProperties("sixlane.checkpoint")
record CheckpointProperties(
        KafkaAccess kafka,
        String jdbcUrl,
        String username,
        String password,
        Path keyFile,
        @DefaultValue("500") int everyEvents,
        @DefaultValue("1m") Duration every) {
    private static final int MOST_EVENTS = 5_000;

    CheckpointProperties {
        if (everyEvents < 1 || everyEvents > MOST_EVENTS) {
            throw new IllegalArgumentException(
                    "sixlane.checkpoint.every-events must be 1 to %s, was %s"
                            .formatted(MOST_EVENTS, everyEvents));
        }
        if (every.toMillis() < 100) {
            throw new IllegalArgumentException(
                    "sixlane.checkpoint.every must be at least 100ms, was " + every);
        }
    }
}
