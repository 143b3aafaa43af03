package io.sixlane.relay.listener;

import io.sixlane.configuration.accelerator.AccelerationRegion;
import io.sixlane.configuration.accelerator.AcceleratorId;
import io.sixlane.configuration.accelerator.Listener;
import io.sixlane.configuration.accelerator.PortRange;
import io.sixlane.configuration.image.AcceleratorImage;
import io.sixlane.configuration.image.ConfigurationImage;
import io.sixlane.configuration.relay.RelayStatus.ApplyFailure;

import java.net.InetAddress;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What an image asks of the relay of one region.
 *
 * @param accelerators those with an address here, in the order of their ids
 * @param failures what cannot be done whatever is tried
 */
record WantedListeners(
        Map<ListenerKey, WantedListener> listeners,
        List<AcceleratorImage> accelerators,
        Map<AcceleratorId, Set<ApplyFailure>> failures) {

    /**
     * {@code running} keeps a port that two listeners want; else the lower accelerator id has it.
     */
    static WantedListeners of(
            ConfigurationImage image,
            String region,
            AddressPools pools,
            Map<ListenerKey, WantedListener> running) {
        var accelerators =
                image.accelerators()
                        .filter(accelerator -> hasRegion(accelerator, region))
                        .sorted(Comparator.comparing(AcceleratorImage::id))
                        .toList();
        var wanted =
                new WantedListeners(new LinkedHashMap<>(), accelerators, new LinkedHashMap<>());
        for (var accelerator : accelerators) {
            if (!accelerator.forwards()) {
                continue;
            }
            for (var place : accelerator.regions()) {
                if (place.region().equals(region)) {
                    for (var listener : accelerator.listeners()) {
                        wanted.add(accelerator, place, listener, pools, running);
                    }
                }
            }
        }
        return wanted;
    }

    private static boolean hasRegion(AcceleratorImage accelerator, String region) {
        return accelerator.regions().stream().anyMatch(place -> place.region().equals(region));
    }

    private void add(
            AcceleratorImage accelerator,
            AccelerationRegion place,
            Listener listener,
            AddressPools pools,
            Map<ListenerKey, WantedListener> running) {
        for (var text : place.addresses()) {
            InetAddress address;
            try {
                address = InetAddress.ofLiteral(text);
            } catch (IllegalArgumentException _) {
                fail(accelerator, listener, text + " is not an address");
                continue;
            }
            for (var range : listener.ports()) {
                add(accelerator, place, listener, address, range, pools, running);
            }
        }
    }

    private void add(
            AcceleratorImage accelerator,
            AccelerationRegion place,
            Listener listener,
            InetAddress address,
            PortRange range,
            AddressPools pools,
            Map<ListenerKey, WantedListener> running) {
        for (var port = range.from(); port <= range.to(); port++) {
            var key = new ListenerKey(listener.protocol(), address, port);
            if (pools.socketFor(key).isEmpty()) {
                fail(
                        accelerator,
                        listener,
                        address.getHostAddress() + " is in no address pool of this relay");
                return;
            }
            var candidate = new WantedListener(key, accelerator, place, listener);
            var rival = listeners.putIfAbsent(key, candidate);
            if (rival == null || rival.hasOwnerOf(candidate)) {
                continue;
            }
            var held = running.get(key);
            if (held != null && held.hasOwnerOf(candidate)) {
                listeners.put(key, candidate);
                taken(rival, candidate);
            } else {
                taken(candidate, rival);
            }
        }
    }

    private void taken(WantedListener loser, WantedListener winner) {
        fail(
                loser.acceleratorId(),
                new ApplyFailure(
                        loser.listenerId(),
                        "%s is taken by %s of %s"
                                .formatted(
                                        loser.key(), winner.listenerId(), winner.acceleratorId())));
    }

    private void fail(AcceleratorImage accelerator, Listener listener, String reason) {
        fail(accelerator.id(), new ApplyFailure(listener.id(), reason));
    }

    private void fail(AcceleratorId id, ApplyFailure failure) {
        failures.computeIfAbsent(id, _ -> new LinkedHashSet<>()).add(failure);
    }
}
