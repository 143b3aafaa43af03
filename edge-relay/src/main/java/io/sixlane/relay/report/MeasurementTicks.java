package io.sixlane.relay.report;

import org.springframework.stereotype.Component;

/** Marks when open connections that move bytes are measured again: once in each window. */
@Component
public final class MeasurementTicks {
    private volatile int tick;

    /** Changes with each window; cheap enough to ask with every read. */
    public int tick() {
        return tick;
    }

    /** Called by the reporting thread alone, or a test. */
    @SuppressWarnings("NonAtomicVolatileUpdate") // one thread writes
    public void next() {
        tick++;
    }
}
