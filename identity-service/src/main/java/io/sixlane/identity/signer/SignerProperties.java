package io.sixlane.identity.signer;

import java.nio.file.Path;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of signed tokens.
 *
 * @param keyFile the private key as JSON (RFC 7517); made when missing, the same for all instances
 * @param lifetime of a token; services do not ask again before its end
 */
@ConfigurationProperties("sixlane.identity")
record SignerProperties(Path keyFile, @DefaultValue("5m") Duration lifetime) {}
