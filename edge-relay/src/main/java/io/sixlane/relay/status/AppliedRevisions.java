package io.sixlane.relay.status;

import io.sixlane.configuration.accelerator.AcceleratorId;
import io.sixlane.configuration.image.AcceleratorRecord;
import io.sixlane.configuration.image.AcceleratorRemoved;
import io.sixlane.configuration.relay.RelayStatus.ApplyFailure;
import io.sixlane.relay.listener.ReconcileObserver;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What was applied and Kafka does not have yet, at most one of each accelerator. */
@Component
public final class AppliedRevisions implements ReconcileObserver {
    /** Records of other regions bring traces that nobody asks for. */
    private static final int MOST_TRACES = 10_000;

    private final Map<AcceleratorId, Applied> waiting = new LinkedHashMap<>();
    private final Map<AcceleratorId, Long> effective = new HashMap<>();
    private final LinkedHashMap<AcceleratorId, Trace> traces = new LinkedHashMap<>();
    private Runnable bell = () -> {};

    private record Trace(long revision, String traceparent) {}

    /**
     * @param effectiveRevision the last revision that runs whole in this process, 0 for none
     * @param traceparent the W3C trace context that came with the record, null without one
     */
    record Applied(
            AcceleratorRecord record,
            List<ApplyFailure> failures,
            long effectiveRevision,
            @Nullable String traceparent) {}

    /** Said before the record is reconciled. */
    public synchronized void traced(AcceleratorId id, long revision, String traceparent) {
        traces.put(id, new Trace(revision, traceparent));
        if (traces.size() > MOST_TRACES) {
            traces.pollFirstEntry();
        }
    }

    @Override
    public void applied(AcceleratorRecord record, List<ApplyFailure> failures) {
        Runnable ring;
        synchronized (this) {
            waiting.put(
                    record.id(),
                    new Applied(
                            record,
                            List.copyOf(failures),
                            effectiveRevision(record, failures),
                            traceOf(record)));
            ring = bell;
        }
        ring.run();
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

    /** {@code bell} is rung at each addition; it must not wait. */
    synchronized void ringAt(Runnable bell) {
        this.bell = bell;
    }

    synchronized List<Applied> take() {
        var taken = List.copyOf(waiting.values());
        waiting.clear();
        return taken;
    }

    /** Back, unless something newer came meanwhile. */
    synchronized void giveBack(Applied applied) {
        waiting.putIfAbsent(applied.record().id(), applied);
    }
}
