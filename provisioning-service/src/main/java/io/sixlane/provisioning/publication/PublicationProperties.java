package io.sixlane.provisioning.publication;

import io.sixlane.topics.KafkaAccess;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the publication of committed events.
 *
 * @param jdbcUrl of the database with the event table; the publisher has a connection of its own
 * @param batch events read, sent and acknowledged together, at least 1
 * @param pollInterval how long a notification that was not delivered delays an event, at most
 * @param removedKept how long the images topic keeps the removal of an accelerator, so that relays
 *     that were away receive it; then a tombstone replaces it
 */
@ConfigurationProperties("sixlane.publication")
record PublicationProperties(
        KafkaAccess kafka,
        String jdbcUrl,
        String username,
        String password,
        @DefaultValue("500") int batch,
        @DefaultValue("500ms") Duration pollInterval,
        @DefaultValue("7d") Duration removedKept) {
    PublicationProperties {
        if (batch < 1) {
            throw new IllegalArgumentException(
                    "sixlane.publication.batch must be at least 1, was " + batch);
        }
        if (pollInterval.toMillis() < 1) {
            throw new IllegalArgumentException(
                    "sixlane.publication.poll-interval must be at least 1ms, was " + pollInterval);
        }
        if (removedKept.isNegative()) {
            throw new IllegalArgumentException(
                    "sixlane.publication.removed-kept must not be negative, was " + removedKept);
        }
    }
}
