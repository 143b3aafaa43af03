package io.sixlane.relay.endpoint;

import io.sixlane.configuration.accelerator.EndpointGroup;
import io.sixlane.configuration.accelerator.WhenUnhealthy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * A group and those of its endpoints that take connections.
 *
 * @param hash of its id
 */
record GroupCandidates(EndpointGroup group, List<Candidate> candidates, long hash) {
    /** The part of its weight that an endpoint starts with, so that its share is never zero. */
    private static final double LEAST_START = 0.01;

    GroupCandidates {
        candidates = List.copyOf(candidates);
    }

    /** Takes no connections: no endpoint does, or the group has no percentage. */
    boolean isClosed() {
        return candidates.isEmpty() || group.effectiveTrafficPercentage() == 0;
    }

    boolean failsOpen() {
        return group.effectiveWhenUnhealthy() == WhenUnhealthy.FAIL_OPEN;
    }

    /** The mean over its endpoints; empty before one is measured. */
    OptionalDouble connectNanos() {
        return candidates.stream()
                .map(candidate -> candidate.condition().connectNanos())
                .filter(OptionalLong::isPresent)
                .mapToLong(OptionalLong::getAsLong)
                .average();
    }

    /** The healthy endpoints except ejected ones; empty when the group is down. */
    Shares healthy(long nowNanos) {
        var healthy =
                candidates.stream().filter(candidate -> candidate.condition().isHealthy()).toList();
        var ejected =
                healthy.stream()
                        .filter(candidate -> candidate.condition().isEjected(nowNanos))
                        .sorted(
                                Comparator.comparingLong(
                                        candidate ->
                                                candidate.condition().ejection().fromNanos()
                                                        - nowNanos))
                        .limit(healthy.size() / 2) // at most half, those that went first
                        .toList();
        var usable = new ArrayList<>(healthy);
        usable.removeAll(ejected);
        return shares(usable, nowNanos);
    }

    /** The shares as if all endpoints were healthy. */
    Shares all() {
        return new Shares(
                candidates,
                candidates.stream()
                        .mapToDouble(candidate -> candidate.endpoint().weight())
                        .toArray());
    }

    private Shares shares(List<Candidate> usable, long nowNanos) {
        return new Shares(
                usable,
                usable.stream().mapToDouble(candidate -> weight(candidate, nowNanos)).toArray());
    }

    private double weight(Candidate candidate, long nowNanos) {
        var slowStart =
                Duration.ofSeconds(Objects.requireNonNullElse(group.slowStartSeconds(), 0))
                        .toNanos();
        var inService = candidate.nanosInService(nowNanos);
        var weight = (double) candidate.endpoint().weight();
        if (inService.isEmpty() || inService.getAsLong() >= slowStart) {
            return weight;
        }
        return weight * Math.max(LEAST_START, (double) inService.getAsLong() / slowStart);
    }
}
