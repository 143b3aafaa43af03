package io.sixlane.configuration.image;

import io.sixlane.configuration.accelerator.AccelerationRegion;
import io.sixlane.configuration.accelerator.Accelerator;
import io.sixlane.configuration.accelerator.AcceleratorEvent;
import io.sixlane.configuration.accelerator.AcceleratorEvent.AccelerationRegionChanged;
import io.sixlane.configuration.accelerator.AcceleratorEvent.AccelerationRegionRemoved;
import io.sixlane.configuration.accelerator.AcceleratorEvent.AccelerationRegionsAdded;
import io.sixlane.configuration.accelerator.AcceleratorEvent.AcceleratorCreated;
import io.sixlane.configuration.accelerator.AcceleratorEvent.AcceleratorDeleted;
import io.sixlane.configuration.accelerator.AcceleratorEvent.AcceleratorRenamed;
import io.sixlane.configuration.accelerator.AcceleratorEvent.AcceleratorResumed;
import io.sixlane.configuration.accelerator.AcceleratorEvent.AcceleratorSuspended;
import io.sixlane.configuration.accelerator.AcceleratorEvent.AutoRenewalChanged;
import io.sixlane.configuration.accelerator.AcceleratorEvent.BandwidthPlanBound;
import io.sixlane.configuration.accelerator.AcceleratorEvent.BandwidthPlanUnbound;
import io.sixlane.configuration.accelerator.AcceleratorEvent.ChangeConfirmed;
import io.sixlane.configuration.accelerator.AcceleratorEvent.ConfirmationAwaited;
import io.sixlane.configuration.accelerator.AcceleratorEvent.CrossBorderPlanBound;
import io.sixlane.configuration.accelerator.AcceleratorEvent.CrossBorderPlanUnbound;
import io.sixlane.configuration.accelerator.AcceleratorEvent.EndpointGroupAdded;
import io.sixlane.configuration.accelerator.AcceleratorEvent.EndpointGroupChanged;
import io.sixlane.configuration.accelerator.AcceleratorEvent.EndpointGroupRemoved;
import io.sixlane.configuration.accelerator.AcceleratorEvent.EndpointsReplaced;
import io.sixlane.configuration.accelerator.AcceleratorEvent.ListenerAdded;
import io.sixlane.configuration.accelerator.AcceleratorEvent.ListenerChanged;
import io.sixlane.configuration.accelerator.AcceleratorEvent.ListenerRemoved;
import io.sixlane.configuration.accelerator.AcceleratorEvent.RolledBack;
import io.sixlane.configuration.accelerator.AcceleratorEvent.SpecificationChanged;
import io.sixlane.configuration.accelerator.AcceleratorEvent.TermExtended;
import io.sixlane.configuration.accelerator.AcceleratorId;
import io.sixlane.configuration.accelerator.BoundPlan;
import io.sixlane.configuration.accelerator.EndpointGroup;
import io.sixlane.configuration.accelerator.Listener;
import io.sixlane.configuration.accelerator.ListenerId;
import io.sixlane.configuration.accelerator.SpecificationLimits;
import io.sixlane.configuration.bandwidthplan.BandwidthPlanId;
import io.sixlane.configuration.log.RecordedEvent;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Makes the record of an accelerator from its events. Pure. */
public final class AcceleratorEvolution {
    /** Stands in for a specification whose purchase is not in the log: nothing is allowed. */
    private static final SpecificationLimits UNKNOWN = new SpecificationLimits("UNKNOWN", 0, 0, 0);

    private AcceleratorEvolution() {}

    /**
     * Total: an event that reached the log is true, so none is refused. An event that is not newer
     * than {@code held} changes nothing; an event about something unknown changes only the
     * revision; a deleted accelerator stays deleted.
     *
     * @param held the record after the event before it, null before the first
     * @param recorded an {@link AcceleratorEvent} of the accelerator's stream
     * @throws IllegalArgumentException if the event belongs to another family
     */
    public static AcceleratorRecord evolve(
            @Nullable AcceleratorRecord held, RecordedEvent recorded) {
        if (!(recorded.event() instanceof AcceleratorEvent event)) {
            throw new IllegalArgumentException(
                    "must be the event of an accelerator, was "
                            + recorded.event().getClass().getSimpleName());
        }
        if (held != null && recorded.revision() <= held.revision()) {
            return held;
        }
        if (held instanceof AcceleratorRemoved || event instanceof AcceleratorDeleted) {
            return new AcceleratorRemoved(
                    new AcceleratorId(recorded.streamId()),
                    recorded.revision(),
                    recorded.hash(),
                    recorded.occurredAt());
        }
        var image =
                held instanceof AcceleratorImage one
                        ? one
                        : bare(new AcceleratorId(recorded.streamId()), recorded);
        return new AcceleratorImage(
                image.id(),
                recorded.revision(),
                recorded.hash(),
                recorded.occurredAt(),
                apply(image.accelerator(), event));
    }

