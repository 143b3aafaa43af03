package io.sixlane.relay.udp;

import java.util.ArrayDeque;
import java.util.function.Consumer;

/** The first datagrams of a session, kept until it has a socket to an endpoint. */
final class WaitingDatagrams {
    private static final int MOST = 16;
    private static final int MOST_BYTES = 32 << 10;

    private final ArrayDeque<byte[]> kept = new ArrayDeque<>();
    private int bytes;

    /** Returns false when there is no room for it. */
    boolean add(byte[] payload) {
        if (kept.size() == MOST || bytes + payload.length > MOST_BYTES) {
            return false;
        }
        bytes += payload.length;
        return kept.add(payload);
    }

    int size() {
        return kept.size();
    }

    /** Passes the datagrams on in the order of their arrival. */
    void forEach(Consumer<byte[]> receiver) {
        kept.forEach(receiver);
    }
}
