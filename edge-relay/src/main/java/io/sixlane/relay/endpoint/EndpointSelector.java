package io.sixlane.relay.endpoint;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sixlane.configuration.accelerator.ClientAffinity;
import io.sixlane.configuration.accelerator.Endpoint;
import io.sixlane.configuration.accelerator.EndpointGroup;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.DoubleSupplier;

/**
 * In which order a connection tries endpoints: each comes first with the probability weight over
 * the sum of weights of its group; those with weight 0 never come.
 *
 * <p>Weighted rendezvous hashing (source: Schindelhauer and Schomaker, "Weighted Distributed Hash
 * Tables", 2005): every endpoint draws {@code -ln(u) / weight} and the lowest wins, with u from a
 * hash of client and endpoint under affinity, from chance without. An endpoint that comes, goes or
 * changes its weight moves no clients but its own.
 */
public final class EndpointSelector {
    private final List<List<Candidate>> groups;
    private final ClientAffinity affinity;
    private final int affinityPrefixLength;
    private final DoubleSupplier chance;

    private record Candidate(EndpointGroup group, Endpoint endpoint, int port, long hash) {}

    private record Draw(Candidate candidate, double value) {}

    /** An endpoint, its group and the port on it. */
    public record Choice(EndpointGroup group, Endpoint endpoint, int port) {}

    /**
     * @param region the group in this region is tried before others
     * @param affinityPrefixLength leading bits of an IPv6 client address that count; an IPv4
     *     address counts whole
     * @param chance uniform in [0, 1); called by several threads
     */
    public EndpointSelector(
            List<EndpointGroup> groups,
            String region,
            int listenerPort,
            ClientAffinity affinity,
            int affinityPrefixLength,
            DoubleSupplier chance) {
        this.groups =
                groups.stream()
                        .sorted(Comparator.comparing(group -> !group.region().equals(region)))
                        .map(group -> candidates(group, listenerPort))
                        .filter(candidates -> !candidates.isEmpty())
                        .toList();
        this.affinity = affinity;
        this.affinityPrefixLength = affinityPrefixLength;
        this.chance = chance;
    }

    /** Best first; empty when no endpoint has a weight. */
    public List<Choice> rank(InetAddress client) {
        var clientHash = affinity == ClientAffinity.SOURCE_IP ? hashOf(client) : 0;
        var ranked = new ArrayList<Choice>();
        for (var group : groups) {
            group.stream()
                    .map(candidate -> new Draw(candidate, draw(candidate, clientHash)))
                    .sorted(Comparator.comparingDouble(Draw::value))
                    .map(Draw::candidate)
                    .map(c -> new Choice(c.group(), c.endpoint(), c.port()))
                    .forEach(ranked::add);
        }
        return ranked;
    }

    private double draw(Candidate candidate, long clientHash) {
        var u =
                switch (affinity) {
                    case SOURCE_IP -> toUnit(mix(clientHash ^ candidate.hash()));
                    case NONE -> 1 - chance.getAsDouble();
                };
        return -Math.log(u) / candidate.endpoint().weight();
    }

    private long hashOf(InetAddress client) {
        var bytes = client.getAddress();
        return hashOf(
                bytes.length == 4 ? bytes : AddressPrefix.masked(bytes, affinityPrefixLength));
    }

    private static List<Candidate> candidates(EndpointGroup group, int listenerPort) {
        var port = group.endpointPort(listenerPort);
        return group.endpoints().stream()
                .filter(endpoint -> endpoint.weight() > 0)
                .map(e -> new Candidate(group, e, port, hashOf(e.address().getBytes(UTF_8))))
                .toList();
    }

    /** In (0, 1]: the upper 53 bits. */
    private static double toUnit(long hash) {
        return ((hash >>> 11) + 1) * 0x1p-53;
    }

    /** FNV-1a, 64 bits, mixed; the same on every relay and in every run. */
    private static long hashOf(byte[] bytes) {
        var hash = 0xcbf29ce484222325L;
        for (var b : bytes) {
            hash = (hash ^ (b & 0xff)) * 0x100000001b3L;
        }
        return mix(hash);
    }

    /** The finalizer of SplitMix64 (source: Steele, Lea, Flood, 2014). */
    private static long mix(long z) {
        var a = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        var b = (a ^ (a >>> 27)) * 0x94d049bb133111ebL;
        return b ^ (b >>> 31);
    }
}
