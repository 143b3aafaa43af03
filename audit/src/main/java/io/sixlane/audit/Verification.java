package io.sixlane.audit;

import io.sixlane.audit.source.EventTableSource;
import io.sixlane.audit.source.EventTableSource.Place;
import io.sixlane.audit.source.MessageSource;
import io.sixlane.audit.source.Progress;
import io.sixlane.audit.verify.Checkpoints;
import io.sixlane.audit.verify.EventChains;
import io.sixlane.audit.verify.ExpectedCheckpoint;
import io.sixlane.audit.verify.Finding;
import io.sixlane.audit.verify.RelayHeads;
import io.sixlane.audit.verify.SignedProof;
import io.sixlane.audit.verify.TableComparison;
import io.sixlane.configuration.log.SignedCheckpoint;
import io.sixlane.configuration.relay.RelayStatus.AcceleratorApplied;
import java.security.PublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One verification, in steps: first the log, then its witnesses in any order. */
final class Verification {
    /**
     * The result of a verification.
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
    private final List<Finding> ofLog = new ArrayList<>();
    private final List<Finding> ofTable = new ArrayList<>();
    private final List<Finding> ofProof = new ArrayList<>();
    private @Nullable Checkpoints checkpoints;
    private @Nullable Checkpoints tableCheckpoints;
    private EventChains chains = new EventChains("");
    private RelayHeads heads = new RelayHeads(chains);
    private long checkpoint;
    private long coveredEvents;
    private long tableRows;

    /**
     * @param keys that may have signed; none to leave signatures unchecked
     * @param progress by part done
     */
    Verification(List<PublicKey> keys, Function<String, Progress> progress) {
        this.keys = List.copyOf(keys);
        this.progress = progress;
    }

    void log(MessageSource source) {
        chains = new EventChains(source.name());
        heads = new RelayHeads(chains);
        var missing = source.read(chains::accept, progress.apply("Verifying " + source.name()));
        if (missing > 0) {
            ofLog.add(
                    new Finding(
                            Finding.Kind.DROPPED,
                            source.name(),
                            "",
                            0,
                            0,
                            null,
                            null,
                            "its beginning was cut off: the first %s messages are gone"
                                    .formatted(missing)));
        }
    }

    void checkpoints(MessageSource source) {
        var published = new Checkpoints(source.name(), chains, keys);
        published.cutOff(
                source.read(published::accept, progress.apply("Comparing with " + source.name())));
        checkpoints = published;
        note(published);
    }

    void relays(MessageSource source) {
        // The beginning of this topic ends with its retention; that is no finding.
        var _ = source.read(heads::accept, progress.apply("Comparing with " + source.name()));
    }

    /** Relay statuses from the service's table, read before the log was opened. */
    void relays(List<AcceleratorApplied> noted) {
        noted.forEach(heads::accept);
    }

    /**
     * How long to read on while a witness saw events that the log lacks at its end: the log may be
     * a moment behind its readers.
     */
    void readOn(MessageSource source, Duration patience) {
        var endNanos = System.nanoTime() + patience.toNanos();
        var grows = true;
        while (grows && isAhead() && endNanos - System.nanoTime() > 0) {
            grows = source.readOn(chains::accept);
        }
    }

    private boolean isAhead() {
        return heads.isAhead() || (checkpoints != null && checkpoints.isAhead());
    }

    /**
     * @param unpublished as it was before the log was opened
     */
    void table(EventTableSource source, List<Place> unpublished) {
        var stored = new EventChains(source.name());
        var _ = source.read(stored::accept, progress.apply("Comparing with " + source.name()));
        tableRows = stored.events();
        ofTable.addAll(stored.findings());
        ofTable.addAll(new TableComparison(chains, stored, unpublished).findings(source.heads()));
        var made = new Checkpoints("table signed_checkpoint", stored, keys);
        source.readCheckpoints(made::accept);
        note(made);
        tableCheckpoints = made;
        ofTable.addAll(made.findings());
    }

    /**
     * Called after all sources were read.
     *
     * @param expected checkpoints that an auditor wrote down
     * @param maxAge of an event that no checkpoint covers and of the newest checkpoint; null unless
     *     the caller set it
     */
    void prove(List<ExpectedCheckpoint> expected, @Nullable Duration maxAge, Instant now) {
        var sources = Stream.of(checkpoints, tableCheckpoints).filter(Objects::nonNull).toList();
        var proof = new SignedProof(chains, sources);
        proof.agree();
        expected.forEach(proof::expect);
        if (!keys.isEmpty()) {
            proof.complete(maxAge, now);
        }
        ofProof.addAll(proof.findings());
    }

    /** The newest checkpoint that is whole, of those that the log was held against. */
    Optional<SignedCheckpoint> newest() {
        return Optional.ofNullable(checkpoints).map(Checkpoints::newest);
    }

    Report report() {
        var findings = new ArrayList<>(ofLog);
        if (chains.events() == 0) {
            findings.add(
                    new Finding(
                            Finding.Kind.NOTHING,
                            chains.source(),
                            "",
                            0,
                            -1,
                            null,
                            null,
                            "there is no event: nothing was verified"));
        }
        findings.addAll(chains.findings());
        if (checkpoints != null) {
            findings.addAll(checkpoints.findings());
        }
        findings.addAll(heads.findings());
        findings.addAll(ofTable);
        findings.addAll(ofProof);
        return new Report(
                chains.source(),
                chains.events(),
                chains.streams(),
                chains.duplicates(),
                checkpoint,
                coveredEvents,
                !keys.isEmpty(),
                heads.heads(),
                tableRows,
                List.copyOf(findings));
    }

    private void note(Checkpoints checkpoints) {
        var newest = checkpoints.newest();
        if (newest != null && newest.number() > checkpoint) {
            checkpoint = newest.number();
            coveredEvents = newest.events();
        }
    }
}
