package io.sixlane.provisioning.eventstore;

import io.sixlane.configuration.log.Actor;
import java.time.Instant;
import java.util.List;

/**
 * Appends that happen together or not at all.
 *
 * @param occurredAt recorded in microseconds; finer digits are cut off
 * @param appends at most one for each stream
 * @param dryRun whether the event store checks the change and writes nothing
 * @param observer follows the append
 */
public record Change(
        Actor actor,
        Instant occurredAt,
        List<Append> appends,
        boolean dryRun,
        AppendObserver observer) {
    /** A change that is written and has no observer. */
    public Change(Actor actor, Instant occurredAt, List<Append> appends) {
        this(actor, occurredAt, appends, false, AppendObserver.NONE);
    }

    public Change {
        appends = List.copyOf(appends);
        if (appends.stream().map(Append::streamId).distinct().count() != appends.size()) {
            throw new IllegalArgumentException(
                    "a change has one append for each stream, had "
                            + appends.stream().map(Append::streamId).toList());
        }
    }

    /** Whether it changes one accelerator, which keeps its ports, and nothing follows it. */
    public boolean isOneStatement() {
        if (appends.size() != 1 || observer != AppendObserver.NONE || dryRun) {
            return false;
        }
        var decided = appends.getFirst().decided();
        return decided != null && !PortClaims.areMoved(decided.before(), decided.after());
    }
}
