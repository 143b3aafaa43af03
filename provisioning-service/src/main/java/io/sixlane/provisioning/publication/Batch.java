package io.sixlane.provisioning.publication;

import io.sixlane.provisioning.eventstore.LogPosition;
import java.util.List;

/**
 * Messages that are published together.
 *
 * @param events in the order of the log
 * @param records one for each accelerator that {@code events} are about, at least as new as they
 *     are
 * @param end the place of the last event
 */
record Batch(List<StoredMessage> events, List<StoredMessage> records, LogPosition end) {
    /** How many of them this version does not understand. */
    long unreadable() {
        return events.stream().filter(StoredMessage::isUnreadable).count()
                + records.stream().filter(StoredMessage::isUnreadable).count();
    }
}
