package io.sixlane.configuration.image;

import io.sixlane.configuration.accelerator.AccelerationRegion;
import io.sixlane.configuration.accelerator.AcceleratorEvent;
import io.sixlane.configuration.accelerator.AcceleratorEvent.AccelerationRegionsAdded;
import io.sixlane.configuration.accelerator.AcceleratorEvent.AcceleratorCreated;
import io.sixlane.configuration.accelerator.AcceleratorEvent.AcceleratorDeleted;
import io.sixlane.configuration.accelerator.AcceleratorEvent.BandwidthPlanBound;
import io.sixlane.configuration.accelerator.AcceleratorEvent.EndpointGroupAdded;
import io.sixlane.configuration.accelerator.AcceleratorEvent.EndpointsReplaced;
import io.sixlane.configuration.accelerator.AcceleratorEvent.ListenerAdded;
import io.sixlane.configuration.accelerator.AcceleratorEvent.ListenerRemoved;
import io.sixlane.configuration.accelerator.AcceleratorId;
import io.sixlane.configuration.accelerator.BoundPlan;
import io.sixlane.configuration.accelerator.EndpointGroup;
import io.sixlane.configuration.accelerator.Listener;
import io.sixlane.configuration.accelerator.ListenerId;
import io.sixlane.configuration.accelerator.SpecificationLimits;
import io.sixlane.configuration.log.RecordedEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Makes the record of an accelerator from its events. Pure. */
public final class AcceleratorEvolution {
    /** Of an accelerator whose creation was not seen: it is allowed nothing. */
    private static final SpecificationLimits UNKNOWN = new SpecificationLimits("UNKNOWN", 0, 0, 0);

    private AcceleratorEvolution() {}

    /**
     * Total: an event that reached the log is true, so none is refused. One that is not newer than
     * {@code held} changes nothing; one about something unknown changes only the revision; nothing
     * brings a deleted accelerator back.
     *
     * @param held the record after the event before it, null before the first
     * @param recorded an {@link AcceleratorEvent} of the accelerator's stream
     * @throws IllegalArgumentException if it is the event of another family
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
        return switch (held) {
            case null -> evolve(nothing(recorded), event, recorded);
            case AcceleratorImage image -> evolve(image, event, recorded);
            case AcceleratorRemoved _ -> removed(recorded);
        };
    }

    private static AcceleratorRecord evolve(
            AcceleratorImage image, AcceleratorEvent event, RecordedEvent at) {
        var specification = image.specification();
        var plan = image.plan();
        var regions = image.regions();
        var listeners = image.listeners();
        return switch (event) {
            case AcceleratorCreated(_, var bought) ->
                    next(image, at, bought, plan, regions, listeners);
            case BandwidthPlanBound(var bound) ->
                    next(image, at, specification, bound, regions, listeners);
            case AccelerationRegionsAdded(var added) ->
                    next(image, at, specification, plan, join(regions, added), listeners);
            case ListenerAdded(var listener) -> {
                var joined = put(listeners, listener, Listener::id);
                yield next(image, at, specification, plan, regions, joined);
            }
            case ListenerRemoved(var id) -> {
                var rest = listeners.stream().filter(l -> !l.id().equals(id)).toList();
                yield next(image, at, specification, plan, regions, rest);
            }
            case EndpointGroupAdded(var id, var group) -> {
                var changed =
                        withGroups(listeners, id, groups -> put(groups, group, EndpointGroup::id));
                yield next(image, at, specification, plan, regions, changed);
            }
            case EndpointsReplaced(var id, var groupId, var endpoints) -> {
                var changed =
                        withGroups(
                                listeners,
                                id,
                                groups ->
                                        groups.stream()
                                                .map(
                                                        group ->
                                                                group.id().equals(groupId)
                                                                        ? group.withEndpoints(
                                                                                endpoints)
                                                                        : group)
                                                .toList());
                yield next(image, at, specification, plan, regions, changed);
            }
            case AcceleratorDeleted() -> removed(at);
        };
    }

    private static AcceleratorImage nothing(RecordedEvent first) {
        return new AcceleratorImage(
                new AcceleratorId(first.streamId()),
                first.actor().account(),
                first.revision(),
                first.hash(),
                first.occurredAt(),
                UNKNOWN,
                null,
                List.of(),
                List.of());
    }

    private static AcceleratorImage next(
            AcceleratorImage image,
            RecordedEvent at,
            SpecificationLimits specification,
            @Nullable BoundPlan plan,
            List<AccelerationRegion> regions,
            List<Listener> listeners) {
        return new AcceleratorImage(
                image.id(),
                image.account(),
                at.revision(),
                at.hash(),
                at.occurredAt(),
                specification,
                plan,
                regions,
                listeners);
    }

    private static AcceleratorRemoved removed(RecordedEvent at) {
        return new AcceleratorRemoved(
                new AcceleratorId(at.streamId()), at.revision(), at.hash(), at.occurredAt());
    }

    private static List<AccelerationRegion> join(
            List<AccelerationRegion> regions, List<AccelerationRegion> added) {
        for (var region : added) {
            regions = put(regions, region, AccelerationRegion::region);
        }
        return regions;
    }

    private static List<Listener> withGroups(
            List<Listener> listeners, ListenerId id, UnaryOperator<List<EndpointGroup>> change) {
        return listeners.stream()
                .map(
                        listener ->
                                listener.id().equals(id)
                                        ? listener.withEndpointGroups(
                                                change.apply(listener.endpointGroups()))
                                        : listener)
                .toList();
    }

    /** Replaces the element with the same key where it stands, or adds it at the end. */
    private static <T> List<T> put(List<T> list, T element, Function<T, Object> key) {
        var result = new ArrayList<>(list);
        for (int i = 0; i < result.size(); i++) {
            if (key.apply(result.get(i)).equals(key.apply(element))) {
                result.set(i, element);
                return result;
            }
        }
        result.add(element);
        return result;
    }
}
