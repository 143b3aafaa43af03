package io.sixlane.gateway.security;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The exchange of credentials for tokens.
 *
 * @param identityUrl scheme, host and port of each instance of the identity service
 * @param credentialsKept how long an answer of it counts, and so how long a revoked token still
 *     works
 */
@ConfigurationProperties("sixlane.gateway")
record ExchangeProperties(List<URI> identityUrl, @DefaultValue("3s") Duration credentialsKept) {}
