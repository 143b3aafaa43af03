package io.sixlane.relay.configuration;

import io.sixlane.configuration.image.ConfigurationImage;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes images to disk off the consumer's thread; of several within half a second the last. */
final class ImageSaver implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(ImageSaver.class);
    private static final int PAUSE_MILLIS = 500;

    private final ImageStore store;
    private final Duration closing;
    private final AtomicReference<Waiting> waiting = new AtomicReference<>();
    private final ScheduledExecutorService thread =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().name("relay-image-file").daemon().factory());

    private record Waiting(ConfigurationImage image, Optional<String> topic) {}

    /**
     * @param closing how long {@link #close} waits for the disk
     */
    ImageSaver(ImageStore store, Duration closing) {
        this.store = store;
        this.closing = closing;
    }

    /**
     * @param topic the one that held all of it; empty when none did
     */
    void saveSoon(ConfigurationImage image, Optional<String> topic) {
        if (waiting.getAndSet(new Waiting(image, topic)) == null && !thread.isShutdown()) {
            var _ = thread.schedule(this::save, PAUSE_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    private void save() {
        var next = waiting.getAndSet(null);
        if (next == null) {
            return;
        }
        try {
            store.save(next.image());
            store.saveTopic(next.topic());
        } catch (IOException | RuntimeException e) {
            log.error(
                    "image not written to disk: a restart without Kafka would serve an old one", e);
        }
    }

    /** Writes the waiting image before it returns. */
    @Override
    public void close() {
        if (thread.isShutdown()) {
            return;
        }
        thread.execute(this::save);
        thread.shutdown();
        try {
            if (!thread.awaitTermination(closing.toMillis(), TimeUnit.MILLISECONDS)) {
                log.error("image not written to disk in time");
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
