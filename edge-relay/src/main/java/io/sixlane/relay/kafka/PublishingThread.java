package io.sixlane.relay.kafka;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A daemon thread that publishes at a fixed rate. A failure is logged and ends no later run. */
public final class PublishingThread {
    private static final Logger log = LoggerFactory.getLogger(PublishingThread.class);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final String name;
    private final ScheduledExecutorService executor;

    public PublishingThread(String name) {
        this.name = name;
        this.executor =
                Executors.newSingleThreadScheduledExecutor(
                        Thread.ofPlatform().name(name).daemon().factory());
    }

    /**
     * @param delay before the first run
     */
    public void start(Runnable publish, Duration delay, Duration interval) {
        var _ =
                executor.scheduleAtFixedRate(
                        () -> guarded(publish),
                        delay.toMillis(),
                        interval.toMillis(),
                        TimeUnit.MILLISECONDS);
    }

    /** Runs {@code task} on the thread; does nothing once that has ended. */
    public void execute(Runnable task) {
        try {
            executor.execute(() -> guarded(task));
        } catch (RejectedExecutionException _) {
            log.atTrace().addKeyValue("thread", name).log("task dropped, the thread has ended");
        }
    }

    /** Runs {@code last} and ends; returns after 5 s at the latest. */
    public void end(Runnable last) {
        execute(last);
        executor.shutdown();
        try {
            if (!executor.awaitTermination(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                log.atWarn()
                        .addKeyValue("thread", name)
                        .log("last records not handed to the producer in time");
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void guarded(Runnable task) {
        try {
            task.run();
        } catch (Throwable e) { // or the executor would never run it again
            log.atError().addKeyValue("thread", name).setCause(e).log("publishing failed");
        }
    }
}
