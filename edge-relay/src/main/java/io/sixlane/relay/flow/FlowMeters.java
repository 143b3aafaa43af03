package io.sixlane.relay.flow;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/** Counts flow records by what became of them. */
final class FlowMeters {
    /** Records that Kafka has. */
    static final String RECORDED = "sixlane.relay.flows.recorded";

    /** Records lost, by {@code cause}: queue_full, not_delivered. */
    static final String DROPPED = "sixlane.relay.flows.dropped";

    final Counter recorded;
    final Counter queueFull;
    final Counter notDelivered;

    FlowMeters(MeterRegistry registry) {
        recorded = registry.counter(RECORDED);
        queueFull = registry.counter(DROPPED, "cause", "queue_full");
        notDelivered = registry.counter(DROPPED, "cause", "not_delivered");
    }
}
