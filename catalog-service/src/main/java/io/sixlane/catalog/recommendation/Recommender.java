package io.sixlane.catalog.recommendation;

import io.sixlane.catalog.price.MonthlyPrice;
import io.sixlane.catalog.recommendation.Recommendation.Recommended;
import io.sixlane.catalog.recommendation.Recommendation.Rejected;
import io.sixlane.configuration.accelerator.BackendService;
import io.sixlane.configuration.catalog.CatalogEntry.BandwidthTypeEntry;
import io.sixlane.configuration.catalog.CatalogEntry.SpecificationEntry;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Turns six answers into bundles. Pure and total: the same needs and catalog give the same answer,
 * and every need has one.
 *
 * <p>A bandwidth type that fits is recommended once, with the cheapest specification that fits.
 *
 * @param specifications what is sold, smallest first
 * @param bandwidthTypes what is sold, plainest first; all prices in one currency
 */
record Recommender(
        List<SpecificationEntry> specifications, List<BandwidthTypeEntry> bandwidthTypes) {
    Recommender {
        specifications = List.copyOf(specifications);
        bandwidthTypes = List.copyOf(bandwidthTypes);
    }

    Recommendation recommend(Needs needs) {
        var cheapest = cheapestFit(needs);
        var recommended = new ArrayList<Recommended>();
        var rejected = new ArrayList<Rejected>();
        for (var type : bandwidthTypes) {
            for (var specification : specifications) {
                var objections = objections(needs, specification, type);
                if (objections.isEmpty() && cheapest.isPresent()) {
                    if (cheapest.get().equals(specification)) {
                        recommended.add(recommended(needs, specification, type));
                        continue;
                    }
                    objections.add(outdone(specification, cheapest.get()));
                }
                rejected.add(
                        new Rejected(
                                specification.code(), type.code(), String.join("; ", objections)));
            }
        }
        recommended.sort(Comparator.comparingLong(bundle -> bundle.monthlyPrice().minorUnits()));
        return new Recommendation(recommended, rejected);
    }

    /** The same one for every bandwidth type: what a plan costs does not depend on it. */
    private Optional<SpecificationEntry> cheapestFit(Needs needs) {
        return specifications.stream()
                .filter(specification -> sizeObjections(needs, specification).isEmpty())
                .min(
                        Comparator.comparingLong(
                                        (SpecificationEntry fit) -> fit.monthlyPrice().minorUnits())
                                .thenComparing(SpecificationEntry::peakMbps));
    }

    private static String outdone(SpecificationEntry fit, SpecificationEntry cheapest) {
        var larger =
                fit.peakMbps() >= cheapest.peakMbps()
                        && fit.maxConnections() >= cheapest.maxConnections();
        return larger
                ? "larger than needed; %s suffices".formatted(cheapest.code())
                : "dearer than %s, which fits as well".formatted(cheapest.code());
    }

    private static List<String> objections(
            Needs needs, SpecificationEntry specification, BandwidthTypeEntry type) {
        var objections = new ArrayList<String>();
        var clients = needs.accelerationRegion();
        if (!clients.ipv6()) {
            objections.add("IPv6 clients cannot connect in %s".formatted(clients.name()));
        }
        if (needs.serverArea() == BackendService.OFF_CLOUD && !type.offCloud()) {
            objections.add(
                    "%s bandwidth reaches only servers in the operator's cloud"
                            .formatted(type.name()));
        }
        if (!type.global() && !needs.withinMainland() && !needs.crossesBorder()) {
            objections.add(
                    "%s bandwidth starts or ends in mainland China, and neither %s nor %s is there"
                            .formatted(type.name(), clients.name(), needs.serviceRegion().name()));
        }
        objections.addAll(sizeObjections(needs, specification));
        return objections;
    }

    private static List<String> sizeObjections(Needs needs, SpecificationEntry specification) {
        var objections = new ArrayList<String>();
        if (specification.peakMbps() < needs.peakMbps()) {
            objections.add(
                    "%s carries %d Mbit/s, %d are needed"
                            .formatted(
                                    specification.name(),
                                    specification.peakMbps(),
                                    needs.peakMbps()));
        }
        if (specification.maxConnections() < needs.maxConnections()) {
            objections.add(
                    "%s holds %d connections, %d are needed"
                            .formatted(
                                    specification.name(),
                                    specification.maxConnections(),
                                    needs.maxConnections()));
        }
        return objections;
    }

    private static Recommended recommended(
            Needs needs, SpecificationEntry specification, BandwidthTypeEntry type) {
        var crossBorderMbps = crossBorderMbps(needs, type);
        var price = MonthlyPrice.of(specification, type, needs.peakMbps(), crossBorderMbps);
        return new Recommended(
                specification.code(),
                type.code(),
                needs.peakMbps(),
                crossBorderMbps,
                price.total(),
                price,
                reasons(needs, specification, type));
    }

    /** Global bandwidth crosses the border by itself (source: seed document, step 2). */
    private static @Nullable Integer crossBorderMbps(Needs needs, BandwidthTypeEntry type) {
        return needs.crossesBorder() && !type.global() ? needs.peakMbps() : null;
    }

    private static List<String> reasons(
            Needs needs, SpecificationEntry specification, BandwidthTypeEntry type) {
        var reasons = new ArrayList<String>();
        reasons.add(
                ("%s is the cheapest specification that fits: %d of its %d Mbit/s and %d of its %d"
                                + " connections are needed")
                        .formatted(
                                specification.name(),
                                needs.peakMbps(),
                                specification.peakMbps(),
                                needs.maxConnections(),
                                specification.maxConnections()));
        reasons.add(
                needs.serverArea() == BackendService.OFF_CLOUD
                        ? "%s bandwidth reaches servers outside the operator's cloud"
                                .formatted(type.name())
                        : "%s bandwidth reaches servers in the operator's cloud"
                                .formatted(type.name()));
        reasons.add(scope(needs, type));
        reasons.add("IPv6 clients can connect in %s".formatted(needs.accelerationRegion().name()));
        if (needs.accelerationRegion().mainlandChina() && !needs.icpFiling()) {
            reasons.add(
                    "Note: a web service needs an ICP number before it may serve users in mainland"
                            + " China; this has none, so it must not be one");
        }
        return reasons;
    }

    private static String scope(Needs needs, BandwidthTypeEntry type) {
        var clients = needs.accelerationRegion().name();
        var servers = needs.serviceRegion().name();
        if (type.global()) {
            return "%s bandwidth is global: it carries traffic from %s to %s without another plan"
                    .formatted(type.name(), clients, servers);
        }
        return needs.crossesBorder()
                ? "%s bandwidth covers mainland China; a cross-border plan of %d Mbit/s carries traffic from %s to %s"
                        .formatted(type.name(), needs.peakMbps(), clients, servers)
                : "%s bandwidth covers mainland China, where both %s and %s are"
                        .formatted(type.name(), clients, servers);
    }
}
