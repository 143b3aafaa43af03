package io.sixlane.relay.status;

import io.sixlane.configuration.accelerator.AcceleratorId;
import io.sixlane.configuration.image.AcceleratorRecord;
import io.sixlane.configuration.relay.RelayStatus.ApplyFailure;
import io.sixlane.relay.listener.ReconcileObserver;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** What was applied and Kafka does not have yet, at most one of each accelerator. */
@Component
final class AppliedRevisions implements ReconcileObserver {
    private final Map<AcceleratorId, Applied> waiting = new LinkedHashMap<>();
    private Runnable bell = () -> {};

    record Applied(AcceleratorRecord record, List<ApplyFailure> failures) {}

    @Override
    public void applied(AcceleratorRecord record, List<ApplyFailure> failures) {
        Runnable ring;
        synchronized (this) {
            waiting.put(record.id(), new Applied(record, List.copyOf(failures)));
            ring = bell;
        }
        ring.run();
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
