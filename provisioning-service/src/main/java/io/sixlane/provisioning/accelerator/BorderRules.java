package io.sixlane.provisioning.accelerator;

import static io.sixlane.provisioning.decision.Decision.accept;

import io.sixlane.configuration.accelerator.EndpointGroup;
import io.sixlane.configuration.bundle.BorderRoutes;
import io.sixlane.configuration.bundle.BundleObjection;
import io.sixlane.configuration.bundle.BundleObjection.RouteNotCovered;
import io.sixlane.configuration.bundle.BundleRules;
import io.sixlane.configuration.catalog.CatalogEntry.BandwidthTypeEntry;
import io.sixlane.configuration.catalog.CatalogEntry.RegionEntry;
import io.sixlane.configuration.image.AcceleratorImage;
import io.sixlane.provisioning.decision.Decision;
import io.sixlane.provisioning.decision.Rejection;
import io.sixlane.provisioning.decision.Rejection.BundleRefused;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Whether the plans of an accelerator reach from its acceleration regions to its endpoint groups,
 * by the rules that the bundle was sold by. A change as a whole is judged, so the order of its
 * commands does not matter, and existing objections do not count. Pure.
 */
public final class BorderRules {
    private BorderRules() {}

    /** Judges a decided change. */
    public static Decision complete(ChangeDraft draft) {
        return draft.after() instanceof AcceleratorImage after
                ? refusal(draft.before(), after, draft.facts())
                        .map(Decision::reject)
                        .orElseGet(Decision::accept)
                : accept();
    }

    /** The refusal with every new way that the plans do not cover. */
    public static Optional<Rejection> refusal(
            AcceleratorImage before, AcceleratorImage after, AcceleratorFacts facts) {
        var objections = added(before, after, facts);
        return objections.isEmpty()
                ? Optional.empty()
                : Optional.of(new BundleRefused(new ArrayList<>(objections)));
    }

    /** The objections that the change adds. */
    static Set<BundleObjection> added(
            AcceleratorImage before, AcceleratorImage after, AcceleratorFacts facts) {
        var objections = objections(after, facts);
        objections.removeAll(objections(before, facts));
        return objections;
    }

    /** The objections; none about entries missing from the catalog. */
    private static Set<BundleObjection> objections(AcceleratorImage image, AcceleratorFacts facts) {
        var plan = image.plan();
        return plan == null
                ? new LinkedHashSet<>()
                : facts.bandwidthType(plan)
                        .map(type -> objections(image, type, facts))
                        .orElseGet(LinkedHashSet::new);
    }

    private static Set<BundleObjection> objections(
            AcceleratorImage image, BandwidthTypeEntry type, AcceleratorFacts facts) {
        var crossBorder = image.crossBorderPlan() != null;
        var objections = new LinkedHashSet<BundleObjection>();
        for (var region : image.regions()) {
            var clients = facts.region(region.region());
            if (clients.isEmpty()) {
                continue;
            }
            for (var group : groups(image)) {
                facts.region(group.region())
                        .ifPresent(
                                servers -> {
                                    objections.addAll(
                                            BundleRules.wayObjections(
                                                    type, crossBorder, clients.get(), servers));
                                    route(clients.get(), group, servers, facts)
                                            .filter(
                                                    route ->
                                                            !BorderRoutes.allows(
                                                                    type, crossBorder, route))
                                            .map(route -> notCovered(type, route))
                                            .ifPresent(objections::add);
                                });
            }
        }
        return objections;
    }

    private static List<EndpointGroup> groups(AcceleratorImage image) {
        return image.listeners().stream()
                .flatMap(listener -> listener.endpointGroups().stream())
                .toList();
    }

    /** The regions that a group's traffic is to pass; empty when relays choose. */
    private static Optional<List<RegionEntry>> route(
            RegionEntry clients, EndpointGroup group, RegionEntry servers, AcceleratorFacts facts) {
        var via = group.effectiveRoute().via();
        if (via.isEmpty()) {
            return Optional.empty();
        }
        var route = new ArrayList<RegionEntry>();
        route.add(clients);
        via.forEach(code -> facts.region(code).ifPresent(route::add));
        route.add(servers);
        return Optional.of(route);
    }

    private static BundleObjection notCovered(BandwidthTypeEntry type, List<RegionEntry> route) {
        var through =
                route.subList(1, route.size() - 1).stream()
                        .map(RegionEntry::name)
                        .collect(Collectors.joining(" and "));
        return new RouteNotCovered(
                type.name(), route.getFirst().name(), through, route.getLast().name());
    }
}
