package io.sixlane.standalone;

import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The address pools of the local regions.
 *
 * @param pools prefix by region
 * @param routed whether the prefixes must be routed to this host
 */
record AddressPlan(Map<String, String> pools, boolean routed) {

    private static final String LOOPBACK = "::1/128";

    AddressPlan {
        pools = Map.copyOf(pools);
    }

    static AddressPlan loopback() {
        return new AddressPlan(Map.of(Parts.HONG_KONG, LOOPBACK, Parts.US_WEST, LOOPBACK), false);
    }

    /**
     * Unique local prefixes (RFC 4193).
     *
     * @param offset of the stack's ports: stacks beside each other must not share a prefix
     */
    static AddressPlan prefixes(int offset) {
        var tail = offset == 0 ? "::/64" : ":" + Integer.toHexString(offset) + "::/64";
        return new AddressPlan(
                Map.of(Parts.HONG_KONG, "fd6c:616e:1" + tail, Parts.US_WEST, "fd6c:616e:2" + tail),
                true);
    }

    List<String> prefixes() {
        return pools.values().stream().sorted().distinct().toList();
    }

    /** The pools in the form of {@code SIXLANE_ADDRESS_POOLS}. */
    String asVariable() {
        return new TreeMap<>(pools)
                .entrySet().stream()
                        .map(pool -> pool.getKey() + "=" + pool.getValue())
                        .collect(Collectors.joining(","));
    }

    /**
     * The port for the demo's listener: where each accelerator has its own address the wished one,
     * unless something else took it before the stack was up; on a shared address a free one.
     *
     * @param taken whether another program held the wished port before the relays were started
     */
    int listenerPort(int wished, boolean taken) {
        return routed && !taken
                ? wished
                : Ports.anyFree(InetAddress.ofLiteral(routed ? "::" : "::1"));
    }

    String sentence() {
        return routed
                ? "Addresses: each accelerator has its own, of %s (routed to this host; removed at the end)."
                        .formatted(String.join(" and ", prefixes()))
                : "Addresses: all accelerators share ::1 and differ by port (with root each would"
                        + " have its own address).";
    }
}
