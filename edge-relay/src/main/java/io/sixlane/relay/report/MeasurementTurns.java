package io.sixlane.relay.report;

import org.springframework.stereotype.Component;

/** Says when open connections that move bytes are due to be measured again: once in each window. */
@Component
public final class MeasurementTurns {
    private volatile int turn;

    /** Changes with each window; cheap enough to ask with every read. */
    public int turn() {
        return turn;
    }

    /** By the reporting thread alone, or a test's. */
    @SuppressWarnings("NonAtomicVolatileUpdate") // one thread writes
    public void next() {
        turn++;
    }
}
