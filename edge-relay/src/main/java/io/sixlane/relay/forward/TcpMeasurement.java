package io.sixlane.relay.forward;

/**
 * Figures of the kernel for one connection (source: Linux {@code tcp_info}, linux/tcp.h). A count
 * that this path cannot read is -1.
 *
 * @param rttMicros smoothed round-trip time
 * @param rttVarianceMicros its mean deviation, which is the jitter
 * @param retransmitted segments sent again since the connection opened
 * @param lost segments believed lost now
 * @param segmentsSent segments sent, with retransmissions; loss is {@code retransmitted} over this
 * @param deliveryRate bytes per second that lately reached the peer
 */
public record TcpMeasurement(
        int rttMicros,
        int rttVarianceMicros,
        long retransmitted,
        long lost,
        long segmentsSent,
        long deliveryRate) {}
