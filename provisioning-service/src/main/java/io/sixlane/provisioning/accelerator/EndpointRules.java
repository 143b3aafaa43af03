package io.sixlane.provisioning.accelerator;

import io.sixlane.configuration.accelerator.Endpoint;
import io.sixlane.configuration.catalog.CatalogEntry.BandwidthTypeEntry;
import io.sixlane.provisioning.decision.Rejection;
import io.sixlane.provisioning.decision.Rejection.EndpointAddressRefused;
import io.sixlane.provisioning.decision.Rejection.EndpointTypeNotAllowed;

import java.util.List;
import java.util.Optional;

/** What endpoints may be. Pure. */
final class EndpointRules {
    private EndpointRules() {}

    /** The first thing wrong with the endpoints. */
    static Optional<Rejection> check(
            BandwidthTypeEntry type, EndpointPolicy policy, List<Endpoint> endpoints) {
        return endpoints.stream().flatMap(e -> check(type, policy, e).stream()).findFirst();
    }

    private static Optional<Rejection> check(
            BandwidthTypeEntry type, EndpointPolicy policy, Endpoint endpoint) {
        return type.endpointTypes().contains(endpoint.type())
                ? policy.refusal(endpoint.type(), endpoint.address())
                        .map(reason -> new EndpointAddressRefused(endpoint.address(), reason))
                : Optional.of(new EndpointTypeNotAllowed(endpoint.type(), type.code()));
    }
}
