package io.sixlane.provisioning.convergence;

import io.sixlane.configuration.image.AcceleratorRecord;
import io.sixlane.configuration.relay.RelayStatus.ApplyFailure;
import io.sixlane.provisioning.relaystatus.RelayProgress;
import io.sixlane.provisioning.relaystatus.RelayStanding;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The progress of one relay with one accelerator.
 *
 * @param desiredRevision the one that the relay should apply
 * @param appliedRevision 0 before anything was applied
 * @param effectiveRevision the last one that runs whole, 0 for none
 * @param failures listeners that do not run as wanted
 * @param message one sentence for people
 * @param appliedAt by the relay's clock, null before anything was applied
 * @param traceparent of the change that was applied, null outside of a trace
 */
record RelayConvergence(
        String relay,
        String region,
        State state,
        long desiredRevision,
        long appliedRevision,
        long effectiveRevision,
        List<ApplyFailure> failures,
        String message,
        @Nullable Instant appliedAt,
        @Nullable String traceparent) {
    /** The state of the relay; only {@code PENDING} and {@code FAILED} delay a change. */
    enum State {
        PROGRAMMED,
        PENDING,
        /** Some listeners do not run as wanted, or the relay holds events outside the log. */
        FAILED,
        /** The relay sends no heartbeats; it catches up when it lives again. */
        DEAD;

        private static State of(RelayProgress.State state) {
            return switch (state) {
                case PROGRAMMED -> PROGRAMMED;
                case PENDING -> PENDING;
                case FAILED, DIVERGED -> FAILED;
                case DEAD -> DEAD;
            };
        }
    }

    RelayConvergence {
        failures = List.copyOf(failures);
    }

    /**
     * @param logged the accelerator in the log, read after the standing
     */
    static RelayConvergence of(RelayStanding standing, AcceleratorRecord logged) {
        var progress = RelayProgress.of(standing, logged.revision(), logged);
        return new RelayConvergence(
                standing.relay(),
                standing.region(),
                State.of(progress.state()),
                progress.desiredRevision(),
                standing.appliedRevision(),
                standing.effectiveRevision(),
                standing.failures(),
                progress.message(),
                standing.appliedAt(),
                standing.traceparent());
    }

    /** Whether the relay lives and does not run {@code revision}, or its share of it, whole. */
    boolean isLateAt(long revision) {
        return state != State.DEAD
                && (state == State.FAILED
                        || appliedRevision < Math.min(revision, desiredRevision)
                        || !failures.isEmpty());
    }

    boolean serves(String region) {
        return state != State.DEAD && this.region.equals(region);
    }

    /** The relay and its message, on one line. */
    String lateness() {
        return "%s: %s".formatted(relay, message);
    }
}
