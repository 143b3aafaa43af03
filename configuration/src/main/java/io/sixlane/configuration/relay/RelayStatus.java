package io.sixlane.configuration.relay;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.sixlane.configuration.accelerator.AcceleratorId;
import io.sixlane.configuration.accelerator.ListenerId;
import java.time.Instant;
import java.util.List;

/** What a relay says of itself. */
@JsonTypeInfo(use = JsonTypeInfo.Id.SIMPLE_NAME, property = "type")
public sealed interface RelayStatus {
    String relayId();

    Instant at();

    /**
     * Said every few seconds.
     *
     * @param incarnation when this process started; a later one outdates what an earlier one
     *     applied
     * @param path the forwarding path in use, for example "portable"
     * @param accelerators how many it serves
     * @param activeConnections open relayed connections
     */
    record Heartbeat(
            String relayId,
            String region,
            Instant incarnation,
            Instant at,
            String path,
            int accelerators,
            int listeners,
            long activeConnections,
            String source)
            implements RelayStatus {}

    /**
     * Said each time an accelerator was reconciled.
     *
     * @param revision the revision that was applied, as far as {@code failures} does not say
     *     otherwise
     * @param head the hash of the event at that revision
     * @param failures empty when every listener of this relay's region runs as wanted
     */
    record AcceleratorApplied(
            String relayId,
            String region,
            Instant incarnation,
            Instant at,
            AcceleratorId acceleratorId,
            long revision,
            String head,
            List<ApplyFailure> failures)
            implements RelayStatus {
        public AcceleratorApplied {
            failures = List.copyOf(failures);
        }
    }

    /** What a relay could not do, in words: {@code cannot bind [::1]:80: address in use}. */
    record ApplyFailure(ListenerId listenerId, String reason) {}
}
