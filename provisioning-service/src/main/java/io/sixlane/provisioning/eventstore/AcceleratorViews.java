package io.sixlane.provisioning.eventstore;

import io.sixlane.configuration.accelerator.AcceleratorId;
import io.sixlane.configuration.image.AcceleratorImage;
import io.sixlane.configuration.image.AcceleratorRecord;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Accelerators as they are, as new as the log: written in the transaction of each append. */
public interface AcceleratorViews {
    /** Empty when there is none, or when it was deleted. */
    Mono<AcceleratorImage> find(AcceleratorId id);

    /** As {@link #find}, but says of a deleted one that it is gone. Empty when there was none. */
    Mono<AcceleratorRecord> record(AcceleratorId id);

    /**
     * An account's accelerators by id.
     *
     * @param after the last one of the page before; null for the first page
     * @param limit at most this many
     */
    Flux<AcceleratorImage> page(String account, @Nullable AcceleratorId after, int limit);
}
