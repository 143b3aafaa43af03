package io.sixlane.provisioning.change;

import io.sixlane.configuration.address.LiveEndpointPolicy;
import io.sixlane.provisioning.addresspool.AddressPools;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The endpoint policy of this installation. */
@Configuration(proxyBeanMethods = false)
class EndpointPolicyConfiguration {
    @Bean
    LiveEndpointPolicy endpointPolicy(EndpointPolicyProperties properties, AddressPools pools) {
        return new LiveEndpointPolicy(properties.policy(pools.prefixes()));
    }
}
