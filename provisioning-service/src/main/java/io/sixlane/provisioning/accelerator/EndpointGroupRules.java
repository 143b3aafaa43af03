package io.sixlane.provisioning.accelerator;

import static io.sixlane.provisioning.decision.Decision.accept;
import static io.sixlane.provisioning.decision.Decision.reject;

import io.sixlane.configuration.accelerator.AcceleratorEvent.EndpointGroupAdded;
import io.sixlane.configuration.accelerator.AcceleratorEvent.EndpointsReplaced;
import io.sixlane.configuration.accelerator.BackendService;
import io.sixlane.configuration.accelerator.Endpoint;
import io.sixlane.configuration.accelerator.EndpointGroup;
import io.sixlane.configuration.accelerator.Listener;
import io.sixlane.configuration.image.AcceleratorImage;
import io.sixlane.provisioning.accelerator.AcceleratorCommand.AddEndpointGroup;
import io.sixlane.provisioning.accelerator.AcceleratorCommand.ReplaceEndpoints;
import io.sixlane.provisioning.decision.Decision;
import io.sixlane.provisioning.decision.Rejection;
import io.sixlane.provisioning.decision.Rejection.BandwidthTypeUnknown;
import io.sixlane.provisioning.decision.Rejection.ClientIpNotYetReserved;
import io.sixlane.provisioning.decision.Rejection.EndpointGroupNotFound;
import io.sixlane.provisioning.decision.Rejection.EndpointGroupRegionTaken;
import io.sixlane.provisioning.decision.Rejection.ListenerNotFound;
import io.sixlane.provisioning.decision.Rejection.OffCloudNotAllowed;
import io.sixlane.provisioning.decision.Rejection.PlanNotBound;
import io.sixlane.provisioning.decision.Rejection.PortOverrideOutsideListener;
import io.sixlane.provisioning.decision.Rejection.RegionUnknown;

import java.util.List;
import java.util.Optional;

/** The rules of endpoint groups and their endpoints. Pure. */
final class EndpointGroupRules {
    private EndpointGroupRules() {}

    static Decision decide(
            AcceleratorImage image, AddEndpointGroup command, AcceleratorFacts facts) {
        var listener = ListenerRules.find(image, command.listenerId());
        if (listener.isEmpty()) {
            return reject(new ListenerNotFound(command.listenerId().text()));
        }
        var group = command.group();
        return refusal(listener.get(), group)
                .or(
                        () ->
                                facts.region(group.region()).isEmpty()
                                        ? Optional.of(new RegionUnknown(group.region()))
                                        : Optional.empty())
                .or(() -> refusal(image, facts, group.backendService(), group.endpoints()))
                .map(Decision::reject)
                .orElseGet(() -> accept(new EndpointGroupAdded(command.listenerId(), group)));
    }

    static Decision decide(
            AcceleratorImage image, ReplaceEndpoints command, AcceleratorFacts facts) {
        var listener = ListenerRules.find(image, command.listenerId());
        if (listener.isEmpty()) {
            return reject(new ListenerNotFound(command.listenerId().text()));
        }
        var group =
                listener.get().endpointGroups().stream()
                        .filter(held -> held.id().equals(command.groupId()))
                        .findFirst();
        if (group.isEmpty()) {
            return reject(new EndpointGroupNotFound(command.groupId().text()));
        }
        var held = group.get().endpoints();
        var endpoints = command.endpoints().stream().map(wanted -> keepId(held, wanted)).toList();
        if (endpoints.equals(held)) {
            return accept();
        }
        return refusal(image, facts, group.get().backendService(), endpoints)
                .map(Decision::reject)
                .orElseGet(
                        () ->
                                accept(
                                        new EndpointsReplaced(
                                                command.listenerId(),
                                                command.groupId(),
                                                endpoints)));
    }

    private static Endpoint keepId(List<Endpoint> held, Endpoint wanted) {
        return held.stream()
                .filter(e -> e.type() == wanted.type() && e.address().equals(wanted.address()))
                .findFirst()
                .map(e -> new Endpoint(e.id(), wanted.type(), wanted.address(), wanted.weight()))
                .orElse(wanted);
    }

    private static Optional<Rejection> refusal(Listener listener, EndpointGroup group) {
        if (listener.endpointGroups().stream().anyMatch(g -> g.region().equals(group.region()))) {
            return Optional.of(new EndpointGroupRegionTaken(group.region()));
        }
        if (group.reserveClientIp()) {
            return Optional.of(new ClientIpNotYetReserved());
        }
        for (var override : group.portOverrides()) {
            if (!listener.occupies(override.listenerPort())) {
                return Optional.of(new PortOverrideOutsideListener(override.listenerPort()));
            }
        }
        return Optional.empty();
    }

    private static Optional<Rejection> refusal(
            AcceleratorImage image,
            AcceleratorFacts facts,
            BackendService backendService,
            List<Endpoint> endpoints) {
        var plan = image.plan();
        if (plan == null) {
            return Optional.of(new PlanNotBound());
        }
        var found = facts.bandwidthType(plan);
        if (found.isEmpty()) {
            return Optional.of(new BandwidthTypeUnknown(plan.bandwidthType()));
        }
        var type = found.get();
        if (backendService == BackendService.OFF_CLOUD && !type.offCloud()) {
            return Optional.of(new OffCloudNotAllowed(type.code()));
        }
        return EndpointRules.check(type, facts.policy(), endpoints);
    }
}
