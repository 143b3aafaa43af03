package io.sixlane.relay.listener;

import io.sixlane.configuration.accelerator.AcceleratorId;
import io.sixlane.configuration.image.AcceleratorRecord;
import io.sixlane.configuration.relay.RelayStatus.ApplyFailure;
import java.util.List;

/** Receives what became of an accelerator, each time that it differs from the last report. */
public interface ReconcileObserver {
    /** Called on the reconciling thread; must not block. */
    void applied(AcceleratorRecord record, List<ApplyFailure> failures);

    /** The image holds nothing of the accelerator any more. On the reconciling thread. */
    default void forgotten(AcceleratorId id) {}
}