    private static AcceleratorImage bare(AcceleratorId id, RecordedEvent recorded) {
        return new AcceleratorImage(
                id,
                recorded.revision(),
                recorded.hash(),
                recorded.occurredAt(),
                Accelerator.bare(recorded.actor().account(), UNKNOWN));
    }

    private static Accelerator apply(Accelerator held, AcceleratorEvent event) {
        return switch (event) {
            case AcceleratorCreated(_, var specification, var until) ->
                    held.withSpecification(specification).withExpiresAt(until);
            case AcceleratorRenamed(var name) -> held.withName(name);
            case AutoRenewalChanged(var on) -> held.withAutoRenew(on);
            case SpecificationChanged(var changed) -> held.withSpecification(changed);
            case TermExtended(var until) -> held.withExpiresAt(until);
            case AcceleratorSuspended(var suspension) -> held.withSuspension(suspension);
            case AcceleratorResumed() -> held.withSuspension(null);
            case BandwidthPlanBound(var bound) -> held.withPlan(bound);
            case BandwidthPlanUnbound(var id) -> held.withPlan(without(held.plan(), id));
            case CrossBorderPlanBound(var bound) -> held.withCrossBorderPlan(bound);
            case CrossBorderPlanUnbound(var id) ->
                    held.withCrossBorderPlan(without(held.crossBorderPlan(), id));
            case AccelerationRegionsAdded(var added) -> {
                var regions = held.regions();
                for (var region : added) {
                    regions = put(regions, region, AccelerationRegion::region);
                }
                yield held.withRegions(regions);
            }
            case AccelerationRegionChanged(var region) ->
                    held.withRegions(replace(held.regions(), region, AccelerationRegion::region));
            case AccelerationRegionRemoved(var region) ->
                    held.withRegions(without(held.regions(), region, AccelerationRegion::region));
            case ListenerAdded(var listener) ->
                    held.withListeners(put(held.listeners(), listener, Listener::id));
            case ListenerChanged(var listener) ->
                    held.withListeners(replace(held.listeners(), listener, Listener::id));
            case ListenerRemoved(var id) ->
                    held.withListeners(without(held.listeners(), id, Listener::id));
            case EndpointGroupAdded(var id, var group) ->
                    withGroups(held, id, groups -> put(groups, group, EndpointGroup::id));
            case EndpointGroupChanged(var id, var group) ->
                    withGroups(held, id, groups -> replace(groups, group, EndpointGroup::id));
            case EndpointGroupRemoved(var id, var groupId) ->
                    withGroups(held, id, groups -> without(groups, groupId, EndpointGroup::id));
            case EndpointsReplaced(var id, var groupId, var endpoints) ->
                    withGroups(
                            held,
                            id,
                            groups ->
                                    change(
                                            groups,
                                            groupId,
                                            EndpointGroup::id,
                                            group -> group.withEndpoints(endpoints)));
            case ConfirmationAwaited(var awaited) -> held.withConfirmation(awaited);
            case ChangeConfirmed() -> held.withConfirmation(null);
            case RolledBack(_) -> held.withConfirmation(null);
            case AcceleratorDeleted() -> held;
        };
    }

    private static @Nullable BoundPlan without(@Nullable BoundPlan bound, BandwidthPlanId id) {
        return bound != null && bound.planId().equals(id) ? null : bound;
    }

    private static Accelerator withGroups(
            Accelerator held, ListenerId id, UnaryOperator<List<EndpointGroup>> change) {
        return held.withListeners(
                change(
                        held.listeners(),
                        id,
                        Listener::id,
                        listener ->
                                listener.withEndpointGroups(
                                        change.apply(listener.endpointGroups()))));
    }

    /** Replaces the element with the same key in place, or adds it at the end. */
    private static <T, K> List<T> put(List<T> list, T element, Function<T, K> key) {
        if (list.stream().map(key).anyMatch(key.apply(element)::equals)) {
            return replace(list, element, key);
        }
        return Stream.concat(list.stream(), Stream.of(element)).toList();
    }

    /** Replaces the element with the same key in place; the same list without such an element. */
    private static <T, K> List<T> replace(List<T> list, T element, Function<T, K> key) {
        return change(list, key.apply(element), key, _ -> element);
    }

    private static <T, K> List<T> change(
            List<T> list, K wanted, Function<T, K> key, UnaryOperator<T> change) {
        return list.stream()
                .map(held -> key.apply(held).equals(wanted) ? change.apply(held) : held)
                .toList();
    }

    private static <T, K> List<T> without(List<T> list, K unwanted, Function<T, K> key) {
        return list.stream().filter(held -> !key.apply(held).equals(unwanted)).toList();
    }
}
