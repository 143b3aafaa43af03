package io.sixlane.provisioning.relaystatus;

import io.sixlane.topics.KafkaAccess;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the reader of relay statuses.
 *
 * @param batch records saved together, at least 1: a relay that starts sends one for each
 *     accelerator
 */
@ConfigurationProperties("sixlane.relay-status")
record RelayStatusProperties(KafkaAccess kafka, @DefaultValue("1000") int batch) {
    RelayStatusProperties {
        if (batch < 1) {
            throw new IllegalArgumentException(
                    "sixlane.relay-status.batch must be at least 1, was " + batch);
        }
    }
}
