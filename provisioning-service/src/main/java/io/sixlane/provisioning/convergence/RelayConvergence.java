package io.sixlane.provisioning.convergence;

import io.sixlane.configuration.image.AcceleratorRecord;
import io.sixlane.configuration.relay.RelayStatus.ApplyFailure;
import io.sixlane.provisioning.relaystatus.Divergence;
import io.sixlane.provisioning.relaystatus.RelayStanding;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How far one relay is with one accelerator.
 *
 * @param desiredRevision the one it shall apply
 * @param appliedRevision 0 before anything was applied
 * @param effectiveRevision the last one that runs whole; null when the relay does not say
 * @param failures what does not run as wanted
 * @param message all of this in words
 * @param appliedAt by the relay's clock, null before anything was applied
 * @param traceparent of the change that was applied, null outside of a trace
 */
record RelayConvergence(
        String relay,
        String region,
        State state,
        long desiredRevision,
        long appliedRevision,
        @Nullable Long effectiveRevision,
        List<ApplyFailure> failures,
        String message,
        @Nullable Instant appliedAt,
        @Nullable String traceparent) {
    /** Of a relay; only {@code PENDING} and {@code FAILED} hold a change up. */
    enum State {
        PROGRAMMED,
        PENDING,
        /** Something does not run as wanted, or it holds what is not in the log. */
        FAILED,
        /** Sends no heartbeats: it will catch up when it lives again. */
        DEAD
    }

    RelayConvergence {
        failures = List.copyOf(failures);
    }

    /**
     * @param logged the accelerator as the log has it, read after the standing
     */
    static RelayConvergence of(RelayStanding standing, AcceleratorRecord logged) {
        var leftAt = standing.leftAt();
        var desired = leftAt == null ? logged.revision() : leftAt;
        var divergence = Divergence.of(standing.appliedRevision(), standing.appliedHead(), logged);
        var state = state(standing, desired, divergence.isPresent());
        return new RelayConvergence(
                standing.relay(),
                standing.region(),
                state,
                desired,
                standing.appliedRevision(),
                standing.effectiveRevision(),
                standing.failures(),
                message(state, standing, desired, divergence),
                standing.appliedAt(),
                standing.traceparent());
    }

    /** Whether it lives and does not run {@code revision}, or what it needs of it, whole. */
    boolean isLateAt(long revision) {
        return state != State.DEAD
                && (state == State.FAILED
                        || appliedRevision < Math.min(revision, desiredRevision)
                        || !failures.isEmpty());
    }

    boolean serves(String region) {
        return state != State.DEAD && this.region.equals(region);
    }

    /** Who, and what about it. */
    String lateness() {
        return "%s: %s".formatted(relay, message);
    }

    private static State state(RelayStanding standing, long desired, boolean diverged) {
        if (!standing.alive()) {
            return State.DEAD;
        }
        if (standing.appliedRevision() < desired) {
            return State.PENDING;
        }
        return diverged || !standing.failures().isEmpty() ? State.FAILED : State.PROGRAMMED;
    }

    private static String message(
            State state, RelayStanding standing, long desired, Optional<String> divergence) {
        return switch (state) {
            case PROGRAMMED -> "every listener runs as wanted";
            case PENDING ->
                    Stream.concat(
                                    Stream.of(
                                            "the relay is at revision %s of %s"
                                                    .formatted(
                                                            standing.appliedRevision(), desired)),
                                    standing.failures().stream().map(ApplyFailure::words))
                            .collect(Collectors.joining("; "));
            case FAILED ->
                    Stream.concat(
                                    divergence.stream(),
                                    standing.failures().stream().map(ApplyFailure::words))
                            .collect(Collectors.joining("; "));
            case DEAD ->
                    standing.lastHeartbeatAt() == null
                            ? "the relay never sent a heartbeat"
                            : "the relay sends no heartbeats since " + standing.lastHeartbeatAt();
        };
    }
}
