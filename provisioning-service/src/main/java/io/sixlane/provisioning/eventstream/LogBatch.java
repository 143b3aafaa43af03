package io.sixlane.provisioning.eventstream;

import io.sixlane.provisioning.eventstore.LogPosition;
import io.sixlane.provisioning.eventstream.StreamedEvent.Changed;
import java.util.List;

/**
 * A part of the log without a gap.
 *
 * @param from the position that it follows
 * @param to the position of its last event
 * @param events of all accounts, in order
 * @param held whether events follow that wait for a transaction that is still open
 */
record LogBatch(LogPosition from, LogPosition to, List<Owned> events, boolean held) {
    LogBatch {
        events = List.copyOf(events);
    }

    /** An event, its place, and the account whose resource it is about. */
    record Owned(LogPosition at, String account, Changed event) {}

    static LogBatch empty(LogPosition at) {
        return new LogBatch(at, at, List.of(), false);
    }

    boolean isEmpty() {
        return events.isEmpty();
    }

    List<Owned> of(String account) {
        return events.stream().filter(event -> event.account().equals(account)).toList();
    }
}
