package io.sixlane.provisioning.relaystatus;

import io.sixlane.configuration.image.AcceleratorRecord;
import io.sixlane.configuration.log.RecordedEvent;
import java.util.Optional;

/**
 * Finds relays that hold events outside the log, as after the log was restored to an earlier
 * moment: such a relay ignores changes until their revision is new to it. Pure.
 */
final class Divergence {
    private Divergence() {}

    /**
     * @param revision that the relay applied, 0 for none
     * @param head the hash of the event at that revision, as the relay reports it; 64 zeros when
     *     unknown
     * @param logged the accelerator in the log, read after the relay's status: a fresh change must
     *     not look like a missing one
     * @return one sentence for people; empty when the relay holds a state of the log, present or
     *     past
     */
    public static Optional<String> of(long revision, String head, AcceleratorRecord logged) {
        if (revision > logged.revision()) {
            return Optional.of(
                    "the relay is at revision %s and the log ends at %s: it ignores changes up to revision %s"
                            .formatted(revision, logged.revision(), revision));
        }
        var differs =
                revision == logged.revision()
                        && !head.equals(RecordedEvent.NO_HASH)
                        && !head.equals(logged.head());
        return differs
                ? Optional.of(
                        "the relay has another revision %s than the log: it ignores changes up to it"
                                .formatted(revision))
                : Optional.empty();
    }
}
