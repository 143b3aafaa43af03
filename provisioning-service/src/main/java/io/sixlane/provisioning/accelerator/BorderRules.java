package io.sixlane.provisioning.accelerator;

import static io.sixlane.provisioning.decision.Decision.accept;

import io.sixlane.configuration.accelerator.EndpointGroup;
import io.sixlane.configuration.bundle.BundleObjection;
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

/**
 * Whether the plans of an accelerator reach from its acceleration regions to its endpoint groups,
 * by the rules that the bundle was sold by. A change as a whole is judged, so the order of its
 * commands does not matter, and what was so before is not held against it. Pure.
 */
public final class BorderRules {
    private BorderRules() {}

    /** Looks at a change that was decided. */
    public static Decision complete(ChangeDraft draft) {
        return draft.after() instanceof AcceleratorImage after
                ? refusal(draft.before(), after, draft.facts())
                        .map(Decision::reject)
                        .orElseGet(Decision::accept)
                : accept();
    }

    /** With every way that would not be covered and is not there yet. */
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

    /** Nothing about what the catalog does not have. */
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
        var servers = servers(image, facts);
        var objections = new LinkedHashSet<BundleObjection>();
        for (var region : image.regions()) {
            facts.region(region.region())
                    .ifPresent(
                            clients ->
                                    servers.forEach(
                                            server ->
                                                    objections.addAll(
                                                            BundleRules.wayObjections(
                                                                    type,
                                                                    crossBorder,
                                                                    clients,
                                                                    server))));
        }
        return objections;
    }

    private static List<RegionEntry> servers(AcceleratorImage image, AcceleratorFacts facts) {
        return image.listeners().stream()
                .flatMap(listener -> listener.endpointGroups().stream())
                .map(EndpointGroup::region)
                .distinct()
                .flatMap(code -> facts.region(code).stream())
                .toList();
    }
}
