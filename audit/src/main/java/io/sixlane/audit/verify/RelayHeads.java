package io.sixlane.audit.verify;

import io.sixlane.audit.source.RawMessage;
import io.sixlane.configuration.json.ConfigurationJson;
import io.sixlane.configuration.log.StreamHead;
import io.sixlane.configuration.relay.RelayStatus;
import io.sixlane.configuration.relay.RelayStatus.AcceleratorApplied;
import java.util.List;

/** The revisions that relays reported as applied, which no writer of the log can take back. */
public final class RelayHeads {
    private final HeadWitness witness;

    public RelayHeads(EventChains chains) {
        this.witness = new HeadWitness(chains);
    }

    /** A message of the status topic; what cannot be read testifies nothing. */
    public void accept(RawMessage message) {
        RelayStatus status;
        try {
            status = ConfigurationJson.read(message.json(), RelayStatus.class);
        } catch (IllegalArgumentException _) {
            return;
        }
        if (status instanceof AcceleratorApplied applied) {
            accept(applied);
        }
    }

    /** Accepts a status as the service stored it. */
    public void accept(AcceleratorApplied applied) {
        witness.testify(
                applied.relayId(),
                new StreamHead(applied.acceleratorId().text(), applied.revision(), applied.head()));
    }

    /** Whether a relay saw events that the log lacks at its end. */
    public boolean isAhead() {
        return witness.isAhead();
    }

    /** How many were compared. */
    public long heads() {
        return witness.heads();
    }

    public List<Finding> findings() {
        return witness.findings();
    }
}
