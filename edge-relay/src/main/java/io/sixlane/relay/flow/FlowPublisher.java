package io.sixlane.relay.flow;

import io.sixlane.configuration.json.ConfigurationJson;
import io.sixlane.configuration.log.Topics;
import io.sixlane.relay.kafka.PublishingThread;
import io.sixlane.relay.kafka.RelayPublisher;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Sends flow records, no more than the settings allow in each second. While Kafka is away few are
 * on their way, so that heartbeats and reports find room in the producer, and the queue fills; what
 * does not fit there is lost, and counted.
 */
@Component
final class FlowPublisher implements SmartLifecycle {
    private static final Duration INTERVAL = Duration.ofMillis(100);

    /** Handed to the producer and not answered: about 3 MB of its 8. */
    private static final int MOST_UNDERWAY = 4_000;

    /** Pause of sending after Kafka was found away. */
    private static final long PAUSE_NANOS = TimeUnit.SECONDS.toNanos(3);

    private final FlowRecorder recorder;
    private final RelayPublisher publisher;
    private final int mostAtOnce;
    private final PublishingThread thread = new PublishingThread("relay-flows");
    private final AtomicInteger underway = new AtomicInteger();
    private long silentUntilNanos = System.nanoTime();
    private volatile boolean running;

    FlowPublisher(FlowRecorder recorder, FlowProperties properties, RelayPublisher publisher) {
        this.recorder = recorder;
        this.publisher = publisher;
        this.mostAtOnce = properties.mostIn(INTERVAL);
    }

    @Override
    public void start() {
        running = true;
        thread.start(() -> publish(mostAtOnce), INTERVAL, INTERVAL);
    }

    /** Publishes once more; what Kafka does not take then is lost. */
    @Override
    public void stop() {
        running = false;
        thread.end(() -> publish(Integer.MAX_VALUE));
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Stops after the listeners and before the producer. */
    @Override
    public int getPhase() {
        return RelayPublisher.PHASE + 1;
    }

    private void publish(int most) {
        if (System.nanoTime() - silentUntilNanos >= 0) {
            send(most);
        }
    }

    private void send(int most) {
        for (var sent = 0; sent < most && underway.get() < MOST_UNDERWAY; sent++) {
            var next = recorder.queue().poll();
            if (next == null) {
                return;
            }
            var flow = next.get();
            underway.incrementAndGet();
            var answered =
                    publisher.publish(
                            Topics.RELAY_FLOWS,
                            flow.acceleratorId().text(),
                            ConfigurationJson.write(flow),
                            this::done);
            if (!answered) {
                silentUntilNanos = System.nanoTime() + PAUSE_NANOS;
                return;
            }
        }
    }

    /** Called on this or the producer's thread. */
    private void done(boolean delivered) {
        underway.decrementAndGet();
        var meters = recorder.flowMeters();
        (delivered ? meters.recorded : meters.notDelivered).increment();
    }
}
