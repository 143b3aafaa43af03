package io.sixlane.provisioning.accelerator;

import static io.sixlane.provisioning.decision.Decision.accept;
import static io.sixlane.provisioning.decision.Decision.reject;

import io.sixlane.configuration.accelerator.AcceleratorEvent.EndpointsReplaced;
import io.sixlane.configuration.accelerator.BackendService;
import io.sixlane.configuration.accelerator.Endpoint;
import io.sixlane.configuration.accelerator.EndpointGroup;
import io.sixlane.configuration.accelerator.EndpointGroupId;
import io.sixlane.configuration.accelerator.EndpointId;
import io.sixlane.configuration.accelerator.Listener;
import io.sixlane.configuration.accelerator.ListenerId;
import io.sixlane.configuration.catalog.CatalogEntry.BandwidthTypeEntry;
import io.sixlane.configuration.image.AcceleratorImage;
import io.sixlane.provisioning.accelerator.AcceleratorCommand.AddEndpoint;
import io.sixlane.provisioning.accelerator.AcceleratorCommand.ChangeEndpoint;
import io.sixlane.provisioning.accelerator.AcceleratorCommand.RemoveEndpoint;
import io.sixlane.provisioning.accelerator.AcceleratorCommand.ReplaceEndpoints;
import io.sixlane.provisioning.decision.Decision;
import io.sixlane.provisioning.decision.Rejection;
import io.sixlane.provisioning.decision.Rejection.BandwidthTypeUnknown;
import io.sixlane.provisioning.decision.Rejection.EndpointTypeNotAllowed;
import io.sixlane.provisioning.decision.Rejection.OfConfiguration.EndpointNotFound;
import io.sixlane.provisioning.decision.Rejection.OfConfiguration.LastEndpoint;
import io.sixlane.provisioning.decision.Rejection.OffCloudNotAllowed;
import io.sixlane.provisioning.decision.Rejection.PlanNotBound;
import io.sixlane.provisioning.quota.QuotaRules;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** The rules of endpoints. Pure. */
final class EndpointRules {
    private EndpointRules() {}

    static Decision decide(
            AcceleratorImage image, ReplaceEndpoints command, AcceleratorFacts facts) {
        return EndpointGroupRules.at(
                image,
                command.listenerId(),
                command.groupId(),
                place -> {
                    var held = place.group();
                    var wanted = command.endpoints().stream().map(e -> keepId(held, e)).toList();
                    return replace(image, place, wanted, facts);
                });
    }

    static Decision decide(AcceleratorImage image, AddEndpoint command, AcceleratorFacts facts) {
        return EndpointGroupRules.at(
                image,
                command.listenerId(),
                command.groupId(),
                place ->
                        replace(
                                image,
                                place,
                                Stream.concat(
                                                place.group().endpoints().stream(),
                                                Stream.of(command.endpoint()))
                                        .toList(),
                                facts));
    }

    static Decision decide(AcceleratorImage image, ChangeEndpoint command, AcceleratorFacts facts) {
        return EndpointGroupRules.at(
                image,
                command.listenerId(),
                command.groupId(),
                place -> {
                    var held = place.group().endpoints();
                    if (held.stream().noneMatch(e -> e.id().equals(command.endpointId()))) {
                        return reject(new EndpointNotFound(command.endpointId().text()));
                    }
                    var changed =
                            held.stream()
                                    .map(
                                            e ->
                                                    e.id().equals(command.endpointId())
                                                            ? command.change().of(e)
                                                            : e)
                                    .toList();
                    return (hasPortsOf(held, changed)
                                    ? Optional.<Rejection>empty()
                                    : EndpointPlaceRules.refusal(
                                            facts.policy(),
                                            place.listener(),
                                            place.group().withEndpoints(changed)))
                            .map(Decision::reject)
                            .orElseGet(
                                    () ->
                                            replaced(
                                                    command.listenerId(),
                                                    command.groupId(),
                                                    held,
                                                    changed));
                });
    }

