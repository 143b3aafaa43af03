package io.sixlane.configuration.image;

import io.sixlane.configuration.accelerator.AccelerationRegion;
import io.sixlane.configuration.accelerator.AcceleratorEvent;
import io.sixlane.configuration.accelerator.AcceleratorEvent.AccelerationRegionChanged;
import io.sixlane.configuration.accelerator.AcceleratorEvent.AccelerationRegionRemoved;
import io.sixlane.configuration.accelerator.AcceleratorEvent.AccelerationRegionsAdded;
import io.sixlane.configuration.accelerator.AcceleratorEvent.AcceleratorCreated;
import io.sixlane.configuration.accelerator.AcceleratorEvent.AcceleratorDeleted;
import io.sixlane.configuration.accelerator.AcceleratorEvent.AcceleratorRenamed;
import io.sixlane.configuration.accelerator.AcceleratorEvent.AcceleratorResumed;
import io.sixlane.configuration.accelerator.AcceleratorEvent.AcceleratorSuspended;
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
import io.sixlane.configuration.accelerator.BoundPlan;
import io.sixlane.configuration.accelerator.EndpointGroup;
import io.sixlane.configuration.accelerator.Listener;
import io.sixlane.configuration.accelerator.ListenerId;
import io.sixlane.configuration.accelerator.PendingConfirmation;
import io.sixlane.configuration.accelerator.SpecificationLimits;
import io.sixlane.configuration.accelerator.Suspension;
import io.sixlane.configuration.bandwidthplan.BandwidthPlanId;
import io.sixlane.configuration.log.RecordedEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** An accelerator while one event is applied to it. Not for use by several threads. */
final class AcceleratorDraft {
    private final AcceleratorImage base;
    private SpecificationLimits specification;
    private @Nullable BoundPlan plan;
    private List<AccelerationRegion> regions;
    private List<Listener> listeners;
    private @Nullable String name;
    private @Nullable BoundPlan crossBorderPlan;
    private @Nullable Instant expiresAt;
    private @Nullable Suspension suspension;
    private @Nullable PendingConfirmation confirmation;

    AcceleratorDraft(AcceleratorImage base) {
        this.base = base;
        this.specification = base.specification();
        this.plan = base.plan();
        this.regions = base.regions();
        this.listeners = base.listeners();
        this.name = base.name();
        this.crossBorderPlan = base.crossBorderPlan();
        this.expiresAt = base.expiresAt();
        this.suspension = base.suspension();
        this.confirmation = base.confirmation();
    }

    AcceleratorDraft apply(AcceleratorEvent event) {
        switch (event) {
            case AcceleratorCreated(_, var bought, var until) -> {
                specification = bought;
                expiresAt = until;
            }
            case AcceleratorRenamed(var given) -> name = given;
            case SpecificationChanged(var changed) -> specification = changed;
            case TermExtended(var until) -> expiresAt = until;
            case AcceleratorSuspended(var stopped) -> suspension = stopped;
            case AcceleratorResumed() -> suspension = null;
            case BandwidthPlanBound(var bound) -> plan = bound;
            case BandwidthPlanUnbound(var id) -> plan = without(plan, id);
            case CrossBorderPlanBound(var bound) -> crossBorderPlan = bound;
            case CrossBorderPlanUnbound(var id) -> crossBorderPlan = without(crossBorderPlan, id);
            case AccelerationRegionsAdded(var added) -> {
                for (var region : added) {
                    regions = put(regions, region, AccelerationRegion::region);
                }
            }
            case AccelerationRegionChanged(var region) ->
                    regions = replace(regions, region, AccelerationRegion::region);
            case AccelerationRegionRemoved(var region) ->
                    regions = regions.stream().filter(r -> !r.region().equals(region)).toList();
            case ListenerAdded(var listener) -> listeners = put(listeners, listener, Listener::id);
            case ListenerChanged(var listener) ->
                    listeners = replace(listeners, listener, Listener::id);
            case ListenerRemoved(var id) ->
                    listeners = listeners.stream().filter(l -> !l.id().equals(id)).toList();
            case EndpointGroupAdded(var id, var group) ->
                    withGroups(id, groups -> put(groups, group, EndpointGroup::id));
            case EndpointGroupChanged(var id, var group) ->
                    withGroups(id, groups -> replace(groups, group, EndpointGroup::id));
            case EndpointGroupRemoved(var id, var groupId) ->
                    withGroups(
                            id,
                            groups ->
                                    groups.stream().filter(g -> !g.id().equals(groupId)).toList());
            case EndpointsReplaced(var id, var groupId, var endpoints) ->
                    withGroups(
                            id,
                            groups ->
                                    groups.stream()
                                            .map(
                                                    group ->
                                                            group.id().equals(groupId)
                                                                    ? group.withEndpoints(endpoints)
                                                                    : group)
                                            .toList());
            case ConfirmationAwaited(var awaited) -> confirmation = awaited;
            case ChangeConfirmed() -> confirmation = null;
            case RolledBack(_) -> confirmation = null;
            case AcceleratorDeleted() -> {}
        }
        return this;
    }

    AcceleratorImage at(RecordedEvent recorded) {
        return new AcceleratorImage(
                base.id(),
                base.account(),
                recorded.revision(),
                recorded.hash(),
                recorded.occurredAt(),
                specification,
                plan,
                regions,
                listeners,
                name,
                crossBorderPlan,
                expiresAt,
                suspension,
                confirmation);
    }

    private static @Nullable BoundPlan without(@Nullable BoundPlan bound, BandwidthPlanId id) {
        return bound != null && bound.planId().equals(id) ? null : bound;
    }

    private void withGroups(ListenerId id, UnaryOperator<List<EndpointGroup>> change) {
        listeners =
                listeners.stream()
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
        var known = list.stream().anyMatch(held -> key.apply(held).equals(key.apply(element)));
        if (known) {
            return replace(list, element, key);
        }
        var result = new ArrayList<>(list);
        result.add(element);
        return result;
    }

    /** Replaces the element with the same key where it stands; none, nothing. */
    private static <T> List<T> replace(List<T> list, T element, Function<T, Object> key) {
        return list.stream()
                .map(held -> key.apply(held).equals(key.apply(element)) ? element : held)
                .toList();
    }
}
