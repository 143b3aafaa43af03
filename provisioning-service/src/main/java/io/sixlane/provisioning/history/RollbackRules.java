package io.sixlane.provisioning.history;

import io.sixlane.configuration.accelerator.AccelerationRegion;
import io.sixlane.configuration.accelerator.AcceleratorEvent.EndpointGroupAdded;
import io.sixlane.configuration.accelerator.AcceleratorEvent.ListenerAdded;
import io.sixlane.configuration.accelerator.AcceleratorEvent.RolledBack;
import io.sixlane.configuration.accelerator.EndpointGroup;
import io.sixlane.configuration.accelerator.Listener;
import io.sixlane.configuration.image.AcceleratorImage;
import io.sixlane.configuration.image.ImageDifference;
import io.sixlane.configuration.log.StreamEvent;
import io.sixlane.provisioning.accelerator.AcceleratorCommand;
import io.sixlane.provisioning.accelerator.AcceleratorCommand.AddEndpointGroup;
import io.sixlane.provisioning.accelerator.AcceleratorCommand.AddListener;
import io.sixlane.provisioning.accelerator.AcceleratorCommand.AddRegions;
import io.sixlane.provisioning.accelerator.AcceleratorCommand.WantedRegion;
import io.sixlane.provisioning.accelerator.BorderRules;
import io.sixlane.provisioning.accelerator.ChangeDraft;
import io.sixlane.provisioning.decision.Decision;
import io.sixlane.provisioning.decision.Decision.Rejected;
import io.sixlane.provisioning.decision.Rejection;
import io.sixlane.provisioning.decision.Rejection.OfHistory.RollbackNoLongerFits;
import io.sixlane.provisioning.decision.Rejection.PlanBandwidthExceeded;
import io.sixlane.provisioning.decision.Rejection.PlanNotBound;
import io.sixlane.provisioning.decision.Rejection.RegionLimitReached;
import io.sixlane.provisioning.decision.Rejection.RegionUnknown;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The rules of rollbacks, which restore the name, the regions with their addresses and the
 * listeners. Purchases (specification, plans, term) and a suspension stay as they are. Pure.
 */
final class RollbackRules {
    private RollbackRules() {}

    /** Commands with the same dependencies as a rollback. */
    static List<AcceleratorCommand> dependencies(AcceleratorImage now, AcceleratorImage then) {
        var commands = new ArrayList<AcceleratorCommand>();
        Stream.concat(now.regions().stream(), then.regions().stream())
                .map(RollbackRules::wanted)
                .forEach(commands::add);
        for (var listener : then.listeners()) {
            listener.endpointGroups()
                    .forEach(group -> commands.add(new AddEndpointGroup(listener.id(), group)));
        }
        return List.copyOf(commands);
    }

    private static AddRegions wanted(AccelerationRegion region) {
        return new AddRegions(
                region.area(),
                List.of(
                        new WantedRegion(
                                region.region(), region.bandwidthMbps(), region.ipVersion())));
    }

    /**
     * Lets everything happen that brings {@code then} back, or refuses with every reason.
     *
     * @param draft with the facts that {@link #dependencies} depend on
     */
    static Decision decide(ChangeDraft draft, AcceleratorImage then, long toRevision) {
        var now = draft.before();
        var target = withBought(then, now);
        var reasons = new ArrayList<Rejection>();
        regions(draft, target, reasons);
        listeners(draft, target, reasons);
        BorderRules.refusal(now, target, draft.facts()).ifPresent(reasons::add);
        if (!reasons.isEmpty()) {
            return Decision.reject(new RollbackNoLongerFits(toRevision, reasons));
        }
        var events = new ArrayList<StreamEvent>();
        events.add(new RolledBack(toRevision));
        events.addAll(ImageDifference.events(now, target));
        if (events.size() == 1 && now.confirmation() == null) {
            return Decision.accept();
        }
        return draft.happen(events) instanceof Rejected(var reason)
                ? Decision.reject(new RollbackNoLongerFits(toRevision, List.of(reason)))
                : new Decision.Accepted(events);
    }

    private static AcceleratorImage withBought(AcceleratorImage then, AcceleratorImage now) {
        return now.with(
                now.accelerator()
                        .withRegions(then.regions())
                        .withListeners(then.listeners())
                        .withName(then.name()));
    }

    private static void regions(
            ChangeDraft draft, AcceleratorImage target, List<Rejection> reasons) {
        var now = draft.before();
        if (sameRegions(now, target)) {
            return;
        }
        var plan = target.plan();
        var specification = target.specification();
        var wantedMbps =
                target.regions().stream().mapToLong(AccelerationRegion::bandwidthMbps).sum();
        if (target.regions().size() > specification.regions()) {
            reasons.add(new RegionLimitReached(specification.regions(), specification.code()));
        }
        if (plan == null && !target.regions().isEmpty()) {
            reasons.add(new PlanNotBound());
        } else if (plan != null && wantedMbps > plan.bandwidthMbps()) {
            reasons.add(
                    new PlanBandwidthExceeded(
                            Math.toIntExact(wantedMbps),
                            plan.bandwidthMbps(),
                            plan.bandwidthMbps()));
        }
        for (var region : target.regions()) {
            if (!isThere(now, region)) {
                if (!draft.facts().regions().containsKey(region.region())) {
                    reasons.add(new RegionUnknown(region.region()));
                }
            }
        }
    }

    private static boolean sameRegions(AcceleratorImage now, AcceleratorImage target) {
        return now.regions().size() == target.regions().size()
                && now.regions().containsAll(target.regions());
    }

    private static boolean isThere(AcceleratorImage now, AccelerationRegion region) {
        return now.regions().stream().anyMatch(held -> held.region().equals(region.region()));
    }

    /** Adds every part that differs as if it were new, by today's rules. */
    private static void listeners(
            ChangeDraft draft, AcceleratorImage target, List<Rejection> reasons) {
        var again = new ChangeDraft(bare(target), draft.facts());
        var held = draft.before().listeners();
        for (var listener : target.listeners()) {
            var alone = listener.withEndpointGroups(List.of());
            var changed = held.stream().noneMatch(now -> sameAlone(now, listener));
            ask(again, changed, new AddListener(alone), new ListenerAdded(alone), reasons);
            for (var group : listener.endpointGroups()) {
                var asWas = held.stream().anyMatch(now -> has(now, listener, group));
                ask(
                        again,
                        !asWas,
                        new AddEndpointGroup(listener.id(), group),
                        new EndpointGroupAdded(listener.id(), group),
                        reasons);
            }
        }
    }

    private static AcceleratorImage bare(AcceleratorImage target) {
        return target.with(target.accelerator().withListeners(List.of()).withConfirmation(null));
    }

    private static boolean sameAlone(Listener now, Listener listener) {
        return now.withEndpointGroups(List.of()).equals(listener.withEndpointGroups(List.of()));
    }

    private static boolean has(Listener now, Listener listener, EndpointGroup group) {
        return now.id().equals(listener.id())
                && now.protocol() == listener.protocol()
                && now.ports().equals(listener.ports())
                && now.endpointGroups().contains(group);
    }

    private static void ask(
            ChangeDraft again,
            boolean changed,
            AcceleratorCommand command,
            StreamEvent otherwise,
            List<Rejection> reasons) {
        if (changed && again.run(command) instanceof Rejected(var reason)) {
            reasons.add(reason);
            again.happen(List.of(otherwise)).eventsOrThrow();
        } else if (!changed) {
            again.happen(List.of(otherwise)).eventsOrThrow();
        }
    }
}