    static Decision decide(AcceleratorImage image, RemoveEndpoint command) {
        return EndpointGroupRules.at(
                image,
                command.listenerId(),
                command.groupId(),
                place -> {
                    var held = place.group().endpoints();
                    var left =
                            held.stream()
                                    .filter(e -> !e.id().equals(command.endpointId()))
                                    .toList();
                    if (left.equals(held)) {
                        return reject(new EndpointNotFound(command.endpointId().text()));
                    }
                    return left.isEmpty()
                            ? reject(new LastEndpoint(command.groupId().text()))
                            : replaced(command.listenerId(), command.groupId(), held, left);
                });
    }

    private static boolean hasPortsOf(List<Endpoint> held, List<Endpoint> changed) {
        return changed.stream()
                .map(Endpoint::port)
                .toList()
                .equals(held.stream().map(Endpoint::port).toList());
    }

    private static Endpoint keepId(EndpointGroup group, Endpoint wanted) {
        return group.endpoints().stream()
                .filter(e -> isSamePlace(e, wanted))
                .findFirst()
                .map(e -> withId(wanted, e.id()))
                .orElse(wanted);
    }

    private static boolean isSamePlace(Endpoint one, Endpoint other) {
        return one.type() == other.type()
                && one.address().equals(other.address())
                && Objects.equals(one.port(), other.port());
    }

    private static Endpoint withId(Endpoint wanted, EndpointId id) {
        return new Endpoint(
                id,
                wanted.type(),
                wanted.address(),
                wanted.weight(),
                wanted.port(),
                wanted.state());
    }

    private static Decision replace(
            AcceleratorImage image,
            EndpointGroupRules.Place place,
            List<Endpoint> wanted,
            AcceleratorFacts facts) {
        var held = place.group();
        var used = held.endpoints().size();
        return wanted.equals(held.endpoints())
                ? accept()
                : refusal(image, facts, used, place.listener(), held.withEndpoints(wanted))
                        .map(Decision::reject)
                        .orElseGet(
                                () ->
                                        replaced(
                                                place.listener().id(),
                                                held.id(),
                                                held.endpoints(),
                                                wanted));
    }

    private static Decision replaced(
            ListenerId listenerId,
            EndpointGroupId groupId,
            List<Endpoint> held,
            List<Endpoint> wanted) {
        return wanted.equals(held)
                ? accept()
                : accept(new EndpointsReplaced(listenerId, groupId, wanted));
    }

    /**
     * The reason why a group of a listener cannot have its endpoints.
     *
     * @param used how many it has before the change
     */
    static Optional<Rejection> refusal(
            AcceleratorImage image,
            AcceleratorFacts facts,
            int used,
            Listener listener,
            EndpointGroup group) {
        var plan = image.plan();
        if (plan == null) {
            return Optional.of(new PlanNotBound());
        }
        var found = facts.bandwidthType(plan);
        if (found.isEmpty()) {
            return Optional.of(new BandwidthTypeUnknown(plan.bandwidthType()));
        }
        var type = found.get();
        if (group.backendService() == BackendService.OFF_CLOUD && !type.offCloud()) {
            return Optional.of(new OffCloudNotAllowed(type.code()));
        }
        return QuotaRules.refusal(
                        QuotaRules.ENDPOINTS,
                        used,
                        group.endpoints().size(),
                        facts.limits().endpoints())
                .or(() -> typeNotAllowed(type, group))
                .or(() -> EndpointPlaceRules.refusal(facts.policy(), listener, group));
    }

    private static Optional<Rejection> typeNotAllowed(
            BandwidthTypeEntry type, EndpointGroup group) {
        return group.endpoints().stream()
                .filter(endpoint -> !type.endpointTypes().contains(endpoint.type()))
                .findFirst()
                .map(endpoint -> new EndpointTypeNotAllowed(endpoint.type(), type.code()));
    }
}
