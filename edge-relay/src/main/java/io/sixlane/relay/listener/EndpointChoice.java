package io.sixlane.relay.listener;

import io.sixlane.configuration.accelerator.Endpoint;
import io.sixlane.configuration.accelerator.EndpointGroup;
import io.sixlane.configuration.accelerator.EndpointGroupId;
import io.sixlane.configuration.plan.ForwardedPort;
import io.sixlane.relay.endpoint.Candidate;
import io.sixlane.relay.endpoint.CheckedHealth;
import io.sixlane.relay.endpoint.Choices;
import io.sixlane.relay.endpoint.EndpointCondition;
import io.sixlane.relay.endpoint.EndpointSelector;
import io.sixlane.relay.health.EndpointWatches;
import io.sixlane.relay.health.Greeting;
import io.sixlane.relay.health.WatchedEndpoint;
import java.net.InetAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The endpoints of a listener as one configuration wants them, watched until it is closed. */
final class EndpointChoice implements AutoCloseable {
    private final WantedPort listener;
    private final EndpointWatches watches;
    private final List<Watched> watched = new ArrayList<>();
    private final EndpointSelector selector;

    private record Watched(EndpointGroup group, Endpoint endpoint, EndpointWatches.Watch watch) {
        private boolean isShown(long nowNanos) {
            return group.healthCheck() != null
                    || endpoint.isDraining()
                    || watch.condition().isEjected(nowNanos);
        }
    }

    /**
     * @param region of this relay
     * @param before the choice that this one replaces; null for a listener that begins
     */
    EndpointChoice(
            WantedPort listener,
            String region,
            EndpointWatches watches,
            @Nullable EndpointChoice before) {
        this.listener = listener;
        this.watches = watches;
        this.selector =
                new EndpointSelector(
                        listener.endpointGroups(),
                        region,
                        listener.port(),
                        new EndpointSelector.Affinity(
                                listener.listener().clientAffinity(),
                                listener.listener().effectiveAffinityPrefixLength()),
                        this::watch,
                        watches.changes(),
                        System::nanoTime,
                        () -> ThreadLocalRandom.current().nextDouble(),
                        before == null ? null : before.selector);
        watchDraining();
    }

    /** Open sessions leave an endpoint that drains when it is down. */
    private void watchDraining() {
        for (var group : listener.endpointGroups()) {
            for (var endpoint : group.endpoints()) {
                if (endpoint.isDraining()) {
                    watch(group, endpoint, group.endpointPort(endpoint, listener.port()));
                }
            }
        }
    }

    private EndpointCondition watch(EndpointGroup group, Endpoint endpoint, int port) {
        var watch =
                watches.watch(
                        new WatchedEndpoint(
                                endpoint.address(),
                                port,
                                group.healthCheck(),
                                Greeting.of(
                                        group.effectiveClientIp(),
                                        listener.listener().protocol())));
        watched.add(new Watched(group, endpoint, watch));
        return watch.condition();
    }

    /** The endpoint at that place, whatever its weight; null when it is removed. */
    @Nullable Candidate find(ForwardedPort.EndpointAt place) {
        for (var group : listener.endpointGroups()) {
            for (var endpoint : group.endpoints()) {
                var port = group.endpointPort(endpoint, listener.port());
                if (place.port() == port && place.address().equals(endpoint.address())) {
                    var condition = conditionOf(group, endpoint);
                    return new Candidate(group, endpoint, port, 0, condition, null);
                }
            }
        }
        return null;
    }

    /** An endpoint without a weight is not watched. */
    private EndpointCondition conditionOf(EndpointGroup group, Endpoint endpoint) {
        return watched.stream()
                .filter(one -> one.group().equals(group) && one.endpoint().equals(endpoint))
                .map(one -> one.watch().condition())
                .findFirst()
                .orElseGet(
                        () ->
                                new EndpointCondition(
                                        watches.changes(),
                                        new CheckedHealth(watches.changes(), Instant.EPOCH)));
    }

    Choices choose(InetAddress client) {
        return selector.choose(client);
    }

    /** Adds the groups of this listener, with the least time to connect; 0 when unknown. */
    void connectNanos(Map<EndpointGroupId, Long> least) {
        for (var one : watched) {
            var nanos = one.watch().condition().connectNanos().orElse(0);
            least.merge(one.group().id(), nanos, EndpointChoice::lesser);
        }
    }

    private static long lesser(long one, long other) {
        return one == 0 ? other : other == 0 ? one : Math.min(one, other);
    }

    /**
     * Endpoints that are checked, those that are ejected and those that drain.
     *
     * @param open counts the connections to a place
     */
    Stream<FoundHealth> found(long nowNanos, ToIntFunction<ForwardedPort.EndpointAt> open) {
        return isQuiet(nowNanos) ? Stream.empty() : shown(nowNanos, open);
    }

    /** Called often, for every listener: uses no stream. */
    private boolean isQuiet(long nowNanos) {
        for (var one : watched) {
            if (one.isShown(nowNanos)) {
                return false;
            }
        }
        return true;
    }

    private Stream<FoundHealth> shown(long nowNanos, ToIntFunction<ForwardedPort.EndpointAt> open) {
        return watched.stream()
                .filter(one -> one.isShown(nowNanos))
                .map(
                        one ->
                                new FoundHealth(
                                        listener.listenerId(),
                                        one.group().id(),
                                        one.endpoint().id(),
                                        one.watch().condition(),
                                        left(one, open)));
    }

    private @Nullable Integer left(Watched one, ToIntFunction<ForwardedPort.EndpointAt> open) {
        return one.endpoint().isDraining()
                ? (Integer)
                        open.applyAsInt(
                                ForwardedPort.EndpointAt.of(
                                        one.group(), one.endpoint(), listener.port()))
                : null;
    }

    @Override
    public void close() {
        watched.forEach(one -> one.watch().close());
    }
}
