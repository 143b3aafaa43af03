package io.sixlane.provisioning.change;

import io.sixlane.configuration.address.EndpointPolicy;
import io.sixlane.configuration.address.IpPrefix;
import io.sixlane.configuration.address.Place;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where endpoints may be. The installation is what this service knows of it: itself, PostgreSQL,
 * Kafka, the metrics service and SIXLANE_INSTALLATION_ADDRESSES.
 *
 * @param endpointAllowedPrefixes from SIXLANE_ENDPOINT_ALLOWED_PREFIXES, comma separated CIDR or
 *     {@code address:port}: endpoints there are accepted even where they would be refused, as in
 *     127.0.0.0/8
 */
@ConfigurationProperties("sixlane")
record EndpointPolicyProperties(
        @DefaultValue("") String endpointAllowedPrefixes, @DefaultValue Installation installation) {
    /**
     * @param httpPort of this service; 0 is one that the system chooses, which is not known
     * @param database {@code host:port}
     * @param kafka {@code host:port}, comma separated
     * @param metricsUrl of the metrics service
     * @param addresses of everything else, comma separated: prefixes, {@code address:port}, {@code
     *     name:port}
     */
    record Installation(
            @DefaultValue("127.0.0.1") String httpAddress,
            @DefaultValue("0") int httpPort,
            @DefaultValue("") String database,
            @DefaultValue("") String kafka,
            @DefaultValue("") String metricsUrl,
            @DefaultValue("") String addresses) {
        private static final int HTTP = 80;
        private static final int HTTPS = 443;

        List<Place> places() {
            var places = new ArrayList<>(Place.listOf(addresses));
            places.addAll(Place.listOf(database));
            for (var broker : kafka.split(",", -1)) {
                var scheme = broker.indexOf("://");
                places.addAll(Place.listOf(scheme < 0 ? broker : broker.substring(scheme + 3)));
            }
            if (httpPort > 0) {
                places.add(Place.of(httpAddress).at(httpPort));
            }
            if (!metricsUrl.isBlank()) {
                places.add(placeOf(URI.create(metricsUrl)));
            }
            return places;
        }

        private static Place placeOf(URI url) {
            var usual = "https".equals(url.getScheme()) ? HTTPS : HTTP;
            var host = url.getHost();
            return Place.of(host.startsWith("[") ? host.substring(1, host.length() - 1) : host)
                    .at(url.getPort() < 0 ? usual : url.getPort());
        }
    }

    EndpointPolicyProperties {
        Place.listOf(endpointAllowedPrefixes);
        installation.places();
    }

    EndpointPolicy policy(List<IpPrefix> pools) {
        return new EndpointPolicy(
                Place.listOf(endpointAllowedPrefixes), installation.places(), pools);
    }
}
