package io.sixlane.relay.report;

import io.sixlane.configuration.accelerator.AcceleratorId;
import io.sixlane.configuration.relay.RelayStatus.AdmittedConnections;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.stereotype.Component;

/**
 * How many open connections each revision of each accelerator admitted: they keep what it set for
 * them. Safe for several threads.
 */
@Component
public final class AdmittedRevisions {
    private final Map<AcceleratorId, Map<Long, Count>> accelerators = new ConcurrentHashMap<>();

    /** The count of one revision. */
    public static final class Count {
        /** A forgotten count: no connection may enter any more. */
        private static final int RETIRED = -1;

        private final AtomicInteger open = new AtomicInteger();

        private boolean tryEnter() {
            while (true) {
                var now = open.get();
                if (now == RETIRED) {
                    return false;
                }
                if (open.compareAndSet(now, now + 1)) {
                    return true;
                }
            }
        }

        /** Called once for each {@link AdmittedRevisions#enter}. */
        public void leave() {
            open.decrementAndGet();
        }
    }

    /** Counts one more open connection, until it leaves. */
    public Count enter(AcceleratorId id, long revision) {
        while (true) {
            var count =
                    accelerators
                            .computeIfAbsent(id, _ -> new ConcurrentHashMap<>())
                            .computeIfAbsent(revision, _ -> new Count());
            if (count.tryEnter()) {
                return count;
            }
            retire(id, revision, count);
        }
    }

    /** Every revision that has open connections, in no order; the others are forgotten. */
    public List<AdmittedConnections> open() {
        var found = new ArrayList<AdmittedConnections>();
        accelerators.forEach(
                (id, revisions) ->
                        revisions.forEach(
                                (revision, count) -> {
                                    var open = count.open.get();
                                    if (open > 0) {
                                        found.add(new AdmittedConnections(id, revision, open));
                                    } else if (count.open.compareAndSet(0, Count.RETIRED)) {
                                        retire(id, revision, count);
                                    }
                                }));
        return found;
    }

    /** Like {@link #open}, limited to the {@code count} revisions with the most connections. */
    public List<AdmittedConnections> most(int count) {
        return open().stream()
                .sorted(Comparator.comparingInt(AdmittedConnections::connections).reversed())
                .limit(count)
                .toList();
    }

    private void retire(AcceleratorId id, long revision, Count count) {
        accelerators.computeIfPresent(
                id,
                (_, revisions) -> {
                    revisions.remove(revision, count);
                    return revisions.isEmpty() ? null : revisions;
                });
    }
}
