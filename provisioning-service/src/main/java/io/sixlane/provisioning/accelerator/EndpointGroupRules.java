package io.sixlane.provisioning.accelerator;

import static io.sixlane.provisioning.decision.Decision.accept;
import static io.sixlane.provisioning.decision.Decision.reject;

import io.sixlane.configuration.accelerator.AcceleratorEvent.EndpointGroupAdded;
import io.sixlane.configuration.accelerator.AcceleratorEvent.EndpointGroupChanged;
import io.sixlane.configuration.accelerator.AcceleratorEvent.EndpointGroupRemoved;
import io.sixlane.configuration.accelerator.EndpointGroup;
import io.sixlane.configuration.accelerator.EndpointGroupId;
import io.sixlane.configuration.accelerator.Listener;
import io.sixlane.configuration.accelerator.ListenerId;
import io.sixlane.configuration.image.AcceleratorImage;
import io.sixlane.provisioning.accelerator.AcceleratorCommand.AddEndpointGroup;
import io.sixlane.provisioning.accelerator.AcceleratorCommand.ChangeEndpointGroup;
import io.sixlane.provisioning.accelerator.AcceleratorCommand.RemoveEndpointGroup;
import io.sixlane.provisioning.decision.Decision;
import io.sixlane.provisioning.decision.Rejection;
import io.sixlane.provisioning.decision.Rejection.AlreadyExists;
import io.sixlane.provisioning.decision.Rejection.EndpointGroupNotFound;
import io.sixlane.provisioning.decision.Rejection.EndpointGroupRegionTaken;
import io.sixlane.provisioning.decision.Rejection.ListenerNotFound;
import io.sixlane.provisioning.decision.Rejection.OfConfiguration.DeletionTakesAlong;
import io.sixlane.provisioning.decision.Rejection.RegionUnknown;
import io.sixlane.provisioning.quota.QuotaRules;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The rules of endpoint groups. Pure. */
final class EndpointGroupRules {
    private EndpointGroupRules() {}

    /** A group where it stands. */
    record Place(Listener listener, EndpointGroup group) {}

    static Decision decide(
            AcceleratorImage image, AddEndpointGroup command, AcceleratorFacts facts) {
        var listener = ListenerRules.find(image, command.listenerId());
        if (listener.isEmpty()) {
            return reject(new ListenerNotFound(command.listenerId().text()));
        }
        var group = command.group();
        var groups = listener.get().endpointGroups();
        return taken(image, listener.get(), group)
                .or(
                        () ->
                                QuotaRules.refusal(
                                        QuotaRules.ENDPOINT_GROUPS,
                                        groups.size(),
                                        groups.size() + 1,
                                        facts.limits().endpointGroups()))
                .or(() -> ClientIpRules.refusal(listener.get(), group, facts.limits()))
                .or(() -> unknownRegion(List.of(group.region()), facts))
                .or(() -> unknownRegion(group.effectiveRoute().via(), facts))
                .or(() -> EndpointRules.refusal(image, facts, 0, listener.get(), group))
                .map(Decision::reject)
                .orElseGet(() -> accept(new EndpointGroupAdded(command.listenerId(), group)));
    }

    static Decision decide(
            AcceleratorImage image, ChangeEndpointGroup command, AcceleratorFacts facts) {
        return at(
                image,
                command.listenerId(),
                command.groupId(),
                place -> {
                    var held = place.group();
                    var changed = command.change().of(held);
                    if (changed.equals(held)) {
                        return accept();
                    }
                    return ClientIpRules.refusal(place.listener(), changed, facts.limits())
                            .or(() -> unknownRegion(newVia(held, changed), facts))
                            .or(
                                    () ->
                                            held.backendService() == changed.backendService()
                                                    ? movedPlaces(place, changed, facts)
                                                    : EndpointRules.refusal(
                                                            image,
                                                            facts,
                                                            held.endpoints().size(),
                                                            place.listener(),
                                                            changed))
                            .map(Decision::reject)
                            .orElseGet(
                                    () ->
                                            accept(
                                                    new EndpointGroupChanged(
                                                            command.listenerId(), changed)));
                });
    }

    static Decision decide(AcceleratorImage image, RemoveEndpointGroup command) {
        return at(
                image,
                command.listenerId(),
                command.groupId(),
                place -> {
                    var endpoints = place.group().endpoints();
                    return endpoints.isEmpty() || command.cascade()
                            ? accept(
                                    new EndpointGroupRemoved(
                                            command.listenerId(), command.groupId()))
                            : reject(
                                    new DeletionTakesAlong(
                                            command.groupId().text(),
                                            endpoints.stream()
                                                    .map(e -> "endpoint " + e.id())
                                                    .toList()));
                });
    }

    /** Decides on a group, or rejects a group or listener that does not exist. */
    static Decision at(
            AcceleratorImage image,
            ListenerId listenerId,
            EndpointGroupId groupId,
            Function<Place, Decision> decide) {
        var listener = ListenerRules.find(image, listenerId);
        if (listener.isEmpty()) {
            return reject(new ListenerNotFound(listenerId.text()));
        }
        return listener.get().endpointGroups().stream()
                .filter(held -> held.id().equals(groupId))
                .findFirst()
                .map(group -> decide.apply(new Place(listener.get(), group)))
                .orElseGet(() -> reject(new EndpointGroupNotFound(groupId.text())));
    }

    /** A route that stays is not judged again, as the catalog may have lost a region since. */
    private static List<String> newVia(EndpointGroup held, EndpointGroup changed) {
        return changed.effectiveRoute().equals(held.effectiveRoute())
                ? List.of()
                : changed.effectiveRoute().via();
    }

    private static Optional<Rejection> unknownRegion(List<String> codes, AcceleratorFacts facts) {
        return codes.stream()
                .filter(code -> facts.region(code).isEmpty())
                .findFirst()
                .map(RegionUnknown::new);
    }

    private static Optional<Rejection> movedPlaces(
            Place place, EndpointGroup changed, AcceleratorFacts facts) {
        return EndpointPlaceRules.differ(place.group(), changed)
                ? EndpointPlaceRules.refusal(facts.policy(), place.listener(), changed)
                : Optional.empty();
    }

    private static Optional<Rejection> taken(
            AcceleratorImage image, Listener listener, EndpointGroup group) {
        if (listener.endpointGroups().stream().anyMatch(g -> g.region().equals(group.region()))) {
            return Optional.of(new EndpointGroupRegionTaken(group.region()));
        }
        var sameId =
                image.listeners().stream()
                        .flatMap(held -> held.endpointGroups().stream())
                        .anyMatch(held -> held.id().equals(group.id()));
        return sameId ? Optional.of(new AlreadyExists(group.id().text())) : Optional.empty();
    }
}
