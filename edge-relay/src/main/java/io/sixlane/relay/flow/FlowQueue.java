package io.sixlane.relay.flow;

import io.sixlane.configuration.relay.FlowRecord;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Records on their way from the event loops to the publisher: bounded, and no caller waits. The
 * publisher's thread builds a record when it takes the entry.
 */
final class FlowQueue {
    private final ConcurrentLinkedQueue<Supplier<FlowRecord>> waiting =
            new ConcurrentLinkedQueue<>();
    private final AtomicInteger size = new AtomicInteger();
    private final int most;

    FlowQueue(int most) {
        this.most = most;
    }

    /** False when it is full; then {@code flow} is not queued. */
    boolean offer(Supplier<FlowRecord> flow) {
        if (size.incrementAndGet() > most) {
            size.decrementAndGet();
            return false;
        }
        return waiting.add(flow);
    }

    boolean hasRoom() {
        return size.get() < most;
    }

    /** Null when there is none. */
    @Nullable Supplier<FlowRecord> poll() {
        var taken = waiting.poll();
        if (taken != null) {
            size.decrementAndGet();
        }
        return taken;
    }
}
