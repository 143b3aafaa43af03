package io.sixlane.provisioning.route;

import io.sixlane.configuration.relay.LinkMessage.LinkMeasured;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The links between relays.
 *
 * @param pairs the matrix of regions, of all links: for each pair its best one
 * @param links by relay and peer, the first 1,000
 * @param linksLeftOut how many more there are
 */
record LinksView(List<RegionPair> pairs, List<LinkMeasured> links, int linksLeftOut) {
    /** About 300 KB of JSON. */
    static final int MOST_LINKS = 1_000;

    /**
     * @param up how many of the {@code links} are up
     * @param p50Millis median of the round-trip time on the nearest link, preferably one that is up
     */
    record RegionPair(
            String fromRegion,
            String toRegion,
            int links,
            int up,
            double p50Millis,
            double p95Millis,
            double lossThere,
            double lossBack) {}

    private record Regions(String from, String to) implements Comparable<Regions> {
        @Override
        public int compareTo(Regions other) {
            return Comparator.comparing(Regions::from)
                    .thenComparing(Regions::to)
                    .compare(this, other);
        }
    }

    static LinksView of(List<LinkMeasured> links) {
        var byRegions =
                links.stream()
                        .collect(
                                Collectors.groupingBy(
                                        link -> new Regions(link.region(), link.peerRegion()),
                                        TreeMap::new,
                                        Collectors.toList()));
        return new LinksView(
                byRegions.entrySet().stream().map(LinksView::pair).toList(),
                links.stream().limit(MOST_LINKS).toList(),
                Math.max(0, links.size() - MOST_LINKS));
    }

    private static RegionPair pair(Map.Entry<Regions, List<LinkMeasured>> entry) {
        var links = entry.getValue();
        var best =
                links.stream()
                        .min(
                                Comparator.comparing((LinkMeasured link) -> !link.up())
                                        .thenComparing(LinkMeasured::p50Millis))
                        .orElseThrow();
        return new RegionPair(
                entry.getKey().from(),
                entry.getKey().to(),
                links.size(),
                (int) links.stream().filter(LinkMeasured::up).count(),
                best.p50Millis(),
                best.p95Millis(),
                best.lossThere(),
                best.lossBack());
    }
}
