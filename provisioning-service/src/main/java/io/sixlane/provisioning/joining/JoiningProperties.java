package io.sixlane.provisioning.joining;

import io.sixlane.topics.KafkaAccess;
import java.nio.file.Path;
import java.util.Optional;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The parts that the control plane gives relays that join.
 *
 * @param kafka as this service reaches it
 * @param authorityFolder of the fleet, with its key; empty where no relay may join
 * @param bootstrapServers of Kafka, as relays on other machines reach it
 * @param kafkaAuthority PEM file of the certificate that they trust there; empty without TLS
 * @param certificate PEM file of the certificate at the end of TLS before this API; empty where
 *     there is no TLS, or one that the public authorities certify
 */
@ConfigurationProperties("sixlane.joining")
record JoiningProperties(
        KafkaAccess kafka,
        @DefaultValue("") String authorityFolder,
        @DefaultValue("") String bootstrapServers,
        @DefaultValue("") String kafkaAuthority,
        @DefaultValue("") String certificate) {
    /** Empty where no relay may join. */
    Optional<Path> authority() {
        return authorityFolder.isEmpty() ? Optional.empty() : Optional.of(Path.of(authorityFolder));
    }
}
