package io.sixlane.configuration.plan;

import io.sixlane.configuration.accelerator.AccelerationRegion;
import io.sixlane.configuration.accelerator.Endpoint;
import io.sixlane.configuration.accelerator.EndpointGroup;
import io.sixlane.configuration.accelerator.Listener;
import io.sixlane.configuration.image.AcceleratorImage;
import java.util.HashSet;
import java.util.Set;

/** One port of one listener at one accelerated address: the unit that a relay binds. */
public interface ForwardedPort {
    AcceleratorImage accelerator();

    /** The acceleration region whose address it is. */
    AccelerationRegion place();

    Listener listener();

    /** 1 to {@link io.sixlane.configuration.accelerator.PortRange#MAX}. */
    int port();

    /** An address or name, and a port. */
    record EndpointAt(String address, int port) {
        /** The place of an endpoint for connections to {@code listenerPort}. */
        public static EndpointAt of(EndpointGroup group, Endpoint endpoint, int listenerPort) {
            return new EndpointAt(endpoint.address(), group.endpointPort(endpoint, listenerPort));
        }

        /** Reads what {@link #toString} wrote. */
        public static EndpointAt parse(String text) {
            var space = text.lastIndexOf(' ');
            return new EndpointAt(
                    text.substring(0, space), Integer.parseInt(text.substring(space + 1)));
        }

        @Override
        public String toString() {
            return address + " " + port;
        }
    }

    /** Every endpoint that connections may go to, whatever its weight. */
    default Set<EndpointAt> endpoints() {
        var endpoints = new HashSet<EndpointAt>();
        for (var group : listener().endpointGroups()) {
            group.endpoints()
                    .forEach(endpoint -> endpoints.add(EndpointAt.of(group, endpoint, port())));
        }
        return endpoints;
    }

    default boolean hasOwnerOf(ForwardedPort other) {
        return accelerator().id().equals(other.accelerator().id())
                && listener().id().equals(other.listener().id());
    }

    /** Whether connections, open or new, are treated as {@code other} treats them. */
    default boolean forwardsLike(ForwardedPort other) {
        return accelerator().specification().maxConnections()
                        == other.accelerator().specification().maxConnections()
                && place().bandwidthMbps() == other.place().bandwidthMbps()
                && listener().equals(other.listener());
    }
}
