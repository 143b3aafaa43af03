package io.sixlane.relay;

import io.sixlane.configuration.address.EndpointPolicy;
import io.sixlane.configuration.address.IpPrefix;
import io.sixlane.configuration.address.Place;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the installation itself is, which no endpoint may be.
 *
 * @param httpAddress of this relay's health and meters
 * @param httpPort 0 is one that the system chooses, which is not known before it listens
 * @param addresses of services that this relay does not know: prefixes, {@code address:port},
 *     {@code name:port}
 * @param lanes where this relay accepts lanes, and the address that others know for it; comma
 *     separated
 */
@ConfigurationProperties("sixlane.installation")
record InstallationProperties(
        String httpAddress,
        int httpPort,
        @DefaultValue List<Place> addresses,
        @DefaultValue("") String lanes) {
    InstallationProperties {
        addresses = List.copyOf(addresses);
    }

    EndpointPolicy policy(RelayProperties relay, List<IpPrefix> pools) {
        var places = new ArrayList<>(addresses);
        places.addAll(Place.listOf(lanes));
        Arrays.stream(relay.kafka().bootstrapServers().split(",", -1))
                .map(
                        server ->
                                server.substring(
                                        server.indexOf("://") < 0 ? 0 : server.indexOf("://") + 3))
                .map(Place::listOf)
                .forEach(places::addAll);
        if (httpPort > 0) {
            places.add(Place.of(httpAddress).at(httpPort));
        }
        return new EndpointPolicy(relay.endpointAllowedPrefixes(), places, pools);
    }
}
