package io.sixlane.relay.health;

import io.netty.channel.EventLoop;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.sixlane.relay.endpoint.CheckedHealth;
import io.sixlane.relay.endpoint.ConditionChanges;
import io.sixlane.relay.endpoint.EndpointCondition;
import io.sixlane.relay.endpoint.EndpointResolver;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The conditions of all endpoints that listeners of this relay use: one for each port, and one
 * check for each target while it has a watcher. Checks share one event loop.
 */
public final class EndpointWatches implements AutoCloseable {
    private final EndpointResolver resolver;
    private final InstantSource clock;
    private final DoubleSupplier chance;
    private final ConditionChanges changes = new ConditionChanges();
    private final MultiThreadIoEventLoopGroup loops =
            new MultiThreadIoEventLoopGroup(
                    1, new DefaultThreadFactory("relay-health", true), NioIoHandler.newFactory());
    private final EventLoop loop = loops.next();
    private final Probe probe = new Probe(loop);
    private final Map<WatchedEndpoint, Shared<EndpointCondition>> conditions = new HashMap<>();
    private final Map<CheckTarget, Shared<RepeatedCheck>> checks = new HashMap<>();

    private static final class Shared<T> {
        private final T value;
        private int users = 1;

        private Shared(T value) {
            this.value = value;
        }
    }

    /**
     * @param chance uniform in [0, 1), spreads checks over time; called on one thread
     */
    public EndpointWatches(EndpointResolver resolver, InstantSource clock, DoubleSupplier chance) {
        this.resolver = resolver;
        this.clock = clock;
        this.chance = chance;
    }

    public ConditionChanges changes() {
        return changes;
    }

    /** One watcher's view of a condition; closed when no longer needed. */
    public interface Watch extends AutoCloseable {
        EndpointCondition condition();

        @Override
        void close();
    }

    public synchronized Watch watch(WatchedEndpoint endpoint) {
        var held = conditions.get(endpoint);
        if (held == null) {
            held = new Shared<>(new EndpointCondition(changes, healthOf(endpoint.target())));
            conditions.put(endpoint, held);
        } else {
            held.users++;
        }
        return new OneWatch(endpoint, held.value);
    }

    private CheckedHealth healthOf(@Nullable CheckTarget target) {
        if (target == null) {
            return new CheckedHealth(changes, clock.instant());
        }
        var held = checks.get(target);
        if (held != null) {
            held.users++;
            return held.value.health();
        }
        var check =
                new RepeatedCheck(
                        target,
                        new CheckedHealth(changes, clock.instant()),
                        loop,
                        probe,
                        resolver,
                        clock,
                        chance);
        checks.put(target, new Shared<>(check));
        check.start();
        return check.health();
    }

    private synchronized void release(WatchedEndpoint endpoint) {
        var held = conditions.get(endpoint);
        if (held == null || --held.users > 0) {
            return;
        }
        conditions.remove(endpoint);
        var target = endpoint.target();
        var check = target == null ? null : checks.get(target);
        if (check != null && --check.users == 0) {
            checks.remove(target);
            check.value.close();
        }
    }

    /** How many different targets are checked now. */
    synchronized int checks() {
        return checks.size();
    }

    /** Ends all checks; their results stay. */
    @Override
    public void close() {
        var _ = loops.shutdownGracefully(0, 1, TimeUnit.SECONDS);
    }

    private final class OneWatch implements Watch {
        private final WatchedEndpoint endpoint;
        private final EndpointCondition condition;
        private final AtomicBoolean closed = new AtomicBoolean();

        private OneWatch(WatchedEndpoint endpoint, EndpointCondition condition) {
            this.endpoint = endpoint;
            this.condition = condition;
        }

        @Override
        public EndpointCondition condition() {
            return condition;
        }

        @Override
        public void close() {
            if (closed.compareAndSet(false, true)) {
                release(endpoint);
            }
        }
    }
}
