package io.sixlane.provisioning.relaystatus;

import io.sixlane.configuration.image.AcceleratorRecord;
import io.sixlane.configuration.relay.RelayStatus.ApplyFailure;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Judges how far one relay is with one accelerator. Pure.
 *
 * @param desiredRevision the revision that the relay should apply
 * @param message one sentence for people
 */
public record RelayProgress(State state, long desiredRevision, String message) {
    /** The states from good to bad; the worst applicable one counts. */
    public enum State {
        PROGRAMMED,
        /** Some listeners do not run as wanted. */
        FAILED,
        /** The relay holds events that are not in the log. */
        DIVERGED,
        /** The relay has not applied the desired revision. */
        PENDING,
        /** The relay sends no heartbeats. */
        DEAD
    }

    /**
     * @param shown the revision that the caller shows; a relay that left the accelerator's regions
     *     needs only the revision at which it left
     * @param logged the accelerator in the log, read after {@code standing}
     */
    public static RelayProgress of(RelayStanding standing, long shown, AcceleratorRecord logged) {
        var leftAt = standing.leftAt();
        var desired = leftAt == null ? shown : leftAt;
        if (!standing.alive()) {
            return new RelayProgress(State.DEAD, desired, silence(standing));
        }
        var failures = standing.failures().stream().map(ApplyFailure::words);
        if (standing.appliedRevision() < desired) {
            var behind =
                    "the relay is at revision %s of %s"
                            .formatted(standing.appliedRevision(), desired);
            return new RelayProgress(State.PENDING, desired, joined(behind, failures));
        }
        var divergence = Divergence.of(standing.appliedRevision(), standing.appliedHead(), logged);
        if (divergence.isPresent()) {
            return new RelayProgress(
                    State.DIVERGED, desired, joined(divergence.orElseThrow(), failures));
        }
        return standing.failures().isEmpty()
                ? new RelayProgress(State.PROGRAMMED, desired, "every listener runs as wanted")
                : new RelayProgress(
                        State.FAILED, desired, failures.collect(Collectors.joining("; ")));
    }

    private static String joined(String first, Stream<String> others) {
        return Stream.concat(Stream.of(first), others).collect(Collectors.joining("; "));
    }

    private static String silence(RelayStanding standing) {
        return standing.lastHeartbeatAt() == null
                ? "the relay never sent a heartbeat"
                : "the relay sends no heartbeats since " + standing.lastHeartbeatAt();
    }
}
