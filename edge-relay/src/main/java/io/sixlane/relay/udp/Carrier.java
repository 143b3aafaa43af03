package io.sixlane.relay.udp;

/** Sessions of one event loop that come from other relays or go to them. Confined to the loop. */
record Carrier(UdpLoop loop, CarryPath path, CarryIngress ingress, CarryEgress egress) {
    /**
     * @param arrivals of all loops of the path
     */
    static Carrier of(UdpLoop loop, CarryPath path, CarrySettings settings, Arrivals arrivals) {
        var ingress = new CarryIngress(loop, path, settings);
        ingress.start();
        return new Carrier(loop, path, ingress, new CarryEgress(loop, path, settings, arrivals));
    }
}
