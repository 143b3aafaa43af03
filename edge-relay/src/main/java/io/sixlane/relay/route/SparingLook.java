package io.sixlane.relay.route;

import java.util.function.LongSupplier;

/**
 * Looks at something that takes the longer the more there is of it: rarely enough to take no more
 * than one fiftieth of a processor. For one thread.
 */
final class SparingLook {
    private static final int PAUSE_FOR_EACH = 49;

    private final Runnable look;
    private final LongSupplier nanoTime;
    private long dueNanos;
    private boolean looked;

    SparingLook(Runnable look, LongSupplier nanoTime) {
        this.look = look;
        this.nanoTime = nanoTime;
    }

    /** Looks, unless the last look took too long for another one now. */
    void tick() {
        var begun = nanoTime.getAsLong();
        if (looked && begun - dueNanos < 0) {
            return;
        }
        look.run();
        var ended = nanoTime.getAsLong();
        dueNanos = ended + PAUSE_FOR_EACH * (ended - begun);
        looked = true;
    }
}
