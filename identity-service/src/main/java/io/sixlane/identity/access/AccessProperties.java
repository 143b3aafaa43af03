package io.sixlane.identity.access;

import java.net.URI;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * The log's service.
 *
 * @param provisioningUrl scheme, host and port
 */
@ConfigurationProperties("sixlane.identity")
record AccessProperties(URI provisioningUrl) {}
