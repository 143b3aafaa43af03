package io.sixlane.relay.health;

import io.netty.channel.EventLoop;
import io.sixlane.configuration.address.IpAddress;
import io.sixlane.configuration.relay.RelayStatus.EndpointHealth.State;
import io.sixlane.relay.endpoint.CheckedHealth;
import io.sixlane.relay.endpoint.EndpointResolver;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** Checks one target again and again until it is closed. On its event loop. */
final class RepeatedCheck implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(RepeatedCheck.class);

    /** Intervals differ by up to a tenth, so that checks of many relays do not meet. */
    private static final double JITTER = 0.1;

    private final CheckTarget target;
    private final CheckedHealth health;
    private final EventLoop loop;
    private final Probe probe;
    private final EndpointResolver resolver;
    private final InstantSource clock;
    private final DoubleSupplier chance;
    private volatile boolean closed;

    RepeatedCheck(
            CheckTarget target,
            CheckedHealth health,
            EventLoop loop,
            Probe probe,
            EndpointResolver resolver,
            InstantSource clock,
            DoubleSupplier chance) {
        this.target = target;
        this.health = health;
        this.loop = loop;
        this.probe = probe;
        this.resolver = resolver;
        this.clock = clock;
        this.chance = chance;
    }

    CheckedHealth health() {
        return health;
    }

    /** The first check comes at any time of the first interval: a relay starts with many. */
    void start() {
        again((long) (intervalNanos() * chance.getAsDouble()));
    }

    @Override
    public void close() {
        closed = true;
    }

    private void again(long nanos) {
        if (!loop.isShuttingDown()) {
            var _ = loop.schedule(this::check, nanos, TimeUnit.NANOSECONDS);
        }
    }

    /** Every address at the same time; whatever becomes of them, the next check comes. */
    @SuppressWarnings("FutureReturnValueIgnored") // The nested one is composed at once.
    private void check() {
        if (closed) {
            return;
        }
        var startedNanos = System.nanoTime();
        var resolved = new CompletableFuture<List<InetAddress>>();
        var limit =
                loop.schedule(
                        () -> resolved.completeExceptionally(new TimeoutException(timedOut())),
                        target.check().timeoutMillis(),
                        TimeUnit.MILLISECONDS);
        resolver.resolveAll(target.address(), target.port())
                .whenComplete(
                        (addresses, failure) -> {
                            if (failure == null) {
                                resolved.complete(addresses);
                            } else {
                                resolved.completeExceptionally(failure);
                            }
                        });
        var _ =
                resolved.handleAsync(
                                (addresses, failure) -> {
                                    limit.cancel(false);
                                    return failure == null
                                            ? checkAll(addresses, startedNanos)
                                            : unresolved(failure);
                                },
                                loop)
                        .thenCompose(done -> done)
                        .whenCompleteAsync(
                                (_, broken) -> {
                                    if (broken != null) {
                                        log.error("health check failed", broken);
                                    }
                                    again(
                                            pauseNanos(
                                                    intervalNanos(),
                                                    chance.getAsDouble(),
                                                    System.nanoTime() - startedNanos));
                                },
                                loop);
    }

    private CompletableFuture<Void> checkAll(List<InetAddress> addresses, long startedNanos) {
        changing(() -> health.retain(addresses, clock.instant(), System.nanoTime()));
        var leftNanos =
                TimeUnit.MILLISECONDS.toNanos(target.check().timeoutMillis())
                        - (System.nanoTime() - startedNanos);
        return CompletableFuture.allOf(
                addresses.stream()
                        .map(address -> checkOne(address, leftNanos))
                        .toArray(CompletableFuture[]::new));
    }

    private CompletableFuture<Void> checkOne(InetAddress address, long leftNanos) {
        var attempt = probe.start(target, new InetSocketAddress(address, target.port()));
        var limit =
                loop.schedule(
                        () -> attempt.stop(new Outcome.Failed(timedOut())),
                        leftNanos,
                        TimeUnit.NANOSECONDS);
        return attempt.outcome()
                .thenAcceptAsync(
                        outcome -> {
                            limit.cancel(false);
                            attempt.stop(outcome);
                            changing(() -> found(address, outcome));
                        },
                        loop)
                .toCompletableFuture();
    }

    private CompletableFuture<Void> unresolved(Throwable failure) {
        var cause = failure instanceof CompletionException ? failure.getCause() : failure;
        var reason = cause == null ? "not resolved" : String.valueOf(cause.getMessage());
        changing(
                () ->
                        health.unresolved(
                                reason(null, reason),
                                target.check().threshold(),
                                clock.instant(),
                                System.nanoTime()));
        return CompletableFuture.completedFuture(null);
    }

    /**
     * Pause from the end of one check to the next.
     *
     * @param chance uniform in [0, 1)
     * @param spentNanos on the check
     */
    static long pauseNanos(long intervalNanos, double chance, long spentNanos) {
        var jitter = 1 + JITTER * (2 * chance - 1);
        return Math.max(0, Math.round(intervalNanos * jitter) - spentNanos);
    }

    private String timedOut() {
        return String.format(Locale.ROOT, "no answer in %d ms", target.check().timeoutMillis());
    }

    private long intervalNanos() {
        return TimeUnit.SECONDS.toNanos(target.check().intervalSeconds());
    }

    private void found(InetAddress address, Outcome outcome) {
        var threshold = target.check().threshold();
        var now = System.nanoTime();
        switch (outcome) {
            case Outcome.Passed(var connectNanos) ->
                    health.passed(address, connectNanos, threshold, clock.instant(), now);
            case Outcome.Failed(var reason) ->
                    health.failed(
                            address, reason(address, reason), threshold, clock.instant(), now);
            case Outcome.Unknown() -> {}
        }
    }

    /** The reason, with the address when the endpoint is a name, which may have several. */
    private String reason(@Nullable InetAddress address, String reason) {
        return address == null || IpAddress.parse(target.address()).isPresent()
                ? String.format(Locale.ROOT, "port %d: %s", target.port(), reason)
                : String.format(
                        Locale.ROOT,
                        "%s port %d: %s",
                        IpAddress.of(address),
                        target.port(),
                        reason);
    }

    private void changing(Runnable change) {
        if (closed) {
            return;
        }
        var before = health.verdict();
        change.run();
        var after = health.verdict();
        if (after.state() != before.state()) {
            log.atLevel(after.state() == State.UNHEALTHY ? Level.WARN : Level.INFO)
                    .addKeyValue("endpoint", target.address())
                    .addKeyValue("port", target.port())
                    .addKeyValue("state", after.state())
                    .addKeyValue("cause", after.reason())
                    .log("endpoint health changed");
        }
    }
}
