package io.sixlane.relay.listener;

import io.sixlane.relay.RelayProperties;
import io.sixlane.relay.endpoint.EndpointResolver;
import io.sixlane.relay.endpoint.EndpointSelector;
import io.sixlane.relay.limit.ConnectionLimit;
import io.sixlane.relay.limit.ConnectionLimits;
import io.sixlane.relay.proxyprotocol.ClientAddressHeader;
import io.sixlane.relay.proxyprotocol.ConnectionTags;
import io.sixlane.relay.report.AcceleratorTraffic;
import io.sixlane.relay.report.RelayMeters;
import io.sixlane.relay.report.TrafficMeters;
import io.sixlane.relay.tcp.DisconnectCause;
import io.sixlane.relay.tcp.Route;

import org.jspecify.annotations.Nullable;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

/** A listener that runs: admits connections and knows those that are open. */
final class ServedListener {
    private final Setting setting;
    private final ConnectionLimit limit;
    private final AcceleratorTraffic traffic;
    private final Set<Route.OpenConnection> open = ConcurrentHashMap.newKeySet();
    private volatile WantedListener target;
    private volatile EndpointSelector selector;
    private volatile ConnectionTags tags;

    /** What all listeners of a relay share. */
    record Setting(
            RelayProperties properties,
            EndpointResolver resolver,
            ConnectionLimits limits,
            TrafficMeters traffic,
            RelayMeters meters) {}

    ServedListener(WantedListener target, Setting setting) {
        this.setting = setting;
        this.target = target;
        this.selector = selectorOf(target);
        this.tags = tagsOf(target);
        this.limit = setting.limits().of(target.acceleratorId(), target.maxConnections());
        this.traffic = setting.traffic().of(target.acceleratorId());
    }

    WantedListener target() {
        return target;
    }

    /** Later connections go where {@code target} says; open ones stay. */
    void retarget(WantedListener target) {
        this.selector = selectorOf(target);
        this.tags = tagsOf(target);
        this.target = target;
        setting.limits().of(target.acceleratorId(), target.maxConnections());
    }

    /** Null over the connection limit. */
    @Nullable Route admit(InetAddress client) {
        if (!limit.tryAcquire()) {
            traffic.refused();
            setting.meters().refused("over_limit");
            return null;
        }
        return new RelayedRoute(selector.rank(client));
    }

    void resetOpen() {
        open.forEach(connection -> connection.reset(DisconnectCause.DRAINED));
    }

    private EndpointSelector selectorOf(WantedListener listener) {
        return new EndpointSelector(
                listener.endpointGroups(),
                setting.properties().region(),
                listener.key().port(),
                listener.affinity(),
                setting.properties().affinityPrefixLength(),
                () -> ThreadLocalRandom.current().nextDouble());
    }

    private ConnectionTags tagsOf(WantedListener listener) {
        return new ConnectionTags(
                listener.acceleratorId(), listener.revision(), setting.properties().id());
    }

    private final class EndpointDestination implements Route.Destination {
        private final EndpointSelector.Choice choice;

        private EndpointDestination(EndpointSelector.Choice choice) {
            this.choice = choice;
        }

        @Override
        public CompletionStage<InetSocketAddress> address() {
            return setting.resolver()
                    .resolve(choice.endpoint())
                    .thenApply(address -> new InetSocketAddress(address, choice.port()));
        }

        @Override
        public byte[] preface(InetSocketAddress client, InetSocketAddress accelerated) {
            return ClientAddressHeader.of(
                    choice.group().effectiveClientIp(),
                    target.key().protocol(),
                    client,
                    accelerated,
                    tags);
        }
    }

    private final class RelayedRoute implements Route {
        private final List<EndpointSelector.Choice> choices;
        private final Duration idleTimeout = Duration.ofSeconds(target.idleTimeoutSeconds());
        private @Nullable OpenConnection connection;

        private RelayedRoute(List<EndpointSelector.Choice> choices) {
            this.choices = choices;
        }

        @Override
        public List<Destination> destinations() {
            return choices.stream().map(this::destination).toList();
        }

        private Destination destination(EndpointSelector.Choice choice) {
            return new EndpointDestination(choice);
        }

        @Override
        public Duration idleTimeout() {
            return idleTimeout;
        }

        @Override
        public void opened(OpenConnection connection) {
            this.connection = connection;
            open.add(connection);
            traffic.opened();
            setting.meters().opened();
        }

        @Override
        public void connected(long nanos) {
            traffic.connected(nanos);
            setting.meters().connected(nanos);
        }

        @Override
        public void firstByte(long nanos) {
            traffic.firstByte(nanos);
        }

        @Override
        public void bytesIn(int count) {
            traffic.bytesIn(count);
            setting.meters().bytesIn(count);
        }

        @Override
        public void bytesOut(int count) {
            traffic.bytesOut(count);
            setting.meters().bytesOut(count);
        }

        @Override
        public void closed(DisconnectCause cause) {
            limit.release();
            if (connection != null) {
                open.remove(connection);
            }
            if (cause == DisconnectCause.NO_ENDPOINT) {
                traffic.failed();
            }
            traffic.closed();
            setting.meters().closed(cause);
        }
    }
}
