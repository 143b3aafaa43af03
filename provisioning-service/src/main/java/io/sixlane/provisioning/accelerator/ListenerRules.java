package io.sixlane.provisioning.accelerator;

import static io.sixlane.provisioning.decision.Decision.accept;
import static io.sixlane.provisioning.decision.Decision.reject;

import io.sixlane.configuration.accelerator.AcceleratorEvent.ListenerAdded;
import io.sixlane.configuration.accelerator.AcceleratorEvent.ListenerRemoved;
import io.sixlane.configuration.accelerator.Listener;
import io.sixlane.configuration.accelerator.ListenerId;
import io.sixlane.configuration.accelerator.Protocol;
import io.sixlane.configuration.image.AcceleratorImage;
import io.sixlane.provisioning.accelerator.AcceleratorCommand.AddListener;
import io.sixlane.provisioning.accelerator.AcceleratorCommand.RemoveListener;
import io.sixlane.provisioning.decision.Decision;
import io.sixlane.provisioning.decision.Rejection.ListenerLimitReached;
import io.sixlane.provisioning.decision.Rejection.ListenerNotFound;
import io.sixlane.provisioning.decision.Rejection.PortInUse;
import io.sixlane.provisioning.decision.Rejection.UdpNotYetForwarded;

import java.util.Optional;

/** The rules of listeners. Pure. */
final class ListenerRules {
    /** Listeners of one accelerator (source: the hosted service's quota). */
    static final int MOST_LISTENERS = 50;

    private ListenerRules() {}

    static Decision decide(AcceleratorImage image, AddListener command) {
        var listener = command.listener();
        if (listener.protocol() == Protocol.UDP) {
            return reject(new UdpNotYetForwarded());
        }
        for (var other : image.listeners()) {
            for (var taken : other.ports()) {
                if (other.protocol() == listener.protocol()
                        && listener.ports().stream().anyMatch(taken::overlaps)) {
                    return reject(new PortInUse(other.protocol(), taken, other.id().text()));
                }
            }
        }
        return image.listeners().size() >= MOST_LISTENERS
                ? reject(new ListenerLimitReached(MOST_LISTENERS))
                : accept(new ListenerAdded(listener));
    }

    static Decision decide(AcceleratorImage image, RemoveListener command) {
        return find(image, command.listenerId()).isPresent()
                ? accept(new ListenerRemoved(command.listenerId()))
                : reject(new ListenerNotFound(command.listenerId().text()));
    }

    static Optional<Listener> find(AcceleratorImage image, ListenerId id) {
        return image.listeners().stream().filter(held -> held.id().equals(id)).findFirst();
    }
}
