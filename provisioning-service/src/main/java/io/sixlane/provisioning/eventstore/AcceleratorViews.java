package io.sixlane.provisioning.eventstore;

import io.sixlane.configuration.accelerator.AcceleratorId;
import io.sixlane.configuration.image.AcceleratorImage;
import io.sixlane.configuration.image.AcceleratorRecord;
import reactor.core.publisher.Mono;

/** Accelerators as they are, as new as the log: written in the transaction of each append. */
public interface AcceleratorViews {
    /** Empty when there is none, or when it is deleted. */
    Mono<AcceleratorImage> find(AcceleratorId id);

    /**
     * Like {@link #find}; an error signal when a later version wrote data that a change would lose,
     * or the last event, which the change might contradict.
     */
    Mono<AcceleratorImage> findWhole(AcceleratorId id);

    /** Like {@link #find}, deleted ones included. Empty when there was none. */
    Mono<AcceleratorRecord> record(AcceleratorId id);
}
