package io.sixlane.provisioning.eventstore;

import io.sixlane.configuration.accelerator.AcceleratorId;
import io.sixlane.configuration.image.AcceleratorImage;
import io.sixlane.configuration.image.AcceleratorRecord;
import java.util.List;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** Accelerators as they are, as new as the log: written in the transaction of each append. */
public interface AcceleratorViews {
    /** Empty when there is none, or when it is deleted. */
    Mono<AcceleratorImage> find(AcceleratorId id);

    /**
     * Like {@link #find}; an error signal when a later version wrote data that a change would lose.
     */
    Mono<AcceleratorImage> findWhole(AcceleratorId id);

    /** Like {@link #find}, deleted ones included. Empty when there was none. */
    Mono<AcceleratorRecord> record(AcceleratorId id);

    /**
     * The accelerators of a search by id. Large ones make a slice shorter, to bound its memory; the
     * first one always fits.
     *
     * @param after the last one of the slice before; null for the first slice
     * @param limit at most this many
     */
    Mono<Slice> page(AcceleratorSearch search, @Nullable AcceleratorId after, int limit);

    /**
     * @param more whether there are accelerators after these
     */
    record Slice(List<AcceleratorImage> images, boolean more) {
        public Slice {
            images = List.copyOf(images);
        }
    }
}
