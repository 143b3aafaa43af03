package io.sixlane.provisioning.publication;

import io.sixlane.configuration.image.AcceleratorRecord;
import io.sixlane.configuration.log.RecordedEvent;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * What is published together.
 *
 * @param events in the order of the log
 * @param records one for each accelerator that {@code events} are about, at least as new as they
 *     are
 * @param end the place of the last event
 */
record Batch(List<RecordedEvent> events, List<Traced> records, Checkpoint end) {
    /**
     * A record with the W3C trace context of the change that made it.
     *
     * @param traceparent null outside of a trace
     */
    record Traced(AcceleratorRecord record, @Nullable String traceparent) {}
}
