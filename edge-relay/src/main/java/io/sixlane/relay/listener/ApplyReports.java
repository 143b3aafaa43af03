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

/** Reports what became of accelerators, if it changed. Used by the reconciling thread alone. */
final class ApplyReports {
    private final ReconcileObserver observer;
    private final RelayMeters meters;
    private final InstantSource clock;
    private final Map<AcceleratorId, Report> reported = new HashMap<>();

    private record Report(long revision, List<ApplyFailure> failures) {}

    ApplyReports(ReconcileObserver observer, RelayMeters meters, InstantSource clock) {
        this.observer = observer;
        this.meters = meters;
        this.clock = clock;
    }

    /**
     * @param timed whether the time since the change counts
     */
    void applied(WantedPorts wanted, List<ApplyFailure> failures, boolean timed) {
        var accelerator = wanted.accelerator();
        var now = new Report(accelerator.revision(), failures);
        if (now.equals(reported.get(accelerator.id()))) {
            return;
        }
        if (timed && failures.isEmpty()) {
            meters.applied(Duration.between(accelerator.occurredAt(), clock.instant()));
        }
        observer.applied(accelerator, failures);
        reported.put(accelerator.id(), now);
    }

    /**
     * The accelerator has no address here any more.
     *
     * @param record the current one; null when there is none
     */
    void removed(AcceleratorId id, @Nullable AcceleratorRecord record) {
        if (record == null) {
            observer.forgotten(id);
        } else if (reported.containsKey(id)) {
            observer.applied(record, List.of());
        }
        reported.remove(id);
    }
}
