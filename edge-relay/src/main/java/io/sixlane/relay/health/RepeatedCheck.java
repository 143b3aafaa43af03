package io.sixlane.relay.health;

import io.netty.channel.EventLoop;
import io.sixlane.configuration.relay.RelayStatus.EndpointHealth.State;
import io.sixlane.relay.endpoint.CheckedHealth;
import io.sixlane.relay.endpoint.EndpointResolver;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

import java.net.InetSocketAddress;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.DoubleSupplier;

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

    private void check() {
        if (closed) {
            return;
        }
        var startedNanos = System.nanoTime();
        var ended = new CompletableFuture<Outcome>();
        var limit =
                loop.schedule(
                        () -> ended.complete(timedOut()),
                        target.check().timeoutMillis(),
                        TimeUnit.MILLISECONDS);
        resolver.resolve(target.address(), null)
                .whenComplete(
                        (address, failure) -> {
                            if (failure != null) {
                                ended.complete(
                                        new Outcome.Failed(target.address() + " is not resolved"));
                            } else if (!ended.isDone()) {
                                var at = new InetSocketAddress(address, target.port());
                                var attempt = probe.start(target, at);
                                attempt.outcome().thenAccept(ended::complete);
                                var _ = ended.thenAccept(attempt::stop);
                            }
                        });
        var _ =
                ended.thenAcceptAsync(
                        outcome -> {
                            limit.cancel(false);
                            found(outcome);
                            again(
                                    pauseNanos(
                                            intervalNanos(),
                                            chance.getAsDouble(),
                                            System.nanoTime() - startedNanos));
                        },
                        loop);
    }

    /**
     * From the end of one check to the next.
     *
     * @param chance uniform in [0, 1)
     * @param spentNanos on the check
     */
    static long pauseNanos(long intervalNanos, double chance, long spentNanos) {
        var jitter = 1 + JITTER * (2 * chance - 1);
        return Math.max(0, Math.round(intervalNanos * jitter) - spentNanos);
    }

    private Outcome timedOut() {
        return new Outcome.Failed("no answer in %s ms".formatted(target.check().timeoutMillis()));
    }

    private long intervalNanos() {
        return TimeUnit.SECONDS.toNanos(target.check().intervalSeconds());
    }

    private void found(Outcome outcome) {
        if (closed) {
            return;
        }
        var before = health.verdict().state();
        var threshold = target.check().threshold();
        switch (outcome) {
            case Outcome.Passed(var connectNanos) ->
                    health.passed(connectNanos, threshold, clock.instant(), System.nanoTime());
            case Outcome.Failed(var reason) ->
                    health.failed(
                            "port %s: %s".formatted(target.port(), reason),
                            threshold,
                            clock.instant());
            case Outcome.Unknown() -> {}
        }
        var after = health.verdict();
        if (after.state() != before) {
            log.atLevel(after.state() == State.UNHEALTHY ? Level.WARN : Level.INFO)
                    .addKeyValue("endpoint", target.address())
                    .addKeyValue("port", target.port())
                    .addKeyValue("state", after.state())
                    .addKeyValue("cause", after.reason())
                    .log("endpoint health changed");
        }
    }
}
