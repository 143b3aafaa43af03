package io.sixlane.provisioning.relaystatus;

import io.sixlane.configuration.relay.RelayStatus;
import io.sixlane.configuration.relay.RelayStatus.AcceleratorApplied;
import io.sixlane.configuration.relay.RelayStatus.AcceleratorHealth;
import io.sixlane.configuration.relay.RelayStatus.Heartbeat;
import io.sixlane.configuration.relay.RelayStatus.ProbeMeasured;
import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * A status, and its message.
 *
 * @param message whose value is not null
 */
record StatusMessage(ConsumerRecord<byte[], byte[]> message, RelayStatus status) {
    /** When the broker appended it to the topic. */
    Instant receivedAt() {
        return Instant.ofEpochMilli(message.timestamp());
    }

    Instant incarnation() {
        return switch (status) {
            case Heartbeat reported -> reported.incarnation();
            case AcceleratorApplied reported -> reported.incarnation();
            case AcceleratorHealth reported -> reported.incarnation();
            case ProbeMeasured reported -> reported.incarnation();
        };
    }

    /** This message as if a process with that incarnation had published it. */
    StatusMessage of(Instant incarnation) {
        return new StatusMessage(
                message,
                switch (status) {
                    case Heartbeat reported -> of(reported, incarnation);
                    case AcceleratorApplied reported -> of(reported, incarnation);
                    case AcceleratorHealth reported -> of(reported, incarnation);
                    case ProbeMeasured reported -> reported; // of one process by its probe
                });
    }

    private static Heartbeat of(Heartbeat reported, Instant incarnation) {
        return new Heartbeat(
                reported.relayId(),
                reported.region(),
                incarnation,
                reported.at(),
                reported.path(),
                reported.accelerators(),
                reported.listeners(),
                reported.connectionsActive(),
                reported.source(),
                reported.connectionsByRevision(),
                reported.connectionsByListener(),
                reported.lane(),
                reported.draining());
    }

    private static AcceleratorApplied of(AcceleratorApplied reported, Instant incarnation) {
        return new AcceleratorApplied(
                reported.relayId(),
                reported.region(),
                incarnation,
                reported.at(),
                reported.acceleratorId(),
                reported.revision(),
                reported.head(),
                reported.failures(),
                reported.effectiveRevision(),
                reported.traceparent());
    }

    private static AcceleratorHealth of(AcceleratorHealth reported, Instant incarnation) {
        return new AcceleratorHealth(
                reported.relayId(),
                reported.region(),
                incarnation,
                reported.at(),
                reported.acceleratorId(),
                reported.endpoints(),
                reported.part(),
                reported.parts());
    }
}
