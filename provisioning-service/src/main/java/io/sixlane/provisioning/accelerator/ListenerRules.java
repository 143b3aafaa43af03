package io.sixlane.provisioning.accelerator;

import static io.sixlane.provisioning.decision.Decision.accept;
import static io.sixlane.provisioning.decision.Decision.reject;

import io.sixlane.configuration.accelerator.AcceleratorEvent.ListenerAdded;
import io.sixlane.configuration.accelerator.AcceleratorEvent.ListenerChanged;
import io.sixlane.configuration.accelerator.AcceleratorEvent.ListenerRemoved;
import io.sixlane.configuration.accelerator.AccessList;
import io.sixlane.configuration.accelerator.Listener;
import io.sixlane.configuration.accelerator.ListenerId;
import io.sixlane.configuration.accelerator.Protocol;
import io.sixlane.configuration.image.AcceleratorImage;
import io.sixlane.provisioning.accelerator.AcceleratorCommand.AddListener;
import io.sixlane.provisioning.accelerator.AcceleratorCommand.ChangeListener;
import io.sixlane.provisioning.accelerator.AcceleratorCommand.RemoveListener;
import io.sixlane.provisioning.decision.Decision;
import io.sixlane.provisioning.decision.Rejection;
import io.sixlane.provisioning.decision.Rejection.AlreadyExists;
import io.sixlane.provisioning.decision.Rejection.ListenerNotFound;
import io.sixlane.provisioning.decision.Rejection.OfConfiguration.DeletionTakesAlong;
import io.sixlane.provisioning.decision.Rejection.OfConfiguration.IdleTimeoutOutOfRange;
import io.sixlane.provisioning.decision.Rejection.OfConfiguration.PortReserved;
import io.sixlane.provisioning.decision.Rejection.PortInUse;
import io.sixlane.provisioning.quota.QuotaRules;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The rules of listeners. Pure. */
public final class ListenerRules {
    /** Tunnels use 250, and VXLAN uses 4789 and 4790 (source: the hosted service's listeners). */
    private static final Set<Integer> RESERVED_UDP_PORTS = Set.of(250, 4_789, 4_790);

    private static final int LEAST_TCP_IDLE = 10;

    /** A day: SSH, database and WebSocket connections are silent for hours. */
    private static final int MOST_TCP_IDLE = 86_400;

    private static final int LEAST_UDP_IDLE = 1;
    private static final int MOST_UDP_IDLE = 3_600;

    private ListenerRules() {}

    static Decision decide(AcceleratorImage image, AddListener command, AcceleratorFacts facts) {
        var listener = command.listener();
        if (find(image, listener.id()).isPresent()) {
            return reject(new AlreadyExists(listener.id().text()));
        }
        var held = image.listeners().size();
        return QuotaRules.refusal(QuotaRules.LISTENERS, held, held + 1, facts.limits().listeners())
                .or(() -> refusal(image, Optional.empty(), listener, facts))
                .map(Decision::reject)
                .orElseGet(() -> accept(new ListenerAdded(listener)));
    }

    static Decision decide(AcceleratorImage image, ChangeListener command, AcceleratorFacts facts) {
        var held = find(image, command.listenerId());
        if (held.isEmpty()) {
            return reject(new ListenerNotFound(command.listenerId().text()));
        }
        var changed = command.change().of(held.get());
        if (changed.equals(held.get())) {
            return accept();
        }
        return refusal(image, held, changed, facts)
                .map(Decision::reject)
                .orElseGet(() -> accept(new ListenerChanged(changed)));
    }

    static Decision decide(AcceleratorImage image, RemoveListener command) {
        var held = find(image, command.listenerId());
        if (held.isEmpty()) {
            return reject(new ListenerNotFound(command.listenerId().text()));
        }
        var groups = held.get().endpointGroups();
        return groups.isEmpty() || command.cascade()
                ? accept(new ListenerRemoved(command.listenerId()))
                : reject(
                        new DeletionTakesAlong(
                                command.listenerId().text(),
                                groups.stream().map(g -> "endpoint group " + g.id()).toList()));
    }

    public static Optional<Listener> find(AcceleratorImage image, ListenerId id) {
        return image.listeners().stream().filter(held -> held.id().equals(id)).findFirst();
    }

    private static Optional<Rejection> refusal(
            AcceleratorImage image,
            Optional<Listener> held,
            Listener wanted,
            AcceleratorFacts facts) {
        return reservedPort(wanted)
                .or(() -> portInUse(image, wanted))
                .or(() -> idleTimeout(wanted))
                .or(() -> refusedPlace(held, wanted, facts))
                .or(
                        () ->
                                QuotaRules.refusal(
                                        QuotaRules.ACCESS_PREFIXES,
                                        held.map(ListenerRules::prefixes).orElse(0),
                                        prefixes(wanted),
                                        facts.limits().accessPrefixes()));
    }

    /**
     * Judges the endpoints again, since other ports of a listener reach other ports of its
     * endpoints.
     */
    private static Optional<Rejection> refusedPlace(
            Optional<Listener> held, Listener wanted, AcceleratorFacts facts) {
        return held.map(Listener::ports).equals(Optional.of(wanted.ports()))
                ? Optional.empty()
                : wanted.endpointGroups().stream()
                        .flatMap(
                                group ->
                                        EndpointPlaceRules.refusal(facts.policy(), wanted, group)
                                                .stream())
                        .findFirst();
    }

    static int prefixes(Listener listener) {
        return listener.effectiveAccessLists().stream()
                .map(AccessList::prefixes)
                .mapToInt(List::size)
                .sum();
    }

    private static Optional<Rejection> reservedPort(Listener wanted) {
        return wanted.protocol() == Protocol.UDP
                ? RESERVED_UDP_PORTS.stream()
                        .sorted()
                        .filter(wanted::occupies)
                        .findFirst()
                        .map(port -> new PortReserved(Protocol.UDP, port))
                : Optional.empty();
    }

    private static Optional<Rejection> portInUse(AcceleratorImage image, Listener wanted) {
        for (var other : image.listeners()) {
            for (var taken : other.ports()) {
                if (!other.id().equals(wanted.id())
                        && other.protocol() == wanted.protocol()
                        && wanted.ports().stream().anyMatch(taken::overlaps)) {
                    return Optional.of(new PortInUse(other.protocol(), taken, other.id().text()));
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<Rejection> idleTimeout(Listener wanted) {
        var tcp = wanted.protocol() == Protocol.TCP;
        var least = tcp ? LEAST_TCP_IDLE : LEAST_UDP_IDLE;
        var most = tcp ? MOST_TCP_IDLE : MOST_UDP_IDLE;
        var seconds = wanted.effectiveIdleTimeoutSeconds();
        return seconds < least || seconds > most
                ? Optional.of(new IdleTimeoutOutOfRange(wanted.protocol(), seconds, least, most))
                : Optional.empty();
    }
}
