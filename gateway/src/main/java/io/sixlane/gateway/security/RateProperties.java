package io.sixlane.gateway.security;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Rates of requests. Each instance of the gateway counts for itself.
 *
 * @param signInsPerMinute of one client's network
 * @param failuresPerMinute of one client's network: credentials that turn out not to count
 * @param requestsPerSecond of one API token or session; four times as many may come at once
 */
@ConfigurationProperties("sixlane.gateway.rate")
record RateProperties(
        @DefaultValue("20") int signInsPerMinute,
        @DefaultValue("60") int failuresPerMinute,
        @DefaultValue("100") int requestsPerSecond) {}
