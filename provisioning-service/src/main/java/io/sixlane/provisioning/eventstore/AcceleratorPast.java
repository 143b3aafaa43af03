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
    /** At a revision; empty when that is not there yet. */
    Mono<AcceleratorRecord> at(AcceleratorId id, long revision);

    /** Before the first event after {@code time}; empty when there was none yet. */
    Mono<AcceleratorRecord> at(AcceleratorId id, Instant time);
}
