package io.sixlane.provisioning.change;

import io.sixlane.provisioning.accelerator.EndpointPolicy;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What the operator allows, from SIXLANE_ENDPOINT_ALLOWED_PREFIXES.
 *
 * @param endpointAllowedPrefixes comma separated CIDR; endpoints in them are taken even where they
 *     would be refused, as 127.0.0.0/8 would be
 */
@ConfigurationProperties("sixlane")
record EndpointPolicyProperties(@DefaultValue("") String endpointAllowedPrefixes) {
    EndpointPolicyProperties {
        EndpointPolicy.allowing(endpointAllowedPrefixes);
    }

    EndpointPolicy policy() {
        return EndpointPolicy.allowing(endpointAllowedPrefixes);
    }
}
