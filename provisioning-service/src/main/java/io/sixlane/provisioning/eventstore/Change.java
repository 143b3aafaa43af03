package io.sixlane.provisioning.eventstore;

import io.sixlane.configuration.log.Actor;
import java.time.Instant;
import java.util.List;

/**
 * Appends that happen together or not at all.
 *
 * @param occurredAt recorded in microseconds; what is finer is cut off
 * @param appends at most one for each stream
 */
public record Change(Actor actor, Instant occurredAt, List<Append> appends) {
    public Change {
        appends = List.copyOf(appends);
        if (appends.stream().map(Append::streamId).distinct().count() != appends.size()) {
            throw new IllegalArgumentException(
                    "a change has one append for each stream, had "
                            + appends.stream().map(Append::streamId).toList());
        }
    }
}
