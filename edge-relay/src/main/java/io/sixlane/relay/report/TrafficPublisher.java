package io.sixlane.relay.report;

import io.sixlane.configuration.accelerator.AcceleratorId;
import io.sixlane.configuration.json.ConfigurationJson;
import io.sixlane.configuration.log.Topics;
import io.sixlane.configuration.relay.TrafficReport;
import io.sixlane.relay.RelayProperties;
import io.sixlane.relay.kafka.PublishingThread;
import io.sixlane.relay.kafka.RelayPublisher;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Reports every second what changed. A window is kept until Kafka has its latest report, so an
 * outage loses nothing but, after {@value #MAX_WAITING} waiting windows, the oldest.
 */
@Component
final class TrafficPublisher implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(TrafficPublisher.class);
    static final int MAX_WAITING = 20_000;

    /** Most reports per second, to spare the producer after a long outage. */
    private static final int MAX_SENT_AT_ONCE = 2_000;

    /**
     * Pause of sending after Kafka was found away: a failed attempt delays the next publication.
     */
    private static final int PAUSE_SECONDS = 3;

    private final RelayProperties properties;
    private final TrafficMeters meters;
    private final MeasurementTicks ticks;
    private final RelayPublisher publisher;
    private final InstantSource clock;
    private final PublishingThread thread = new PublishingThread("relay-reports");

    private final Map<AcceleratorId, TrafficWindow> windows = new HashMap<>();
    private final Map<WindowKey, Waiting> waiting = new LinkedHashMap<>();
    private Instant measuredIn = Instant.MIN;
    private Instant silentUntil = Instant.MIN;
    private volatile boolean running;

    private record WindowKey(AcceleratorId id, Instant start) {}

    private record Waiting(TrafficReport report, boolean sent) {}

    TrafficPublisher(
            RelayProperties properties,
            TrafficMeters meters,
            MeasurementTicks ticks,
            RelayPublisher publisher,
            InstantSource clock) {
        this.properties = properties;
        this.meters = meters;
        this.ticks = ticks;
        this.publisher = publisher;
        this.clock = clock;
    }

    @Override
    public void start() {
        running = true;
        // On whole seconds: each publication counts the second that has just ended.
        var toNextSecond = 1000 - Math.floorMod(clock.millis(), 1000L);
        thread.start(this::publish, Duration.ofMillis(toNextSecond), Duration.ofSeconds(1));
    }

    /** Publishes once more; what Kafka does not take then is lost. */
    @Override
    public void stop() {
        running = false;
        thread.end(this::publish);
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

    private void publish() {
        collect();
        send();
    }

    private void collect() {
        var moment = clock.instant().minusMillis(500);
        if (TrafficWindow.startOf(moment).isAfter(measuredIn)) {
            measuredIn = TrafficWindow.startOf(moment);
            ticks.next();
        }
        meters.all()
                .forEach(
                        (id, traffic) -> {
                            var report =
                                    windows.computeIfAbsent(id, _ -> new TrafficWindow(id, traffic))
                                            .advance(
                                                    moment,
                                                    properties.id(),
                                                    properties.region(),
                                                    publisher.incarnation());
                            if (report != null) {
                                waiting.put(
                                        new WindowKey(id, report.windowStart()),
                                        new Waiting(report, false));
                            } else if (meters.dropIfLeaving(id)) {
                                windows.remove(id);
                            }
                        });
        var dropped = 0;
        for (var keys = waiting.keySet().iterator(); waiting.size() > MAX_WAITING; dropped++) {
            keys.next();
            keys.remove();
        }
        if (dropped > 0) {
            log.atWarn().addKeyValue("windows", dropped).log("traffic windows dropped unreported");
        }
    }

    private void send() {
        if (clock.instant().isBefore(silentUntil)) {
            return;
        }
        var sent = 0;
        for (var entry : waiting.entrySet()) {
            if (entry.getValue().sent()) {
                continue;
            }
            if (++sent > MAX_SENT_AT_ONCE) {
                return;
            }
            var report = entry.getValue().report();
            entry.setValue(new Waiting(report, true));
            var answered =
                    publisher.publish(
                            Topics.RELAY_REPORTS,
                            report.acceleratorId().text(),
                            ConfigurationJson.write(report),
                            delivered -> acknowledged(entry.getKey(), report, delivered));
            if (!answered) {
                silentUntil = clock.instant().plusSeconds(PAUSE_SECONDS);
                return;
            }
        }
    }

    /** Called on this or the producer's thread. */
    private void acknowledged(WindowKey key, TrafficReport report, boolean delivered) {
        thread.execute(
                () -> {
                    var now = waiting.get(key);
                    if (now == null || now.report().sequence() != report.sequence()) {
                        return;
                    }
                    if (delivered) {
                        waiting.remove(key);
                    } else {
                        waiting.put(key, new Waiting(report, false));
                    }
                });
    }
}
