package io.sixlane.relay.status;

import io.sixlane.configuration.accelerator.AcceleratorId;
import io.sixlane.configuration.json.ConfigurationJson;
import io.sixlane.configuration.log.Topics;
import io.sixlane.configuration.relay.RelayStatus;
import io.sixlane.configuration.relay.RelayStatus.EndpointHealth;
import io.sixlane.relay.RelayProperties;
import io.sixlane.relay.fleet.RelayState;
import io.sixlane.relay.kafka.RelayPublisher;
import io.sixlane.relay.lane.AcceptedLanes;
import io.sixlane.relay.listener.ListenerReconciler;
import io.sixlane.relay.report.AdmittedRevisions;
import io.sixlane.relay.report.RelayMeters;
import io.sixlane.relay.tcp.TcpPath;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Publishes applied revisions at once and a heartbeat every {@value #HEARTBEAT_SECONDS} seconds.
 */
@Component
final class StatusPublisher implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(StatusPublisher.class);
    private static final int HEARTBEAT_SECONDS = 2;

    /** Most revisions in a heartbeat: about 20 KB. */
    private static final int MOST_REVISIONS = 200;

    private final RelayProperties properties;
    private final TcpPath path;
    private final ListenerReconciler reconciler;
    private final AcceptedLanes lanes;
    private final RelayState state;
    private final RelayMeters meters;
    private final AdmittedRevisions revisions;
    private final ServedImage image;
    private final AppliedRevisions applied;
    private final RelayPublisher publisher;
    private final InstantSource clock;
    private final ScheduledExecutorService thread =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().name("relay-status").daemon().factory());

    /** The health of very many endpoints takes time, and applied revisions must not wait for it. */
    private final ScheduledExecutorService healthThread =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().name("relay-health-status").daemon().factory());

    private final HealthStatements health = new HealthStatements();
    private final AtomicBoolean scheduled = new AtomicBoolean();
    private volatile boolean running;

    /** Whether the producer took the last heartbeat. */
    private volatile boolean heartbeatTaken;

    StatusPublisher(
            RelayProperties properties,
            TcpPath path,
            ListenerReconciler reconciler,
            AcceptedLanes lanes,
            RelayState state,
            RelayMeters meters,
            AdmittedRevisions revisions,
            ServedImage image,
            AppliedRevisions applied,
            RelayPublisher publisher,
            InstantSource clock) {
        this.properties = properties;
        this.path = path;
        this.reconciler = reconciler;
        this.lanes = lanes;
        this.state = state;
        this.meters = meters;
        this.revisions = revisions;
        this.image = image;
        this.applied = applied;
        this.publisher = publisher;
        this.clock = clock;
    }

    @Override
    public void start() {
        running = true;
        applied.onApplied(this::publishSoon);
        var _ =
                thread.scheduleWithFixedDelay(
                        () -> guarded(this::beat), 0, HEARTBEAT_SECONDS, TimeUnit.SECONDS);
        var _ =
                healthThread.scheduleWithFixedDelay(
                        () -> guarded(this::publishHealth),
                        HEARTBEAT_SECONDS,
                        HEARTBEAT_SECONDS,
                        TimeUnit.SECONDS);
    }

    @Override
    public void stop() {
        running = false;
        applied.onApplied(() -> {});
        thread.shutdownNow();
        healthThread.shutdownNow();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return RelayPublisher.PHASE + 2;
    }

    private void publishSoon() {
        if (scheduled.compareAndSet(false, true)) {
            thread.execute(
                    () -> {
                        scheduled.set(false);
                        guarded(this::publishApplied);
                    });
        }
    }

    private void beat() {
        var heartbeat =
                new RelayStatus.Heartbeat(
                        properties.id(),
                        properties.region(),
                        publisher.incarnation(),
                        clock.instant(),
                        path.name(),
                        reconciler.accelerators(),
                        reconciler.listeners(),
                        meters.connectionsActive(),
                        image.source().word(),
                        revisions.most(MOST_REVISIONS),
                        reconciler.connections(RelayStatus.Heartbeat.MOST_LISTENERS),
                        lanes.address().orElse(null),
                        state.isDraining());
        heartbeatTaken = publish(heartbeat, _ -> {});
        if (heartbeatTaken) {
            publishApplied();
        }
    }

    private void publishHealth() {
        if (!heartbeatTaken) {
            return; // Kafka is away: published when it is back
        }
        var away = false;
        for (var due : health.due(reconciler.endpointHealth(), System.nanoTime()).entrySet()) {
            away = away || !publishHealth(due.getKey(), due.getValue());
            if (away) {
                health.forget(due.getKey());
            }
        }
    }

    /** Returns false when Kafka is away. */
    private boolean publishHealth(AcceleratorId id, List<EndpointHealth> endpoints) {
        var whole =
                new RelayStatus.AcceleratorHealth(
                        properties.id(),
                        properties.region(),
                        publisher.incarnation(),
                        clock.instant(),
                        id,
                        endpoints);
        return whole.inParts().stream()
                .allMatch(part -> publish(part, delivered -> published(id, delivered)));
    }

    private void published(AcceleratorId id, boolean delivered) {
        if (!delivered) {
            health.forget(id);
        }
    }

    private void publishApplied() {
        var full = false;
        for (var one : applied.take()) {
            if (full || !publish(statusOf(one), delivered -> done(one, delivered))) {
                full = true;
                applied.giveBack(one);
            }
        }
    }

    private void done(AppliedRevisions.Applied one, boolean delivered) {
        if (!delivered) {
            applied.giveBack(one); // published with the next heartbeat
        }
    }

    private RelayStatus statusOf(AppliedRevisions.Applied one) {
        return new RelayStatus.AcceleratorApplied(
                properties.id(),
                properties.region(),
                publisher.incarnation(),
                clock.instant(),
                one.id(),
                one.revision(),
                one.head(),
                one.failures(),
                one.effectiveRevision(),
                one.traceparent());
    }

    private boolean publish(RelayStatus status, Consumer<Boolean> onDone) {
        return publisher.publish(
                Topics.RELAY_STATUS, properties.id(), ConfigurationJson.write(status), onDone);
    }

    private static void guarded(Runnable task) {
        try {
            task.run();
        } catch (Throwable e) { // or the executor would never run it again
            log.error("status not published", e);
        }
    }
}
