package io.sixlane.provisioning.relaystatus;

import io.sixlane.configuration.image.AcceleratorRecord;
import io.sixlane.configuration.log.RecordedEvent;

import java.util.Optional;

/**
 * Whether a relay holds what is not in the log, as it does after the log was restored to an earlier
 * moment: it then ignores changes until they reach a revision that is new to it. Pure.
 */
public final class Divergence {
    private Divergence() {}

    /**
     * @param revision that the relay applied, 0 for none
     * @param head the hash of the event at that revision, as the relay says; 64 zeros when it is
     *     not known
     * @param logged the accelerator as the log has it, read after the relay's word: a fresh change
     *     must not look like one that is not there
     * @return what is wrong, in words; empty when the relay holds what the log says or said earlier
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
