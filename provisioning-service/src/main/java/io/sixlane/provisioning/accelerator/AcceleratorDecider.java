package io.sixlane.provisioning.accelerator;

import static io.sixlane.provisioning.decision.Decision.accept;
import static io.sixlane.provisioning.decision.Decision.reject;

import io.sixlane.configuration.accelerator.AcceleratorEvent.AcceleratorCreated;
import io.sixlane.configuration.accelerator.AcceleratorEvent.AcceleratorDeleted;
import io.sixlane.configuration.accelerator.AcceleratorEvent.BandwidthPlanBound;
import io.sixlane.configuration.accelerator.AcceleratorEvent.ListenerAdded;
import io.sixlane.configuration.accelerator.AcceleratorEvent.ListenerRemoved;
import io.sixlane.configuration.accelerator.BoundPlan;
import io.sixlane.configuration.accelerator.Listener;
import io.sixlane.configuration.accelerator.ListenerId;
import io.sixlane.configuration.accelerator.Protocol;
import io.sixlane.configuration.image.AcceleratorImage;
import io.sixlane.configuration.image.AcceleratorRecord;
import io.sixlane.provisioning.accelerator.AcceleratorCommand.AddEndpointGroup;
import io.sixlane.provisioning.accelerator.AcceleratorCommand.AddListener;
import io.sixlane.provisioning.accelerator.AcceleratorCommand.AddRegions;
import io.sixlane.provisioning.accelerator.AcceleratorCommand.BindPlan;
import io.sixlane.provisioning.accelerator.AcceleratorCommand.Create;
import io.sixlane.provisioning.accelerator.AcceleratorCommand.Delete;
import io.sixlane.provisioning.accelerator.AcceleratorCommand.RemoveListener;
import io.sixlane.provisioning.accelerator.AcceleratorCommand.ReplaceEndpoints;
import io.sixlane.provisioning.decision.Decision;
import io.sixlane.provisioning.decision.Rejection.AcceleratorNotFound;
import io.sixlane.provisioning.decision.Rejection.AlreadyExists;
import io.sixlane.provisioning.decision.Rejection.BandwidthAboveSpecification;
import io.sixlane.provisioning.decision.Rejection.ListenerLimitReached;
import io.sixlane.provisioning.decision.Rejection.ListenerNotFound;
import io.sixlane.provisioning.decision.Rejection.OtherPlanBound;
import io.sixlane.provisioning.decision.Rejection.PortInUse;
import io.sixlane.provisioning.decision.Rejection.UdpNotYetForwarded;
import org.jspecify.annotations.Nullable;

/** The rules of one accelerator. Pure: no clock, no random, no I/O, no Spring. */
public final class AcceleratorDecider {
    /** Listeners of one accelerator (source: the hosted service's quota). */
    static final int MOST_LISTENERS = 50;

    private AcceleratorDecider() {}

    /**
     * @param state null before the accelerator is created
     */
    public static Decision decide(@Nullable AcceleratorRecord state, AcceleratorCommand command) {
        if (command instanceof Create(var id, _, var specification)) {
            return state == null
                    ? accept(new AcceleratorCreated(id, specification))
                    : reject(new AlreadyExists(id.text()));
        }
        return state instanceof AcceleratorImage image && image.account().equals(command.account())
                ? decide(image, command)
                : reject(new AcceleratorNotFound(command.id().text()));
    }

    private static Decision decide(AcceleratorImage image, AcceleratorCommand command) {
        return switch (command) {
            case Create(var id, _, _) -> reject(new AlreadyExists(id.text()));
            case BindPlan(_, _, var plan) -> bind(image, plan);
            case AddRegions add -> RegionRules.decide(image, add);
            case AddListener(_, _, var listener) -> addListener(image, listener);
            case RemoveListener(_, _, var listenerId) -> removeListener(image, listenerId);
            case AddEndpointGroup add -> EndpointGroupRules.decide(image, add);
            case ReplaceEndpoints replace -> EndpointGroupRules.decide(image, replace);
            case Delete _ -> accept(new AcceleratorDeleted());
        };
    }

    private static Decision bind(AcceleratorImage image, BoundPlan plan) {
        var bound = image.plan();
        if (bound != null) {
            return bound.planId().equals(plan.planId())
                    ? accept()
                    : reject(new OtherPlanBound(bound.planId().text()));
        }
        var specification = image.specification();
        return plan.bandwidthMbps() > specification.peakMbps()
                ? reject(
                        new BandwidthAboveSpecification(
                                plan.bandwidthMbps(),
                                specification.code(),
                                specification.peakMbps()))
                : accept(new BandwidthPlanBound(plan));
    }

    private static Decision addListener(AcceleratorImage image, Listener listener) {
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

    private static Decision removeListener(AcceleratorImage image, ListenerId listenerId) {
        return image.listeners().stream().anyMatch(held -> held.id().equals(listenerId))
                ? accept(new ListenerRemoved(listenerId))
                : reject(new ListenerNotFound(listenerId.text()));
    }
}
