package io.sixlane.benchmarks.scale;

import io.sixlane.configuration.accelerator.AcceleratorId;
import io.sixlane.configuration.image.AcceleratorImage;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLongArray;

/** One change on its way to every relay of a fleet. Thread-safe. */
final class FleetRound {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final AcceleratorId id;
    private final long revision;
    private final AtomicLongArray nanos;
    private final CountDownLatch left;
    private final long begun = System.nanoTime();

    FleetRound(AcceleratorImage change, int relays) {
        this.id = change.id();
        this.revision = change.revision();
        this.nanos = new AtomicLongArray(relays);
        this.left = new CountDownLatch(relays);
    }

    void arrived(int relay, AcceleratorImage image) {
        if (image.revision() == revision
                && image.id().equals(id)
                && nanos.compareAndSet(relay, 0, System.nanoTime() - begun)) {
            left.countDown();
        }
    }

    /**
     * Returns how long it took to each relay, from before the record was handed to the producer.
     *
     * @throws IOException if one does not get it in time
     */
    List<Long> await() throws IOException, InterruptedException {
        if (!left.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            throw new IOException("%s relays lack a change".formatted(left.getCount()));
        }
        var all = new ArrayList<Long>();
        for (var relay = 0; relay < nanos.length(); relay++) {
            all.add(nanos.get(relay));
        }
        return all;
    }
}
