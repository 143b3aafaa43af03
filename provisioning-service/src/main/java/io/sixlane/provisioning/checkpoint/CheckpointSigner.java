package io.sixlane.provisioning.checkpoint;

import io.micrometer.core.instrument.Counter;
import io.sixlane.configuration.log.CheckpointSeal;
import io.sixlane.configuration.log.RecordedEvent;
import io.sixlane.configuration.log.SignedCheckpoint;
import io.sixlane.provisioning.checkpoint.SealedEvents.Row;
import io.sixlane.provisioning.eventstore.LogPosition;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Makes checkpoints while it holds the lock. Signs only what extends the last signature, and leaves
 * out streams that were tampered with; looks at these again in case they are restored. Blocks; for
 * one thread.
 */
final class CheckpointSigner {
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(10);

    /** Time for which an event may seem to be ahead: a restored log is renumbered at a start. */
    private static final Duration AHEAD_PATIENCE = Duration.ofMinutes(1);

    /** Events of one stream that are looked at together. */
    private static final int MOST_MISSED = 100_000;

    private static final String AHEAD = "transactions";

    private final CheckpointProperties properties;
    private final CheckpointKey key;
    private final CheckpointState state;
    private final CheckpointTable table;
    private final Clock clock;
    private final Counter refused;
    private final LastSignature last;
    private final Set<String> leftOut = new HashSet<>();
    private CheckpointChain chain;
    private LogPosition cursor = LogPosition.START;
    private Instant signedAt;
    private Instant lookedAgainAt = Instant.MIN;
    private @Nullable Instant aheadSince;

    CheckpointSigner(
            CheckpointProperties properties,
            CheckpointKey key,
            CheckpointState state,
            CheckpointTable table,
            Clock clock,
            Counter refused) {
        this.properties = properties;
        this.key = key;
        this.state = state;
        this.table = table;
        this.clock = clock;
        this.refused = refused;
        this.last = new LastSignature(properties.keyFile());
        this.chain = new CheckpointChain(key, null);
        this.signedAt = clock.instant();
    }

    /**
     * Reads the signed checkpoints.
     *
     * @throws SigningRefusedException if it does not lead to the last signature
     */
    void open() throws SQLException {
        chain = new CheckpointChain(key, last.read().orElse(null));
        table.readAll(chain::accept);
        var unstored = chain.unstored();
        if (unstored.isPresent()) {
            refuseWithoutItsEvents(unstored.get());
            table.insert(unstored.get());
            chain.add(unstored.get());
        }
        chain.newest().ifPresent(last::write);
        chain.newest().ifPresent(newest -> signedAt = newest.at());
        cursor = table.end();
        table.revisions(cursor)
                .forEach(
                        (streamId, revision) -> {
                            var head = chain.head(streamId);
                            if (head == null || head.revision() < revision) {
                                leftOut.add(streamId);
                            }
                        });
    }

    /** A standby that was promoted may lack the events that were signed last. */
    private void refuseWithoutItsEvents(SignedCheckpoint unstored) throws SQLException {
        var missing = table.missing(unstored.heads());
        if (missing.isPresent()) {
            throw new SigningRefusedException(
                    "checkpoint %s was signed, but the log lacks revision %s of %s, which it covers: restore it, or remove the last signature if it is lost for a reason that you know"
                            .formatted(
                                    unstored.number(),
                                    missing.get().revision(),
                                    missing.get().streamId()));
        }
    }

    /** Returns whether there was something to sign, and it is stored. */
    boolean signNext() throws SQLException {
        var now = clock.instant();
        var lookAgain = !now.isBefore(lookedAgainAt.plus(LOOK_AGAIN));
        if (lookAgain) {
            lookedAgainAt = now;
            lookAhead(now);
        }
        var rows = due(now) ? table.after(cursor, properties.everyEvents()) : List.<Row>of();
        if (rows.isEmpty() && (!lookAgain || leftOut.isEmpty())) {
            return false;
        }
        var streams = rows.stream().map(Row::streamId).collect(Collectors.toSet());
        var again = lookAgain ? new TreeSet<>(leftOut) : new TreeSet<String>();
        streams.addAll(again);
        var events = new SealedEvents(chain, table.contradicted(streams));
        for (var streamId : again) {
            var head = chain.head(streamId);
            table.stream(streamId, head == null ? 0 : head.revision(), cursor, MOST_MISSED)
                    .forEach(events::accept);
        }
        rows.stream().filter(row -> isNext(row, lookAgain)).forEach(events::accept);
        if (!rows.isEmpty()) {
            cursor = new LogPosition(rows.getLast().xid(), rows.getLast().position());
        }
        note(events, again);
        if (events.heads().isEmpty()) {
            return false;
        }
        sign(events, now);
        return true;
    }

    /** An event of a stream that is left out waits until the stream is looked at again. */
    private boolean isNext(Row row, boolean lookAgain) {
        return lookAgain || !leftOut.contains(row.streamId());
    }

    private boolean due(Instant now) throws SQLException {
        var count = table.countAfter(cursor, properties.everyEvents());
        return count >= properties.everyEvents()
                || (count > 0 && !now.isBefore(signedAt.plus(properties.every())));
    }

    private void note(SealedEvents events, Set<String> again) {
        events.tampered()
                .forEach(
                        (streamId, problem) -> {
                            leftOut.add(streamId);
                            refused.increment();
                            state.report(streamId, problem);
                        });
        again.stream()
                .filter(streamId -> !events.tampered().containsKey(streamId))
                .filter(leftOut::remove)
                .forEach(state::solved);
    }

    private void sign(SealedEvents events, Instant now) throws SQLException {
        var newest = chain.newest();
        var checkpoint =
                CheckpointSeal.sign(
                        new SignedCheckpoint(
                                newest.map(SignedCheckpoint::number).orElse(0L) + 1,
                                cursor.xid(),
                                cursor.position(),
                                now.truncatedTo(ChronoUnit.MICROS),
                                newest.map(SignedCheckpoint::events).orElse(0L) + events.events(),
                                events.heads(),
                                newest.map(SignedCheckpoint::hash).orElse(RecordedEvent.NO_HASH),
                                key.id(),
                                "",
                                ""),
                        key.privateKey());
        // First beside the key: a checkpoint that is signed and not stored yet is stored at the
        // next start.
        last.write(checkpoint);
        table.insert(checkpoint);
        chain.add(checkpoint);
        signedAt = now;
    }

    private void lookAhead(Instant now) throws SQLException {
        var ahead = table.aheadOfTransactions();
        if (ahead.isEmpty()) {
            aheadSince = null;
            state.solved(AHEAD);
            return;
        }
        var since = aheadSince;
        if (since == null) {
            aheadSince = now;
        } else if (!now.isBefore(since.plus(AHEAD_PATIENCE))) {
            state.report(AHEAD, ahead.get());
        }
    }
}
