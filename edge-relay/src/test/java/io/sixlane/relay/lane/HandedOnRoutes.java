package io.sixlane.relay.lane;

import io.sixlane.relay.forward.Admission;
import io.sixlane.relay.forward.CarriedFlow;
import io.sixlane.relay.forward.ConnectFailure;
import io.sixlane.relay.forward.DelegatingRoute;
import io.sixlane.relay.forward.DisconnectCause;
import io.sixlane.relay.forward.Route;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * Routes of the first of several relays in one process; those that a flow arrives at find its
 * destination by the id that stands for an endpoint.
 */
public final class HandedOnRoutes {
    private final Map<String, Route.Destination> destinations = new ConcurrentHashMap<>();
    private final Supplier<List<List<String>>> ways;

    /**
     * @param ways by which flows go, best first
     */
    public HandedOnRoutes(Supplier<List<List<String>>> ways) {
        this.ways = ways;
    }

    /** Hands on what {@code first} admits. */
    public Admission admission(Admission first) {
        return (local, client) -> {
            var route = first.admit(local, client);
            return route == null ? null : new HandedOn(route);
        };
    }

    /** Where a flow goes on from a relay that it arrived at; null for an unknown one. */
    public Route.@Nullable Destination arrived(Open open) {
        var destination = destinations.get(open.flow().endpoint());
        return destination == null ? null : new Arrived(destination, open);
    }

    /** Connects there, or continues to the next relay. */
    public record Arrived(Route.Destination destination, Open open) implements Route.Destination {
        @Override
        public CompletionStage<InetSocketAddress> address() {
            return destination.address();
        }

        @Override
        public byte[] preface(InetSocketAddress client, InetSocketAddress accelerated) {
            return open.preface();
        }

        @Override
        public List<List<String>> ways() {
            return open.nextRelay().isEmpty() ? DIRECT : List.of(List.of(open.nextRelay()));
        }

        @Override
        public CarriedFlow carried() {
            return open.flow();
        }
    }

    private final class HandedOn extends DelegatingRoute {
        private final Route route;
        private final List<String> ids = new ArrayList<>();

        HandedOn(Route route) {
            super(route);
            this.route = route;
        }

        @Override
        public Iterable<Destination> destinations() {
            var all = route.destinations();
            return () ->
                    StreamSupport.stream(all.spliterator(), false).map(this::carried).iterator();
        }

        private Destination carried(Destination destination) {
            var id = UUID.randomUUID();
            destinations.put(id.toString(), destination);
            ids.add(id.toString());
            return new Carried(
                    destination,
                    new CarriedFlow(id, "ga-1", 1, "lsr-1", 80, "epg-1", id.toString(), 0),
                    ways.get());
        }

        @Override
        public void closed(DisconnectCause cause) {
            ids.forEach(destinations::remove);
            super.closed(cause);
        }
    }

    private record Carried(
            Route.Destination destination, CarriedFlow carried, List<List<String>> ways)
            implements Route.Destination {
        @Override
        public CompletionStage<InetSocketAddress> address() {
            return destination.address();
        }

        @Override
        public byte[] preface(InetSocketAddress client, InetSocketAddress accelerated) {
            return destination.preface(client, accelerated);
        }

        @Override
        public void connected(Route.Upstream upstream, long nanos) {
            destination.connected(upstream, nanos);
        }

        @Override
        public void failed(ConnectFailure cause) {
            destination.failed(cause);
        }
    }
}
