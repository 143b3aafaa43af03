package io.sixlane.provisioning.accelerator;

import io.sixlane.configuration.accelerator.EndpointGroup;
import io.sixlane.configuration.accelerator.EndpointGroupId;
import io.sixlane.configuration.accelerator.Listener;
import io.sixlane.configuration.accelerator.ListenerId;
import io.sixlane.configuration.accelerator.PortOverride;
import io.sixlane.configuration.image.AcceleratorImage;
import io.sixlane.configuration.image.AcceleratorRecord;
import io.sixlane.provisioning.decision.Decision;
import io.sixlane.provisioning.decision.Rejection;
import io.sixlane.provisioning.decision.Rejection.OfConfiguration.PortStillOverridden;
import io.sixlane.provisioning.decision.Rejection.PortOverrideOutsideListener;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Whether the port overrides of each group belong to its listener. A change as a whole is judged,
 * so a port and its override move in either order. Pure.
 */
public final class OverrideRules {
    private OverrideRules() {}

    /** An override of a port that its listener does not have. */
    record Dangling(ListenerId listenerId, EndpointGroupId groupId, int listenerPort) {
        /** A listener that had the port loses it; any other never had it. */
        private Rejection rejection(AcceleratorImage before) {
            var lost =
                    ListenerRules.find(before, listenerId)
                            .filter(held -> held.occupies(listenerPort))
                            .isPresent();
            return lost
                    ? new PortStillOverridden(listenerPort, groupId.text())
                    : new PortOverrideOutsideListener(listenerPort);
        }
    }

    /** Looks at a change that was decided. */
    public static Decision complete(ChangeDraft draft) {
        return dangling(draft.after()).stream()
                .findFirst()
                .map(one -> Decision.reject(one.rejection(draft.before())))
                .orElseGet(Decision::accept);
    }

    /** Those of {@code after} that {@code before} does not have. */
    static Set<Dangling> added(AcceleratorRecord before, AcceleratorRecord after) {
        var added = dangling(after);
        added.removeAll(dangling(before));
        return added;
    }

    private static Set<Dangling> dangling(AcceleratorRecord record) {
        var found = new LinkedHashSet<Dangling>();
        if (record instanceof AcceleratorImage image) {
            for (var listener : image.listeners()) {
                listener.endpointGroups().forEach(group -> addDangling(found, listener, group));
            }
        }
        return found;
    }

    private static void addDangling(Set<Dangling> found, Listener listener, EndpointGroup group) {
        group.portOverrides().stream()
                .map(PortOverride::listenerPort)
                .filter(port -> !listener.occupies(port))
                .map(port -> new Dangling(listener.id(), group.id(), port))
                .forEach(found::add);
    }
}
