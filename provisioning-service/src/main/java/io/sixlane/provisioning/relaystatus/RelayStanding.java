package io.sixlane.provisioning.relaystatus;

import io.sixlane.configuration.relay.RelayStatus.ApplyFailure;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The standing of one relay, by its present process, on one accelerator.
 *
 * @param alive whether its last heartbeat is less than 10 s old
 * @param lastHeartbeatAt when the broker received it, null when it never sent one
 * @param leftAt the revision at which the accelerator left the relay's region permanently; null
 *     while it is there, and when it was deleted there
 * @param appliedRevision 0 before anything was applied
 * @param appliedHead the hash of the event at that revision, 64 zeros when it is not known
 * @param effectiveRevision the last revision that runs whole, 0 for none
 * @param failures listeners that do not run as wanted at the applied revision
 * @param appliedAt by the relay's clock, null before anything was applied
 * @param traceparent of the change that was applied, null outside of a trace
 */
public record RelayStanding(
        String relay,
        String region,
        boolean alive,
        @Nullable Instant lastHeartbeatAt,
        @Nullable Long leftAt,
        long appliedRevision,
        String appliedHead,
        long effectiveRevision,
        List<ApplyFailure> failures,
        @Nullable Instant appliedAt,
        @Nullable String traceparent) {
    public RelayStanding {
        failures = List.copyOf(failures);
    }
}
