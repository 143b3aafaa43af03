package io.sixlane.relay.kafka;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.errors.InterruptException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A daemon thread that reads from Kafka until it is ended. Whatever else ends the reading, an Error
 * or an interrupt included, it begins again after a pause.
 */
public final class ReadingThread {
    private static final Logger log = LoggerFactory.getLogger(ReadingThread.class);

    private final Reading reading;
    private final Duration pause;
    private final CountDownLatch ended = new CountDownLatch(1);
    private final Thread thread;

    /** Logs an outage once. */
    private boolean failing;

    /** The work of the thread. */
    @FunctionalInterface
    public interface Reading {
        /** Returns soon after {@link #isRunning} became false. */
        void read() throws InterruptedException;
    }

    public ReadingThread(String name, Duration pause, Reading reading) {
        this.reading = reading;
        this.pause = pause;
        this.thread = Thread.ofPlatform().name(name).daemon().unstarted(this::run);
    }

    public void start() {
        thread.start();
    }

    public boolean isRunning() {
        return ended.getCount() > 0;
    }

    /** Ends an outage, so that the next failure is logged again; for the thread itself. */
    public void succeeded() {
        failing = false;
    }

    /** Returns when the thread has ended; one that still reads then is interrupted and left. */
    public void end(Duration patience) {
        ended.countDown();
        try {
            if (!thread.join(patience)) {
                thread.interrupt();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        while (isRunning()) {
            try {
                reading.read();
            } catch (InterruptedException | InterruptException e) {
                log.debug("reading was interrupted", e);
            } catch (Throwable e) {
                if (!failing && isRunning()) {
                    log.atWarn()
                            .addKeyValue("thread", thread.getName())
                            .setCause(e)
                            .log("reading from Kafka failed, will retry");
                }
                failing = true;
            }
            rest();
        }
    }

    /** Only {@link #end} ends the thread, not an interrupt. */
    private void rest() {
        var _ = Thread.interrupted();
        try {
            var over = ended.await(pause.toMillis(), TimeUnit.MILLISECONDS);
            log.atTrace().addKeyValue("ended", over).log("pause ended");
        } catch (InterruptedException e) {
            log.debug("a pause was interrupted", e);
        }
    }
}
