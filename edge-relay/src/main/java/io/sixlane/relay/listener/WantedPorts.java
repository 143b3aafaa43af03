package io.sixlane.relay.listener;

import io.sixlane.configuration.accelerator.AccelerationRegion;
import io.sixlane.configuration.accelerator.Listener;
import io.sixlane.configuration.accelerator.PortRange;
import io.sixlane.configuration.image.AcceleratorImage;
import io.sixlane.configuration.relay.RelayStatus.ApplyFailure;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The ports that one accelerator wants of the relays of one region.
 *
 * @param listeners in its order; two of one key only where two listeners want one port
 * @param failures what cannot be done whatever is tried
 */
record WantedPorts(
        AcceleratorImage accelerator, List<WantedPort> listeners, Set<ApplyFailure> failures) {

    static boolean isHere(AcceleratorImage accelerator, String region) {
        return accelerator.regions().stream().anyMatch(place -> place.region().equals(region));
    }

    /** Empty for a suspended accelerator. */
    static WantedPorts of(AcceleratorImage accelerator, String region, AddressPools pools) {
        var made = new Making(accelerator, pools);
        if (accelerator.forwards()) {
            for (var place : accelerator.regions()) {
                if (place.region().equals(region)) {
                    place.addresses().forEach(address -> made.add(place, address));
                }
            }
        }
        return new WantedPorts(accelerator, List.copyOf(made.listeners), made.failures);
    }

    private static final class Making {
        private final AcceleratorImage accelerator;
        private final AddressPools pools;
        private final List<WantedPort> listeners = new ArrayList<>();
        private final Set<ApplyFailure> failures = new LinkedHashSet<>();

        private Making(AcceleratorImage accelerator, AddressPools pools) {
            this.accelerator = accelerator;
            this.pools = pools;
        }

        private void add(AccelerationRegion place, String text) {
            InetAddress address;
            try {
                address = InetAddress.ofLiteral(text);
            } catch (IllegalArgumentException _) {
                accelerator
                        .listeners()
                        .forEach(listener -> fail(listener, text + " is not an address"));
                return;
            }
            for (var listener : accelerator.listeners()) {
                var ports = new LinkedHashMap<ListenerKey, WantedPort>();
                for (var range : listener.ports()) {
                    add(place, listener, address, range, ports);
                }
                listeners.addAll(ports.values());
            }
        }

        private void add(
                AccelerationRegion place,
                Listener listener,
                InetAddress address,
                PortRange range,
                Map<ListenerKey, WantedPort> ports) {
            for (var port = range.from(); port <= range.to(); port++) {
                var key = new ListenerKey(listener.protocol(), address, port);
                if (pools.socketFor(key).isEmpty()) {
                    fail(
                            listener,
                            address.getHostAddress() + " is in no address pool of this relay");
                    return;
                }
                ports.putIfAbsent(key, new WantedPort(key, accelerator, place, listener));
            }
        }

        private void fail(Listener listener, String reason) {
            failures.add(new ApplyFailure(listener.id(), reason));
        }
    }
}
