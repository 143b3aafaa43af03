package io.sixlane.relay.listener;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The end of a listener that runs no more, or of an endpoint: connections end by themselves until
 * four fifths of the drain timeout are over; those left are reset evenly over the last fifth, so
 * that their clients do not come back all at once.
 */
final class ListenerDrain {
    private static final Logger log = LoggerFactory.getLogger(ListenerDrain.class);
    private static final int STEP_MILLIS = 25;
    private static final Executor STEP =
            CompletableFuture.delayedExecutor(STEP_MILLIS, TimeUnit.MILLISECONDS);

    /** Used by one thread at a time. */
    interface Draining {
        int openConnections();

        /** Resets {@code count} of them, or all if there are fewer. */
        void reset(int count);
    }

    private final Draining connections;
    private final Runnable onEnd;
    private long stepsLeft;

    private ListenerDrain(Draining connections, long steps, Runnable onEnd) {
        this.connections = connections;
        this.onEnd = onEnd;
        this.stepsLeft = steps;
    }

    /**
     * @param onEnd on some thread, at the latest when {@code timeout} is over
     */
    static void begin(Draining connections, Duration timeout, Runnable onEnd) {
        var window = timeout.dividedBy(5);
        var steps = Math.max(1, window.toMillis() / STEP_MILLIS);
        CompletableFuture.delayedExecutor(timeout.minus(window).toMillis(), TimeUnit.MILLISECONDS)
                .execute(new ListenerDrain(connections, steps, onEnd)::step);
    }

    private void step() {
        try {
            resetSome();
        } catch (RuntimeException e) { // a connection that cannot be reset blocks no other
            log.error("connections not reset", e);
            onEnd.run();
        }
    }

    private void resetSome() {
        var open = connections.openConnections();
        if (open == 0 || stepsLeft == 0) {
            onEnd.run();
            return;
        }
        connections.reset(share(open, stepsLeft));
        stepsLeft--;
        STEP.execute(this::step);
    }

    /** How many of {@code open} connections are reset now: all of them in the last step. */
    static int share(int open, long stepsLeft) {
        return Math.toIntExact(open / stepsLeft);
    }
}
