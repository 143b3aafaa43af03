package io.sixlane.gateway.route;

import java.net.URI;
import org.springframework.boot.context.properties.ConfigurationProperties;

/** Where the services are: scheme, host and port, without a path. */
@ConfigurationProperties("sixlane.gateway")
record UpstreamProperties(URI identityUrl, URI catalogUrl, URI provisioningUrl, URI metricsUrl) {
    URI urlOf(Upstream upstream) {
        return switch (upstream) {
            case IDENTITY -> identityUrl;
            case CATALOG -> catalogUrl;
            case PROVISIONING -> provisioningUrl;
            case METRICS -> metricsUrl;
        };
    }
}
