package io.sixlane.standalone.demo;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Waiting for something with a limit: {@code do … while (patience.pause())}. */
final class Patience {

    private static final Duration EVERY = Duration.ofMillis(300);

    private final long deadlineNanos;

    Patience(Duration limit) {
        deadlineNanos = System.nanoTime() + limit.toNanos();
    }

    /** Pauses for a moment; false when the limit is over. */
    boolean pause() {
        if (System.nanoTime() - deadlineNanos >= 0) {
            return false;
        }
        LockSupport.parkNanos(EVERY.toNanos());
        return true;
    }
}
