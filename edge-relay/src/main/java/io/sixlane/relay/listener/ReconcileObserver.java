package io.sixlane.relay.listener;

import io.sixlane.configuration.image.AcceleratorRecord;
import io.sixlane.configuration.relay.RelayStatus.ApplyFailure;
import java.util.List;

/** Hears what became of an accelerator, each time that differs from what was said before. */
public interface ReconcileObserver {
    /** On the reconciling thread: must not wait. */
    void applied(AcceleratorRecord record, List<ApplyFailure> failures);
}
