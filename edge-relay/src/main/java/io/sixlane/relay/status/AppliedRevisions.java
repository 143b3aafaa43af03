package io.sixlane.relay.status;

import io.sixlane.configuration.accelerator.AcceleratorId;
import io.sixlane.configuration.image.AcceleratorRecord;
import io.sixlane.configuration.image.AcceleratorRemoved;
import io.sixlane.configuration.log.RecordedEvent;
import io.sixlane.configuration.relay.RelayStatus.ApplyFailure;
import io.sixlane.relay.listener.ReconcileObserver;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Applied revisions that Kafka does not have yet, at most one per accelerator. */
@Component
public final class AppliedRevisions implements ReconcileObserver {
    /** Records of other regions bring traces that are never published. */
    private static final int MOST_TRACES = 10_000;

    /** Records that this relay cannot read, of accelerators that may be gone. */
    private static final int MOST_UNREAD = 10_000;

    private final Map<AcceleratorId, Applied> waiting = new LinkedHashMap<>();
    private final Map<AcceleratorId, Long> effective = new HashMap<>();
    private final LinkedHashMap<AcceleratorId, Trace> traces = new LinkedHashMap<>();
    private final LinkedHashMap<AcceleratorId, Unread> unread = new LinkedHashMap<>();
    private Runnable observer = () -> {};

    private record Trace(long revision, String traceparent) {}

    private record Unread(long revision, ApplyFailure failure) {}

    /**
     * @param effectiveRevision the last revision that runs whole in this process, 0 for none
     * @param traceparent the W3C trace context that came with the record, null without one
     */
    record Applied(
            AcceleratorId id,
            long revision,
            String head,
            List<ApplyFailure> failures,
            long effectiveRevision,
            @Nullable String traceparent) {}

    /** Called before the record is reconciled. */
    public synchronized void traced(AcceleratorId id, long revision, String traceparent) {
        traces.put(id, new Trace(revision, traceparent));
        if (traces.size() > MOST_TRACES) {
            traces.pollFirstEntry();
        }
    }

    @Override
    public void applied(AcceleratorRecord record, List<ApplyFailure> failures) {
        Runnable added;
        synchronized (this) {
            waiting.put(
                    record.id(),
                    new Applied(
                            record.id(),
                            record.revision(),
                            record.head(),
                            withUnread(record, failures),
                            effectiveRevision(record, failures),
                            traceOf(record)));
            added = observer;
        }
        added.run();
    }

    @Override
    public synchronized void forgotten(AcceleratorId id) {
        effective.remove(id);
        traces.remove(id);
        unread.remove(id);
    }

    /**
     * Reports a record of the accelerator that this relay does not understand, until it has applied
     * this revision or a later one.
     *
     * @param revision 0 when it is not known
     * @param held what the relay continues with; null when it has nothing
     */
    public void notUnderstood(
            AcceleratorId id, long revision, String reason, @Nullable AcceleratorRecord held) {
        Runnable added;
        synchronized (this) {
            var failure = new ApplyFailure(null, reason);
            var revisionHeld = held == null ? 0 : held.revision();
            unread.put(id, new Unread(Math.max(revision, revisionHeld + 1), failure));
            if (unread.size() > MOST_UNREAD) {
                unread.pollFirstEntry();
            }
            waiting.put(
                    id,
                    new Applied(
                            id,
                            revisionHeld,
                            held == null ? RecordedEvent.NO_HASH : held.head(),
                            List.of(failure),
                            effective.getOrDefault(id, 0L),
                            null));
            added = observer;
        }
        added.run();
    }

    private List<ApplyFailure> withUnread(AcceleratorRecord record, List<ApplyFailure> failures) {
        var newer = unread.get(record.id());
        if (newer == null || newer.revision() <= record.revision()) {
            unread.remove(record.id());
            return List.copyOf(failures);
        }
        return Stream.concat(failures.stream(), Stream.of(newer.failure())).toList();
    }

    private long effectiveRevision(AcceleratorRecord record, List<ApplyFailure> failures) {
        if (failures.isEmpty()) {
            effective.put(record.id(), record.revision());
        }
        var revision = effective.getOrDefault(record.id(), 0L);
        if (record instanceof AcceleratorRemoved) {
            effective.remove(record.id());
        }
        return revision;
    }

    private @Nullable String traceOf(AcceleratorRecord record) {
        var trace = traces.get(record.id());
        return trace != null && trace.revision() == record.revision() ? trace.traceparent() : null;
    }

    /** Runs {@code observer} at each addition; it must not block. */
    synchronized void onApplied(Runnable observer) {
        this.observer = observer;
    }

    synchronized List<Applied> take() {
        var taken = List.copyOf(waiting.values());
        waiting.clear();
        return taken;
    }

    /** Returns an entry, unless a newer one was added meanwhile. */
    synchronized void giveBack(Applied applied) {
        waiting.putIfAbsent(applied.id(), applied);
    }
}
