package io.sixlane.relay.udp;

import io.sixlane.relay.lane.datagram.SharedKey;
import java.net.InetSocketAddress;

/** One way by which the datagrams of a client arrive from other relays. */
final class CarriedLeg {
    private final Key key;
    private final CarriedClient client;
    private InetSocketAddress address;
    private SharedKey shared;

    /**
     * @param relay that sent it here
     * @param session the number that it gave
     */
    record Key(String relay, long session) {}

    CarriedLeg(Key key, CarriedClient client, InetSocketAddress address, SharedKey shared) {
        this.key = key;
        this.client = client;
        this.address = address;
        this.shared = shared;
    }

    Key key() {
        return key;
    }

    CarriedClient client() {
        return client;
    }

    /** Where the newest datagram came from, and which key sealed it. */
    void follows(InetSocketAddress from, SharedKey sealedBy) {
        address = from;
        shared = sealedBy;
    }

    InetSocketAddress address() {
        return address;
    }

    SharedKey shared() {
        return shared;
    }
}
