package io.sixlane.provisioning.accelerator;

import io.sixlane.configuration.accelerator.Endpoint;
import io.sixlane.configuration.accelerator.EndpointGroup;
import io.sixlane.configuration.accelerator.HealthCheck;
import io.sixlane.configuration.accelerator.Listener;
import io.sixlane.configuration.address.EndpointPolicy;
import io.sixlane.configuration.plan.ForwardedPort.EndpointAt;
import io.sixlane.provisioning.decision.Rejection;
import io.sixlane.provisioning.decision.Rejection.EndpointAddressRefused;
import io.sixlane.provisioning.decision.Rejection.OfConfiguration.EndpointAlreadyAdded;
import java.util.HashSet;
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
        return group.endpoints().stream()
                .flatMap(endpoint -> refusal(policy, listener, group, endpoint).stream())
                .findFirst()
                .or(() -> sharedPlace(listener, group));
    }

    private static Optional<Rejection> refusal(
            EndpointPolicy policy, Listener listener, EndpointGroup group, Endpoint endpoint) {
        return ports(listener, group, endpoint)
                .distinct()
                .mapToObj(port -> policy.refusal(endpoint.type(), endpoint.address(), port))
                .flatMap(Optional::stream)
                .findFirst()
                .map(reason -> new EndpointAddressRefused(endpoint.address(), reason));
    }

    /** Two endpoints of a group are two places, on whichever port a client comes. */
    private static Optional<Rejection> sharedPlace(Listener listener, EndpointGroup group) {
        return listenerPorts(listener)
                .mapToObj(port -> sharedAddress(group, port))
                .flatMap(Optional::stream)
                .findFirst()
                .map(EndpointAlreadyAdded::new);
    }

    private static Optional<String> sharedAddress(EndpointGroup group, int listenerPort) {
        var places = new HashSet<EndpointAt>();
        return group.endpoints().stream()
                .filter(endpoint -> !places.add(EndpointAt.of(group, endpoint, listenerPort)))
                .findFirst()
                .map(Endpoint::address);
    }

    /** Whether a change may bring endpoints to ports that were not judged. */
    static boolean differ(EndpointGroup held, EndpointGroup changed) {
        return !held.portOverrides().equals(changed.portOverrides())
                || !Objects.equals(checkPort(held), checkPort(changed));
    }

    private static Optional<Integer> checkPort(EndpointGroup group) {
        return Optional.ofNullable(group.healthCheck()).map(HealthCheck::port);
    }

    private static IntStream listenerPorts(Listener listener) {
        return listener.ports().stream()
                .flatMapToInt(range -> IntStream.rangeClosed(range.from(), range.to()));
    }

    private static IntStream ports(Listener listener, EndpointGroup group, Endpoint endpoint) {
        var forwarded = listenerPorts(listener).map(port -> group.endpointPort(endpoint, port));
        return checkPort(group)
                .map(port -> IntStream.concat(forwarded, IntStream.of(port)))
                .orElse(forwarded);
    }
}
