package io.sixlane.relay.flow;

import io.micrometer.core.instrument.MeterRegistry;
import io.sixlane.configuration.relay.FlowRecord;
import io.sixlane.relay.RelayProperties;
import io.sixlane.relay.report.ListenerCounters;
import io.sixlane.relay.report.MeasurementTicks;
import io.sixlane.relay.report.RelayMeters;
import java.net.InetSocketAddress;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/** Begins a {@link Flow} for each connection, and takes the records of those that were chosen. */
@Component
public final class FlowRecorder {
    private final String relayId;
    private final String region;
    private final double sampling;
    private final boolean counting;
    private final FlowQueue queue;
    private final FlowMeters flowMeters;
    private final RelayMeters relayMeters;
    private final MeasurementTicks ticks;

    public FlowRecorder(
            RelayProperties relay,
            FlowProperties properties,
            RelayMeters relayMeters,
            MeasurementTicks ticks,
            MeterRegistry registry) {
        this.relayId = relay.id();
        this.region = relay.region();
        this.sampling = properties.sampling();
        this.counting = properties.counting();
        this.queue = new FlowQueue(properties.queue());
        this.flowMeters = new FlowMeters(registry);
        this.relayMeters = relayMeters;
        this.ticks = ticks;
    }

    /** An admitted connection; it counts once it is {@link Flow#opened}. */
    public Flow begin(
            FlowOwner owner,
            ListenerCounters counters,
            InetSocketAddress client,
            InetSocketAddress accelerated) {
        return counting
                ? new CountedFlow(this, owner, counters, client, accelerated, isChosen())
                : new UncountedFlow(relayMeters);
    }

    private boolean isChosen() {
        return sampling >= 1
                || (sampling > 0 && ThreadLocalRandom.current().nextDouble() < sampling);
    }

    void record(Supplier<FlowRecord> flow) {
        if (!queue.offer(flow)) {
            dropped();
        }
    }

    /** Whether a record that ends now would be sent. */
    boolean hasRoom() {
        return queue.hasRoom();
    }

    /** A record is lost for want of room. */
    void dropped() {
        flowMeters.queueFull.increment();
    }

    String relayId() {
        return relayId;
    }

    String region() {
        return region;
    }

    RelayMeters relayMeters() {
        return relayMeters;
    }

    FlowMeters flowMeters() {
        return flowMeters;
    }

    FlowQueue queue() {
        return queue;
    }

    int tick() {
        return ticks.tick();
    }
}
