package io.sixlane.audit;

import io.sixlane.audit.source.EventTableSource;
import io.sixlane.audit.source.EventTableSource.Place;
import io.sixlane.audit.source.MessageSource;
import io.sixlane.audit.source.Progress;
import io.sixlane.audit.verify.Checkpoints;
import io.sixlane.audit.verify.EventChains;
import io.sixlane.audit.verify.Finding;
import io.sixlane.audit.verify.RelayHeads;
import io.sixlane.audit.verify.TableComparison;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** One verification, in steps: first the log, then its witnesses in any order. */
final class Verification {
    /**
     * What was found.
     *
     * @param events different ones in the log
     * @param checkpoint the newest, 0 for none
     * @param coveredEvents those that it covers
     * @param signaturesChecked whether a key was given
     * @param relayHeads how many were compared
     * @param tableRows how many were compared, 0 without a table
     * @param findings empty when all holds; the first is the first that showed
     */
    record Report(
            String log,
            long events,
            long streams,
            long duplicates,
            long checkpoint,
            long coveredEvents,
            boolean signaturesChecked,
            long relayHeads,
            long tableRows,
            List<Finding> findings) {}

    private final List<PublicKey> keys;
    private final Function<String, Progress> progress;
    private final List<Finding> findings = new ArrayList<>();
    private EventChains chains = new EventChains("");
    private long checkpoint;
    private long coveredEvents;
    private long relayHeads;
    private long tableRows;

    /**
     * @param keys that may have signed; none to leave signatures unchecked
     * @param progress by what is done
     */
    Verification(List<PublicKey> keys, Function<String, Progress> progress) {
        this.keys = List.copyOf(keys);
        this.progress = progress;
    }

    void log(MessageSource source) {
        chains = new EventChains(source.name());
        var missing = source.read(chains::accept, progress.apply("Verifying " + source.name()));
        if (missing > 0) {
            findings.add(
                    new Finding(
                            Finding.Kind.DROPPED,
                            source.name(),
                            "",
                            0,
                            0,
                            null,
                            null,
                            "its beginning was cut off: the first %d messages are gone"
                                    .formatted(missing)));
        }
        findings.addAll(chains.findings());
    }

    void checkpoints(MessageSource source) {
        var checkpoints = new Checkpoints(source.name(), chains, keys);
        var missing =
                source.read(checkpoints::accept, progress.apply("Comparing with " + source.name()));
        note(checkpoints);
        if (missing > 0) {
            findings.add(
                    new Finding(
                            Finding.Kind.CHECKPOINT,
                            source.name(),
                            "",
                            0,
                            0,
                            null,
                            null,
                            "its beginning was cut off: the first %d messages are gone"
                                    .formatted(missing)));
        }
    }

    void relays(MessageSource source) {
        var heads = new RelayHeads(chains);
        // The beginning of this topic ends with its retention; that is no finding.
        var _ = source.read(heads::accept, progress.apply("Comparing with " + source.name()));
        relayHeads = heads.heads();
        findings.addAll(heads.findings());
    }

    /**
     * @param unpublished as it was before the log was opened
     */
    void table(EventTableSource source, List<Place> unpublished) {
        var stored = new EventChains(source.name());
        var _ = source.read(stored::accept, progress.apply("Comparing with " + source.name()));
        tableRows = stored.events();
        findings.addAll(stored.findings());
        findings.addAll(new TableComparison(chains, stored, unpublished).findings(source.heads()));
        var checkpoints = new Checkpoints("table signed_checkpoint", stored, keys);
        source.readCheckpoints(checkpoints::accept);
        note(checkpoints);
    }

    Report report() {
        return new Report(
                chains.source(),
                chains.events(),
                chains.streams(),
                chains.duplicates(),
                checkpoint,
                coveredEvents,
                !keys.isEmpty(),
                relayHeads,
                tableRows,
                List.copyOf(findings));
    }

    private void note(Checkpoints checkpoints) {
        var newest = checkpoints.newest();
        if (newest != null && newest.number() > checkpoint) {
            checkpoint = newest.number();
            coveredEvents = newest.events();
        }
        findings.addAll(checkpoints.findings());
    }
}
