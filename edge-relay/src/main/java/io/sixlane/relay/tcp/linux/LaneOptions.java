package io.sixlane.relay.tcp.linux;

import io.sixlane.relay.linux.SocketOptions;

/**
 * Socket options of lanes, beyond those of clients and endpoints. Options that the kernel lacks are
 * skipped.
 */
final class LaneOptions {
    /**
     * Bytes that the kernel holds beyond what it may send: few, since they are dropped at the other
     * end when a flow is reset, and more than a pipe, or every pipe takes several rounds.
     */
    private static final int NOT_SENT_BYTES = 512 << 10;

    /** Shortest retransmission timeout; the kernel's own is 200 ms. */
    private static final int LEAST_RETRANSMISSION_MICROS = 50_000;

    private static final int MOST_DELAYED_ACK_MICROS = 10_000;

    /** How long sent bytes may stay unacknowledged. */
    private static final int USER_TIMEOUT_MILLIS = 20_000;

    /** Silence before the side that accepted a lane probes the other one. */
    private static final int KEEPALIVE_SECONDS = 20;

    private final SocketOptions options;
    private final String congestionControl;

    LaneOptions(SocketOptions options, String congestionControl) {
        this.options = options;
        this.congestionControl = congestionControl;
    }

    /** Called before the socket connects or listens, or once it is accepted. */
    void set(int descriptor) {
        options.noDelay(descriptor);
        options.congestionControl(descriptor, congestionControl);
        options.notSentLowWater(descriptor, NOT_SENT_BYTES);
        options.leastRetransmissionTimeout(descriptor, LEAST_RETRANSMISSION_MICROS);
        options.mostDelayedAck(descriptor, MOST_DELAYED_ACK_MICROS);
        options.userTimeout(descriptor, USER_TIMEOUT_MILLIS);
        options.keepalive(descriptor, KEEPALIVE_SECONDS, KEEPALIVE_SECONDS / 4, 3);
    }
}
