package io.sixlane.relay.listener;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/**
 * The end of a listener that runs no more: connections end by themselves until four fifths of the
 * drain timeout are over; those left are reset evenly over the last fifth, so that their clients do
 * not come back all at once.
 */
final class ListenerDrain {
    private static final int STEP_MILLIS = 25;
    private static final Executor STEP =
            CompletableFuture.delayedExecutor(STEP_MILLIS, TimeUnit.MILLISECONDS);

    private final ServedListener listener;
    private final Runnable onEnd;
    private long stepsLeft;

    private ListenerDrain(ServedListener listener, long steps, Runnable onEnd) {
        this.listener = listener;
        this.onEnd = onEnd;
        this.stepsLeft = steps;
    }

    /**
     * @param onEnd on some thread, at the latest when {@code timeout} is over
     */
    static void begin(ServedListener listener, Duration timeout, Runnable onEnd) {
        var window = timeout.dividedBy(5);
        var steps = Math.max(1, window.toMillis() / STEP_MILLIS);
        CompletableFuture.delayedExecutor(timeout.minus(window).toMillis(), TimeUnit.MILLISECONDS)
                .execute(new ListenerDrain(listener, steps, onEnd)::step);
    }

    private void step() {
        var open = listener.openConnections();
        if (open == 0 || stepsLeft == 0) {
            onEnd.run();
            return;
        }
        listener.reset(share(open, stepsLeft));
        stepsLeft--;
        STEP.execute(this::step);
    }

    /** How many of {@code open} connections are reset now: all of them in the last step. */
    static int share(int open, long stepsLeft) {
        return Math.toIntExact(open / stepsLeft);
    }
}
