package io.sixlane.provisioning.change;

import io.sixlane.configuration.address.LiveEndpointPolicy;
import io.sixlane.provisioning.addresspool.AddressPools;
import io.sixlane.topics.FleetReader;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The endpoint policy of this installation. */
@Configuration(proxyBeanMethods = false)
class EndpointPolicyConfiguration {
    /** Pools of the configuration stay in it: they count before the topic of the fleet is read. */
    @Bean
    LiveEndpointPolicy endpointPolicy(
            EndpointPolicyProperties properties, AddressPools pools, FleetReader fleet) {
        var policy =
                new LiveEndpointPolicy(
                        () ->
                                properties.policy(
                                        Stream.of(pools.prefixes(), fleet.image().pools())
                                                .flatMap(List::stream)
                                                .distinct()
                                                .toList()));
        fleet.onChange(policy::refresh);
        return policy;
    }
}
