package io.sixlane.relay.endpoint;

import io.sixlane.configuration.accelerator.ClientAffinity;
import io.sixlane.configuration.accelerator.Endpoint;
import io.sixlane.configuration.accelerator.EndpointGroup;
import io.sixlane.configuration.accelerator.EndpointId;
import io.sixlane.relay.limit.ClientPrefix;
import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which endpoints a connection tries: the nearest healthy group first, as far as its percentage
 * goes; in it each endpoint with the probability of its weight over the sum of weights. Those that
 * drain or have weight 0 never come. The selector evaluates endpoints when something changes, not
 * for each connection. Any thread.
 */
public final class EndpointSelector {
    private final Affinity affinity;
    private final ConditionChanges changes;
    private final LongSupplier nanoTime;
    private final DoubleSupplier chance;
    private volatile Standing standing;

    /** Client affinity: all clients stay at one endpoint, or none. */
    public record Affinity(ClientAffinity kind, int prefixLength) {
        /** Null for a client that may go anywhere each time. */
        @Nullable Long hashOf(InetAddress client) {
            return kind == ClientAffinity.NONE
                    ? null
                    : (Long) Hash.of(ClientPrefix.of(client, prefixLength).bits().bytes());
        }
    }

    /** Finds the condition of an endpoint's port. */
    @FunctionalInterface
    public interface Conditions {
        EndpointCondition of(EndpointGroup group, Endpoint endpoint, int port);
    }

    /**
     * @param region the group in this region is tried before others until times are measured
     * @param conditions asked once for each endpoint that takes connections
     * @param chance uniform in [0, 1); called by several threads
     */
    public EndpointSelector(
            List<EndpointGroup> groups,
            String region,
            int listenerPort,
            Affinity affinity,
            Conditions conditions,
            ConditionChanges changes,
            LongSupplier nanoTime,
            DoubleSupplier chance) {
        this(groups, region, listenerPort, affinity, conditions, changes, nanoTime, chance, null);
    }

    /**
     * @param before what it replaces: an endpoint that joins a group which has others starts slowly
     */
    public EndpointSelector(
            List<EndpointGroup> groups,
            String region,
            int listenerPort,
            Affinity affinity,
            Conditions conditions,
            ConditionChanges changes,
            LongSupplier nanoTime,
            DoubleSupplier chance,
            @Nullable EndpointSelector before) {
        this.affinity = affinity;
        this.changes = changes;
        this.nanoTime = nanoTime;
        this.chance = chance;
        var candidates =
                groups.stream()
                        .map(
                                group ->
                                        candidates(
                                                group,
                                                listenerPort,
                                                conditions,
                                                before == null ? Map.of() : before.of(group),
                                                nanoTime.getAsLong()))
                        .toList();
        this.standing =
                Standing.of(
                        Nearness.initial(candidates, region),
                        changes.count(),
                        nanoTime.getAsLong());
    }

    /** Best first, each chosen on demand; empty if no endpoint may be chosen. */
    public Choices choose(InetAddress client) {
        return new Choices(standing(), affinity.hashOf(client), chance);
    }

    private Standing standing() {
        var now = nanoTime.getAsLong();
        var seen = changes.count();
        var held = standing;
        if (held.isFresh(seen, now)) {
            return held;
        }
        var made = Standing.of(held.order(), seen, now);
        standing = made;
        return made;
    }

    /** The candidates of a group by the ids of their endpoints. */
    private Map<EndpointId, Candidate> of(EndpointGroup group) {
        return standing.order().stream()
                .filter(held -> held.group().id().equals(group.id()))
                .flatMap(held -> held.candidates().stream())
                .collect(Collectors.toMap(one -> one.endpoint().id(), one -> one));
    }

    private static GroupCandidates candidates(
            EndpointGroup group,
            int listenerPort,
            Conditions conditions,
            Map<EndpointId, Candidate> before,
            long nowNanos) {
        return new GroupCandidates(
                group,
                group.endpoints().stream()
                        .filter(Endpoint::takesConnections)
                        .map(
                                endpoint ->
                                        candidate(
                                                group,
                                                endpoint,
                                                group.endpointPort(endpoint, listenerPort),
                                                conditions,
                                                addedNanos(endpoint, before, nowNanos)))
                        .toList(),
                Hash.of(group.id().text()));
    }

    private static Candidate candidate(
            EndpointGroup group,
            Endpoint endpoint,
            int port,
            Conditions conditions,
            @Nullable Long addedNanos) {
        return new Candidate(
                group,
                endpoint,
                port,
                hashOf(endpoint),
                conditions.of(group, endpoint, port),
                addedNanos);
    }

    /** Servers of one address differ by their own ports; a client keeps its server on all ports. */
    private static long hashOf(Endpoint endpoint) {
        return Hash.of(
                endpoint.port() == null
                        ? endpoint.address()
                        : endpoint.address() + " " + endpoint.port());
    }

    private static @Nullable Long addedNanos(
            Endpoint endpoint, Map<EndpointId, Candidate> before, long nowNanos) {
        var held = before.get(endpoint.id());
        if (held != null) {
            return held.addedNanos();
        }
        return before.isEmpty() ? null : (Long) nowNanos;
    }
}
