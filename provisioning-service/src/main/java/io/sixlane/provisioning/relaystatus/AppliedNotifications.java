package io.sixlane.provisioning.relaystatus;

import io.r2dbc.postgresql.api.Notification;
import io.r2dbc.postgresql.api.PostgresqlConnection;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.Wrapped;
import io.sixlane.configuration.accelerator.AcceleratorId;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.util.retry.Retry;

/**
 * Receives the ids of accelerators with new statuses, from every instance of this service: Kafka
 * delivers a status to one instance, PostgreSQL notifies all. Holds one connection from start to
 * stop, because a connection for each wait would miss notifications in between.
 */
@Component
final class AppliedNotifications implements SmartLifecycle {
    static final String CHANNEL = "sixlane_applied";

    /** Larger notifications name none: PostgreSQL takes 8000 bytes (source: its NOTIFY). */
    static final int MOST_NAMED = 100;

    private static final Duration RECONNECT = Duration.ofSeconds(1);

    /** A slow subscriber misses some; all of them poll as well. */
    private final Sinks.Many<Set<AcceleratorId>> received =
            Sinks.many().multicast().directBestEffort();

    private final ConnectionFactory connections;
    private @Nullable Disposable listening;

    AppliedNotifications(ConnectionFactory connections) {
        this.connections = unpooled(connections);
    }

    /** Notifications from the subscription on; an empty set after an outage stands for any. */
    Flux<Set<AcceleratorId>> listen() {
        return received.asFlux();
    }

    @Override
    public synchronized void start() {
        listening =
                Flux.usingWhen(
                                connections.create(),
                                connection -> listen((PostgresqlConnection) connection),
                                connection -> Mono.from(connection.close()))
                        .repeatWhen(ended -> ended.delayElements(RECONNECT))
                        .retryWhen(Retry.fixedDelay(Long.MAX_VALUE, RECONNECT))
                        .subscribe(received::tryEmitNext);
    }

    @Override
    public synchronized void stop() {
        if (listening != null) {
            listening.dispose();
            listening = null;
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return listening != null;
    }

    private static Flux<Set<AcceleratorId>> listen(PostgresqlConnection connection) {
        var anything = Set.<AcceleratorId>of();
        return connection
                .createStatement("listen " + CHANNEL)
                .execute()
                .then(Mono.just(anything))
                .concatWith(connection.getNotifications().map(AppliedNotifications::ids));
    }

    /** A connection that listens cannot be shared. */
    private static ConnectionFactory unpooled(ConnectionFactory connections) {
        return connections instanceof Wrapped<?> wrapped
                        && wrapped.unwrap() instanceof ConnectionFactory inner
                ? unpooled(inner)
                : connections;
    }

    private static Set<AcceleratorId> ids(Notification notification) {
        var names = notification.getParameter();
        return names == null || names.isEmpty()
                ? Set.of()
                : Stream.of(names.split(","))
                        .map(AcceleratorId::new)
                        .collect(Collectors.toUnmodifiableSet());
    }
}
