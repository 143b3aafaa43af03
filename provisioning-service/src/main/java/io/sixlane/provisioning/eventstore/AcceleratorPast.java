package io.sixlane.provisioning.eventstore;

import io.sixlane.configuration.accelerator.AcceleratorId;
import io.sixlane.configuration.image.AcceleratorRecord;
import java.time.Instant;
import reactor.core.publisher.Mono;

/**
 * Past accelerators, folded from the log. The cost does not depend on the length of the history,
 * because folding begins at a snapshot.
 */
public interface AcceleratorPast {
    /** The accelerator at a revision; empty when that does not exist yet. */
    Mono<AcceleratorRecord> at(AcceleratorId id, long revision);

    /**
     * The accelerator before the first event after {@code time}; empty when it did not exist yet.
     */
    Mono<AcceleratorRecord> at(AcceleratorId id, Instant time);
}
