package io.sixlane.provisioning.usage;

import java.net.URI;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where it is known what went through accelerators.
 *
 * @param metricsUrl of the metrics service
 */
@ConfigurationProperties("sixlane.usage")
record UsageProperties(@DefaultValue("http://127.0.0.1:8103") URI metricsUrl) {}
