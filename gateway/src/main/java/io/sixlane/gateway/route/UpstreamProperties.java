package io.sixlane.gateway.route;

import java.net.URI;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;

/** Where the instances of the services are: scheme, host and port, without a path. */
@ConfigurationProperties("sixlane.gateway")
record UpstreamProperties(
        List<URI> identityUrl,
        List<URI> catalogUrl,
        List<URI> provisioningUrl,
        List<URI> metricsUrl) {
    List<URI> urlsOf(Upstream upstream) {
        return switch (upstream) {
            case IDENTITY -> identityUrl;
            case CATALOG -> catalogUrl;
            case PROVISIONING -> provisioningUrl;
            case METRICS -> metricsUrl;
        };
    }
}
