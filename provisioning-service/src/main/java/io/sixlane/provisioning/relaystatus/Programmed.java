package io.sixlane.provisioning.relaystatus;

import io.sixlane.configuration.relay.RelayStatus.ApplyFailure;
import java.time.Instant;
import java.util.List;

/**
 * How far one relay is with one accelerator.
 *
 * @param observedRevision the newest revision of the accelerator that the relay has applied
 * @param head the hash of the event at that revision, 64 zeros when it is not known
 * @param alive whether its last heartbeat is less than 10 s old
 * @param failures what does not run as wanted at that revision; empty when all does
 * @param at when the relay applied it, by the relay's clock
 */
public record Programmed(
        String relay,
        String region,
        long observedRevision,
        String head,
        boolean alive,
        List<ApplyFailure> failures,
        Instant at) {
    public Programmed {
        failures = List.copyOf(failures);
    }
}
