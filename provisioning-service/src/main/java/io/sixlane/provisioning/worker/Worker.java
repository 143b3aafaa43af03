package io.sixlane.provisioning.worker;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One daemon thread that works until it is ended. Its work may block; when it fails, it begins
 * again after a pause.
 */
public final class Worker {
    private static final Logger log = LoggerFactory.getLogger(Worker.class);
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final CountDownLatch ending = new CountDownLatch(1);
    private final Work work;
    private final Thread thread;

    /** The work of the thread, run once. */
    public interface Work {
        /** Returns soon after {@link Worker#isRunning} became false, or when interrupted. */
        void run() throws InterruptedException;
    }

    /**
     * @param name of the thread
     */
    public Worker(String name, Work work) {
        this.work = work;
        this.thread = Thread.ofPlatform().name(name).daemon().unstarted(this::run);
    }

    public void start() {
        thread.start();
    }

    /** True from before the start until it is stopped. */
    public boolean isRunning() {
        return ending.getCount() > 0;
    }

    /** Returns after {@code duration}, or at once when this is ended. For the thread itself. */
    public void pause(Duration duration) throws InterruptedException {
        var ended = ending.await(duration.toMillis(), TimeUnit.MILLISECONDS);
        log.atTrace().addKeyValue("ended", ended).log("pause ended");
    }

    /** Interrupts the work, and returns when the thread has ended, after at most 5 s. */
    public void end() {
        end(thread::interrupt);
    }

    /**
     * Returns when the thread has ended; one that still works after 5 s is interrupted and left.
     *
     * @param wake ends the wait of the work
     */
    public void end(Runnable wake) {
        ending.countDown();
        wake.run();
        try {
            if (!thread.join(PATIENCE)) {
                thread.interrupt();
                log.atWarn()
                        .addKeyValue("thread", thread.getName())
                        .log("thread did not end in time");
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        while (isRunning()) {
            try {
                work.run();
                return;
            } catch (Throwable e) { // an Error or an interrupt ends the work, not the thread
                if (isRunning()) {
                    log.atError()
                            .addKeyValue("thread", thread.getName())
                            .setCause(e)
                            .log("work failed, will retry");
                    rest();
                }
            }
        }
    }

    private void rest() {
        var _ = Thread.interrupted();
        try {
            pause(PAUSE);
        } catch (InterruptedException e) {
            log.debug("a pause was interrupted", e);
        }
    }
}
