package io.sixlane.provisioning.accelerator;

import io.sixlane.configuration.accelerator.Endpoint;
import io.sixlane.configuration.accelerator.EndpointGroup;
import io.sixlane.configuration.accelerator.HealthCheck;
import io.sixlane.configuration.accelerator.Listener;
import io.sixlane.configuration.address.EndpointPolicy;
import io.sixlane.provisioning.decision.Rejection;
import io.sixlane.provisioning.decision.Rejection.EndpointAddressRefused;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Where endpoints may be: each is judged with every port that connections or checks reach it on.
 * Pure. A relay judges the same again, and what names resolve to.
 */
final class EndpointPlaceRules {
    private EndpointPlaceRules() {}

    static Optional<Rejection> refusal(
            EndpointPolicy policy, Listener listener, EndpointGroup group) {
        var ports = ports(listener, group).distinct().toArray();
        return group.endpoints().stream()
                .flatMap(endpoint -> refusal(policy, endpoint, ports).stream())
                .findFirst();
    }

    private static Optional<Rejection> refusal(
            EndpointPolicy policy, Endpoint endpoint, int[] ports) {
        return IntStream.of(ports)
                .mapToObj(port -> policy.refusal(endpoint.type(), endpoint.address(), port))
                .flatMap(Optional::stream)
                .findFirst()
                .map(reason -> new EndpointAddressRefused(endpoint.address(), reason));
    }

    /** Whether a change may bring endpoints to ports that were not judged. */
    static boolean differ(EndpointGroup held, EndpointGroup changed) {
        return !held.portOverrides().equals(changed.portOverrides())
                || !Objects.equals(checkPort(held), checkPort(changed));
    }

    private static Optional<Integer> checkPort(EndpointGroup group) {
        return Optional.ofNullable(group.healthCheck()).map(HealthCheck::port);
    }

    private static IntStream ports(Listener listener, EndpointGroup group) {
        var forwarded =
                listener.ports().stream()
                        .flatMapToInt(range -> IntStream.rangeClosed(range.from(), range.to()))
                        .map(group::endpointPort);
        return checkPort(group)
                .map(port -> IntStream.concat(forwarded, IntStream.of(port)))
                .orElse(forwarded);
    }
}
