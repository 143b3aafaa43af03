package io.sixlane.identity.owner;

import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * The owner's token.
 *
 * @param credentialsFile an Authorization header as {@code curl -H @FILE} reads it; made when
 *     missing, mode 0600
 */
@ConfigurationProperties("sixlane.identity")
record OwnerProperties(Path credentialsFile) {}
