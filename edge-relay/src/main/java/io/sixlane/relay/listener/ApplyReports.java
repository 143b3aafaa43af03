package io.sixlane.relay.listener;

import io.sixlane.configuration.accelerator.AcceleratorId;
import io.sixlane.configuration.image.AcceleratorRecord;
import io.sixlane.configuration.relay.RelayStatus.ApplyFailure;
import io.sixlane.relay.report.RelayMeters;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Tells what became of accelerators when it is news. Used by the reconciling thread alone. */
final class ApplyReports {
    private final ReconcileObserver observer;
    private final RelayMeters meters;
    private final InstantSource clock;
    private final Map<AcceleratorId, Said> said = new HashMap<>();

    private record Said(long revision, List<ApplyFailure> failures) {}

    ApplyReports(ReconcileObserver observer, RelayMeters meters, InstantSource clock) {
        this.observer = observer;
        this.meters = meters;
        this.clock = clock;
    }

    /**
     * @param timed whether it counts how long that took since the change
     */
    void tell(WantedListeners wanted, List<ApplyFailure> failures, boolean timed) {
        var accelerator = wanted.accelerator();
        var now = new Said(accelerator.revision(), failures);
        if (now.equals(said.put(accelerator.id(), now))) {
            return;
        }
        if (timed && failures.isEmpty()) {
            meters.applied(Duration.between(accelerator.occurredAt(), clock.instant()));
        }
        observer.applied(accelerator, failures);
    }

    /**
     * The accelerator has no address here any more.
     *
     * @param record as it is now; null when nothing is known of it
     */
    void tellGone(AcceleratorId id, @Nullable AcceleratorRecord record) {
        var told = said.remove(id) != null;
        if (record == null) {
            observer.forgotten(id);
        } else if (told) {
            observer.applied(record, List.of());
        }
    }
}
