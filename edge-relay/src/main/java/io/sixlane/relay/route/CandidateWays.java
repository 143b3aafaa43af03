package io.sixlane.relay.route;

import io.sixlane.configuration.accelerator.EndpointGroupId;
import io.sixlane.relay.fleet.Peer;
import io.sixlane.relay.route.Hop.Warmth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The ways that connections of one relay can take now: direct, through the best two egresses, and
 * through the best three pairs of a relay in between and an egress. Excludes links that are down or
 * unmeasured. Pure.
 */
final class CandidateWays {
    static final int MOST_EGRESSES = 2;
    static final int MOST_PAIRS = 3;

    private static final int MOST_BETWEEN = 32;

    /** Assumed time from an egress to an endpoint of its region, before the first connection. */
    private static final double NEAR_MILLIS = 2;

    /**
     * Assumed time from an egress to an endpoint of another region, before the first connection.
     */
    private static final double FAR_MILLIS = 100;

    private final String region;
    private final List<Peer> peers;
    private final Paths paths;
    private final long nowNanos;

    /**
     * @param region of this relay
     * @param peers without this relay
     */
    CandidateWays(String region, List<Peer> peers, Paths paths, long nowNanos) {
        this.region = region;
        this.peers = List.copyOf(peers);
        this.paths = paths;
        this.nowNanos = nowNanos;
    }

    /** A way without its last hop. */
    record Relayed(Way way, Peer egress, List<Hop> hops, boolean sudden) {
        private double millis() {
            return Score.of(hops).millis();
        }
    }

    /**
     * The ways through relays, the same for all groups of a region and a policy.
     *
     * @param allowed tests the regions of a way's relays, without this relay's
     */
    List<Relayed> relayed(Predicate<List<String>> allowed) {
        var egresses =
                peers.stream()
                        .filter(peer -> allowed.test(List.of(peer.region())))
                        .flatMap(peer -> toEgress(peer).stream());
        var pairs =
                nearest()
                        .flatMap(
                                between ->
                                        peers.stream()
                                                .filter(egress -> isPair(between, egress, allowed))
                                                .flatMap(egress -> pair(between, egress).stream()));
        return Stream.concat(best(egresses, MOST_EGRESSES), best(pairs, MOST_PAIRS)).toList();
    }

    /** The nearest relays, as candidates in between: of hundreds, far ones cannot win. */
    private Stream<Peer> nearest() {
        record Near(Peer peer, double millis) {}
        return peers.stream()
                .flatMap(
                        peer ->
                                firstHop(peer).stream()
                                        .map(hop -> new Near(peer, hop.quality().p50Millis())))
                .sorted(Comparator.comparingDouble(Near::millis))
                .limit(MOST_BETWEEN)
                .map(Near::peer);
    }

    private boolean isPair(Peer between, Peer egress, Predicate<List<String>> allowed) {
        return !between.region().equals(egress.region())
                && !between.region().equals(region)
                && allowed.test(List.of(between.region(), egress.region()));
    }

    private static Stream<Relayed> best(Stream<Relayed> ways, int most) {
        return ways.sorted(
                        Comparator.comparingDouble(Relayed::millis)
                                .thenComparing(relayed -> relayed.way().toString()))
                .limit(most);
    }

    private Optional<Relayed> toEgress(Peer egress) {
        return firstHop(egress)
                .map(
                        hop ->
                                new Relayed(
                                        Way.through(egress.id()),
                                        egress,
                                        List.of(hop),
                                        hop.quality().back().isSudden()));
    }

    private Optional<Relayed> pair(Peer between, Peer egress) {
        var second = paths.link(between.id(), egress.id());
        if (second == null) {
            return Optional.empty();
        }
        var hop = new Hop(second, Warmth.WARM, paths.load(egress.id()));
        return firstHop(between)
                .map(
                        first ->
                                new Relayed(
                                        Way.through(between.id(), egress.id()),
                                        egress,
                                        List.of(first, hop),
                                        first.quality().back().isSudden()
                                                || second.back().isSudden()));
    }

    private Optional<Hop> firstHop(Peer peer) {
        var link = paths.link(peer.id());
        return link == null || link.quality() == null || !link.health().isUsable(nowNanos)
                ? Optional.empty()
                : Optional.of(new Hop(link.quality(), link.warmth(), paths.load(peer.id())));
    }

    /**
     * All ways that a group's connections can take.
     *
     * @param direct whether policy allows them to go direct; without any other way they do
     */
    List<Candidate> of(
            EndpointGroupId group, String groupRegion, List<Relayed> relayed, boolean direct) {
        var candidates = new ArrayList<Candidate>();
        for (var way : relayed) {
            var hops = new ArrayList<>(way.hops());
            hops.add(Hop.toEndpoint(endpoints(way.egress(), group, groupRegion)));
            candidates.add(new Candidate(way.way(), Score.of(hops), way.sudden()));
        }
        if (direct || candidates.isEmpty()) {
            candidates.add(direct(group, candidates));
        }
        return candidates;
    }

    private LinkQuality endpoints(Peer egress, EndpointGroupId group, String groupRegion) {
        var known = paths.endpoints(egress.id(), group);
        if (known != null) {
            return known;
        }
        return LinkQuality.of(egress.region().equals(groupRegion) ? NEAR_MILLIS : FAR_MILLIS);
    }

    /** An unknown path is taken to be as long as the shortest known one, and without loss. */
    private Candidate direct(EndpointGroupId group, List<Candidate> others) {
        var known = paths.direct(group);
        var quality =
                known != null
                        ? known
                        : LinkQuality.of(
                                others.stream()
                                        .mapToDouble(other -> other.score().roundTripMillis())
                                        .min()
                                        .orElse(0));
        return new Candidate(
                Way.DIRECT, Score.of(List.of(Hop.toEndpoint(quality))), quality.back().isSudden());
    }
}
