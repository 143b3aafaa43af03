package io.sixlane.configuration.image;

import io.sixlane.configuration.accelerator.AccelerationRegion;
import io.sixlane.configuration.accelerator.AcceleratorEvent;
import io.sixlane.configuration.accelerator.AcceleratorEvent.AccelerationRegionChanged;
import io.sixlane.configuration.accelerator.AcceleratorEvent.AccelerationRegionRemoved;
import io.sixlane.configuration.accelerator.AcceleratorEvent.AccelerationRegionsAdded;
import io.sixlane.configuration.accelerator.AcceleratorEvent.AcceleratorRenamed;
import io.sixlane.configuration.accelerator.AcceleratorEvent.AutoRenewalChanged;
import io.sixlane.configuration.accelerator.AcceleratorEvent.BandwidthPlanBound;
import io.sixlane.configuration.accelerator.AcceleratorEvent.BandwidthPlanUnbound;
import io.sixlane.configuration.accelerator.AcceleratorEvent.CrossBorderPlanBound;
import io.sixlane.configuration.accelerator.AcceleratorEvent.CrossBorderPlanUnbound;
import io.sixlane.configuration.accelerator.AcceleratorEvent.EndpointGroupAdded;
import io.sixlane.configuration.accelerator.AcceleratorEvent.EndpointGroupChanged;
import io.sixlane.configuration.accelerator.AcceleratorEvent.EndpointGroupRemoved;
import io.sixlane.configuration.accelerator.AcceleratorEvent.EndpointsReplaced;
import io.sixlane.configuration.accelerator.AcceleratorEvent.ListenerAdded;
import io.sixlane.configuration.accelerator.AcceleratorEvent.ListenerChanged;
import io.sixlane.configuration.accelerator.AcceleratorEvent.ListenerRemoved;
import io.sixlane.configuration.accelerator.AcceleratorEvent.SpecificationChanged;
import io.sixlane.configuration.accelerator.BoundPlan;
import io.sixlane.configuration.accelerator.EndpointGroup;
import io.sixlane.configuration.accelerator.Listener;
import io.sixlane.configuration.bandwidthplan.BandwidthPlanId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The events that lead from one state of an accelerator to another. Pure. */
public final class ImageDifference {
    private final List<AcceleratorEvent> events = new ArrayList<>();

    private ImageDifference() {}

    /**
     * The fewest events after which {@code from} is configured as {@code to}: name, specification,
     * plans, regions and listeners, whose order does not count. The term, a suspension and a
     * pending confirmation stay, because they are not configured.
     *
     * @return what goes first, then what changes, then what comes
     */
    public static List<AcceleratorEvent> events(AcceleratorImage from, AcceleratorImage to) {
        var difference = new ImageDifference();
        difference.listenersRemoved(from, to);
        difference.regionsRemoved(from, to);
        difference.name(from, to);
        difference.bought(from, to);
        difference.regions(from, to);
        difference.listeners(from, to);
        return List.copyOf(difference.events);
    }

    private void listenersRemoved(AcceleratorImage from, AcceleratorImage to) {
        missing(from.listeners(), to.listeners(), Listener::id)
                .forEach(listener -> events.add(new ListenerRemoved(listener.id())));
    }

    private void regionsRemoved(AcceleratorImage from, AcceleratorImage to) {
        for (var region : from.regions()) {
            var wanted = find(to.regions(), region, AccelerationRegion::region);
            if (wanted == null || !sameBut(region, wanted)) {
                events.add(new AccelerationRegionRemoved(region.region()));
            }
        }
    }

    /** Whether they differ in nothing but the bandwidth, which can change in place. */
    private static boolean sameBut(AccelerationRegion region, AccelerationRegion wanted) {
        return region.withBandwidth(wanted.bandwidthMbps()).equals(wanted);
    }

    private void name(AcceleratorImage from, AcceleratorImage to) {
        if (!Objects.equals(from.name(), to.name())) {
            events.add(new AcceleratorRenamed(to.name()));
        }
        if (!Objects.equals(from.autoRenew(), to.autoRenew())) {
            events.add(new AutoRenewalChanged(to.autoRenew()));
        }
    }

    private void bought(AcceleratorImage from, AcceleratorImage to) {
        if (!from.specification().equals(to.specification())) {
            events.add(new SpecificationChanged(to.specification()));
        }
        plan(from.plan(), to.plan(), BandwidthPlanBound::new, BandwidthPlanUnbound::new);
        plan(
                from.crossBorderPlan(),
                to.crossBorderPlan(),
                CrossBorderPlanBound::new,
                CrossBorderPlanUnbound::new);
    }

    private void plan(
            @Nullable BoundPlan from,
            @Nullable BoundPlan to,
            Function<BoundPlan, AcceleratorEvent> bound,
            Function<BandwidthPlanId, AcceleratorEvent> unbound) {
        if (to != null && !to.equals(from)) {
            events.add(bound.apply(to));
        } else if (to == null && from != null) {
            events.add(unbound.apply(from.planId()));
        }
    }

    /** Shrinks regions before it grows others, to keep the sum from rising in between. */
    private void regions(AcceleratorImage from, AcceleratorImage to) {
        record Resized(AccelerationRegion wanted, int growth) {}
        var resized = new ArrayList<Resized>();
        var added = new ArrayList<AccelerationRegion>();
        for (var wanted : to.regions()) {
            var held = find(from.regions(), wanted, AccelerationRegion::region);
            if (held == null || !sameBut(held, wanted)) {
                added.add(wanted);
            } else if (!held.equals(wanted)) {
                resized.add(new Resized(wanted, wanted.bandwidthMbps() - held.bandwidthMbps()));
            }
        }
        resized.stream()
                .sorted(Comparator.comparingInt(Resized::growth))
                .forEach(region -> events.add(new AccelerationRegionChanged(region.wanted())));
        if (!added.isEmpty()) {
            events.add(new AccelerationRegionsAdded(added));
        }
    }

    private void listeners(AcceleratorImage from, AcceleratorImage to) {
        for (var wanted : to.listeners()) {
            var held = find(from.listeners(), wanted, Listener::id);
            if (held == null) {
                events.add(new ListenerAdded(wanted));
            } else if (held.withEndpointGroups(wanted.endpointGroups()).equals(wanted)) {
                groups(held, wanted);
            } else {
                events.add(new ListenerChanged(wanted));
            }
        }
    }

    private void groups(Listener held, Listener wanted) {
        missing(held.endpointGroups(), wanted.endpointGroups(), EndpointGroup::id)
                .forEach(group -> events.add(new EndpointGroupRemoved(held.id(), group.id())));
        for (var group : wanted.endpointGroups()) {
            var before = find(held.endpointGroups(), group, EndpointGroup::id);
            if (before == null) {
                events.add(new EndpointGroupAdded(held.id(), group));
            } else if (!before.withEndpoints(group.endpoints()).equals(group)) {
                events.add(new EndpointGroupChanged(held.id(), group));
            } else if (!before.equals(group)) {
                events.add(new EndpointsReplaced(held.id(), group.id(), group.endpoints()));
            }
        }
    }

    private static <T> List<T> missing(List<T> from, List<T> to, Function<T, Object> key) {
        var there = to.stream().map(key).collect(Collectors.toSet());
        return from.stream().filter(element -> !there.contains(key.apply(element))).toList();
    }

    private static <T> @Nullable T find(List<T> list, T like, Function<T, Object> key) {
        var wanted = key.apply(like);
        return list.stream()
                .filter(element -> key.apply(element).equals(wanted))
                .findFirst()
                .orElse(null);
    }
}
