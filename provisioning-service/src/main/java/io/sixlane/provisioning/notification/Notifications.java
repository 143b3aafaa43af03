package io.sixlane.provisioning.notification;

import io.r2dbc.postgresql.api.PostgresqlConnection;
import io.r2dbc.postgresql.api.PostgresqlResult;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.Wrapped;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.util.retry.Retry;

/**
 * Receives notifications of PostgreSQL on every channel. Holds one connection from start to stop,
 * because a connection for each wait would miss notifications in between.
 */
@Component
public final class Notifications implements SmartLifecycle {
    /** Notified with the ids of accelerators that relays reported on. */
    public static final String APPLIED = "sixlane_applied";

    /** Notified, without a text, when a transaction with events commits. */
    public static final String COMMITTED = "sixlane_events";

    private static final List<String> CHANNELS = List.of(APPLIED, COMMITTED);
    private static final Duration RECONNECT = Duration.ofSeconds(1);

    /** Threads that commit at the same time pass their calls on one after the other. */
    private static final Duration CONTENTION = Duration.ofSeconds(1);

    /** A slow subscriber misses some; all of them poll as well. */
    private final Sinks.Many<Received> received = Sinks.many().multicast().directBestEffort();

    private final Sinks.Many<Boolean> committed = Sinks.many().multicast().directBestEffort();

    private final ConnectionFactory connections;
    private @Nullable Disposable listening;

    private record Received(String channel, String text) {}

    Notifications(ConnectionFactory connections) {
        this.connections = unpooled(connections);
    }

    /**
     * The texts of notifications from the subscription on; an empty one after an outage stands for
     * any. Does not end, and may miss some.
     */
    public Flux<String> on(String channel) {
        return received.asFlux()
                .filter(notification -> notification.channel().equals(channel))
                .map(Received::text);
    }

    /**
     * Notifies every instance that a transaction with events has committed. Calls that come while
     * one is on its way share the next. Without a connection none is sent: listeners poll as well.
     */
    public void committed() {
        committed.emitNext(true, Sinks.EmitFailureHandler.busyLooping(CONTENTION));
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

    private Flux<Received> listen(PostgresqlConnection connection) {
        var listen = CHANNELS.stream().map("listen "::concat).collect(Collectors.joining(";"));
        return connection
                .createStatement(listen)
                .execute()
                .flatMap(PostgresqlResult::getRowsUpdated)
                .thenMany(Flux.fromIterable(CHANNELS).map(channel -> new Received(channel, "")))
                .concatWith(
                        connection
                                .getNotifications()
                                .map(one -> new Received(one.getName(), text(one.getParameter())))
                                .mergeWith(notifyCommitted(connection)));
    }

    /** Ends only with an error. */
    private Flux<Received> notifyCommitted(PostgresqlConnection connection) {
        return committed
                .asFlux()
                .onBackpressureLatest()
                .concatMap(
                        _ ->
                                connection
                                        .createStatement("notify " + COMMITTED)
                                        .execute()
                                        .flatMap(PostgresqlResult::getRowsUpdated)
                                        .then(),
                        1)
                .thenMany(Flux.empty());
    }

    private static String text(@Nullable String parameter) {
        return parameter == null ? "" : parameter;
    }

    /** A connection that listens cannot be shared. */
    private static ConnectionFactory unpooled(ConnectionFactory connections) {
        return connections instanceof Wrapped<?> wrapped
                        && wrapped.unwrap() instanceof ConnectionFactory inner
                ? unpooled(inner)
                : connections;
    }
}
