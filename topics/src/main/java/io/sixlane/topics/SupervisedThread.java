package io.sixlane.topics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Metrics;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.errors.InterruptException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A daemon thread that works until it is ended. Its work may block; whatever else ends the work, an
 * Error or an interrupt included, it begins again after a pause.
 *
 * <p>An outage is logged once, with the cause of its first failure; it lasts until the work calls
 * {@link #succeeded}, or runs for a minute.
 */
public final class SupervisedThread {
    /** Failures of the work of a thread, which began again after each; tag {@code thread}. */
    public static final String FAILURES = "sixlane.thread.failures";

    private static final Logger log = LoggerFactory.getLogger(SupervisedThread.class);
    private static final Duration HEALTHY = Duration.ofMinutes(1);

    private final String name;
    private final Duration pause;
    private final Work work;
    private final CountDownLatch ending = new CountDownLatch(1);
    private final Counter failures;
    private final Thread thread;

    /** Used by the thread alone. */
    private boolean failing;

    /** The work of the thread. */
    @FunctionalInterface
    public interface Work {
        /**
         * Returns soon after {@link #isRunning} became false, or when it is interrupted.
         *
         * @throws Exception to begin again
         */
        void run() throws Exception;
    }

    /**
     * @param pause between two runs of the work
     */
    public SupervisedThread(String name, Duration pause, Work work) {
        this.name = name;
        this.pause = pause;
        this.work = work;
        // The registry of Spring Boot is one of the global ones.
        this.failures = Metrics.counter(FAILURES, "thread", name);
        this.thread = Thread.ofPlatform().name(name).daemon().unstarted(this::run);
    }

    public void start() {
        thread.start();
    }

    /** True until it is ended, also before the start. */
    public boolean isRunning() {
        return ending.getCount() > 0;
    }

    /** Ends an outage, so that the next failure is logged again. For the thread itself. */
    public void succeeded() {
        failing = false;
    }

    /** Counts a failure, and logs the first of an outage. For the thread itself. */
    public void failed(Throwable cause) {
        if (!isRunning()) {
            return;
        }
        failures.increment();
        if (!failing) {
            failing = true;
            log.atWarn().addKeyValue("thread", name).setCause(cause).log("work failed, will retry");
        }
    }

    /** Returns after {@code duration}, or at once when this is ended. For the thread itself. */
    public void pause(Duration duration) throws InterruptedException {
        var ended = ending.await(duration.toMillis(), TimeUnit.MILLISECONDS);
        log.atTrace().addKeyValue("ended", ended).log("pause ended");
    }

    /** Interrupts the work, and returns when the thread has ended or the patience is over. */
    public void interrupt(Duration patience) {
        end(patience, thread::interrupt);
    }

    /** Returns when the thread has ended; one that still works then is interrupted and left. */
    public void end(Duration patience) {
        end(patience, () -> {});
    }

    /**
     * As {@link #end(Duration)}.
     *
     * @param wake ends a wait of the work
     */
    public void end(Duration patience, Runnable wake) {
        ending.countDown();
        wake.run();
        if (thread.getState() == Thread.State.NEW) {
            return;
        }
        try {
            if (!thread.join(patience)) {
                thread.interrupt();
                log.atWarn().addKeyValue("thread", name).log("thread did not end in time");
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        while (isRunning()) {
            var begunNanos = System.nanoTime();
            try {
                work.run();
            } catch (InterruptedException | InterruptException e) {
                log.debug("work was interrupted", e);
            } catch (Throwable e) {
                if (System.nanoTime() - begunNanos > HEALTHY.toNanos()) {
                    succeeded();
                }
                failed(e);
            }
            rest();
        }
    }

    /** Only {@link #end} ends the thread, not an interrupt. */
    private void rest() {
        var _ = Thread.interrupted();
        try {
            pause(pause);
        } catch (InterruptedException e) {
            log.debug("a pause was interrupted", e);
        }
    }
}
