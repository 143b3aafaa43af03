package io.sixlane.provisioning.relaystatus;

import io.sixlane.configuration.relay.RelayStatus;
import io.sixlane.configuration.relay.RelayStatus.AcceleratorApplied;
import io.sixlane.configuration.relay.RelayStatus.AcceleratorHealth;
import io.sixlane.configuration.relay.RelayStatus.Heartbeat;
import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * A status, and the message it came with.
 *
 * @param message whose value is not null
 */
record StatusMessage(ConsumerRecord<byte[], byte[]> message, RelayStatus status) {
    /** When the broker appended it to the topic. */
    Instant heardAt() {
        return Instant.ofEpochMilli(message.timestamp());
    }

    Instant incarnation() {
        return switch (status) {
            case Heartbeat said -> said.incarnation();
            case AcceleratorApplied said -> said.incarnation();
            case AcceleratorHealth said -> said.incarnation();
        };
    }

    /** The same, said by a process of that incarnation. */
    StatusMessage of(Instant incarnation) {
        return new StatusMessage(
                message,
                switch (status) {
                    case Heartbeat said -> of(said, incarnation);
                    case AcceleratorApplied said -> of(said, incarnation);
                    case AcceleratorHealth said -> of(said, incarnation);
                });
    }

    private static Heartbeat of(Heartbeat said, Instant incarnation) {
        return new Heartbeat(
                said.relayId(),
                said.region(),
                incarnation,
                said.at(),
                said.path(),
                said.accelerators(),
                said.listeners(),
                said.connectionsActive(),
                said.source(),
                said.connectionsByRevision(),
                said.connectionsByListener(),
                said.lane());
    }

    private static AcceleratorApplied of(AcceleratorApplied said, Instant incarnation) {
        return new AcceleratorApplied(
                said.relayId(),
                said.region(),
                incarnation,
                said.at(),
                said.acceleratorId(),
                said.revision(),
                said.head(),
                said.failures(),
                said.effectiveRevision(),
                said.traceparent());
    }

    private static AcceleratorHealth of(AcceleratorHealth said, Instant incarnation) {
        return new AcceleratorHealth(
                said.relayId(),
                said.region(),
                incarnation,
                said.at(),
                said.acceleratorId(),
                said.endpoints(),
                said.part(),
                said.parts());
    }
}
