package io.sixlane.relay.udp;

import io.sixlane.relay.forward.Admission;
import io.sixlane.relay.forward.BoundSocket;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;

/**
 * Receives and sends datagrams: the seam between the decision to forward and the mechanism.
 *
 * <p>A session is one client address and port at one accelerated address and port. Its first
 * datagram is admitted like a TCP connection; all go to one endpoint, through a connected socket of
 * the session's own, so that the system tells answers and ICMP errors apart. That costs a
 * descriptor, and a local port that only sessions to other endpoints may share: to one endpoint a
 * relay has as many sessions as {@code net.ipv4.ip_local_port_range} has ports, 28,232 on a default
 * Linux, less a sixteenth for other sockets of the host. Answers leave from the accelerated
 * address. A session ends after silence, when the endpoint cannot be reached, or from outside;
 * neither side learns of it.
 */
public interface UdpPath extends AutoCloseable {
    /** The name in logs, for example {@code portable}. */
    String name();

    /** Whether a socket on a wildcard address knows which address a datagram was sent to. */
    boolean knowsDestination();

    /**
     * Receives datagrams on {@code address}; a wildcard IPv6 address leaves IPv4 alone. Blocks
     * until bound.
     *
     * <p>Closing the result admits no further sessions; the port is released with its last session,
     * at once when there is none, and binding it again before then leaves no gap.
     *
     * @param address port 0 for a free one
     * @param admission asked about the first datagram of each session
     * @throws IOException with the system's reason
     */
    BoundSocket bind(InetSocketAddress address, Admission admission) throws IOException;

    /**
     * Like {@link #bind}, through sockets on {@code address} that were received from another
     * process of this relay. They receive nothing before {@link #inherit}.
     *
     * @param descriptors in the order of {@link BoundSocket#descriptors} there; this path closes
     *     them
     */
    BoundSocket adopt(InetSocketAddress address, List<Integer> descriptors, Admission admission)
            throws IOException;

    /**
     * Lets sessions go to other relays and come from them. Called once, before sockets are bound.
     */
    void useLanes(CarrySettings settings);

    /**
     * Receives sessions that other relays hand over. Closing the result admits no further ones; the
     * port is released with the last of them.
     *
     * @throws IOException with the system's reason
     */
    BoundSocket acceptCarried(InetSocketAddress address) throws IOException;

    /**
     * Resumes the sessions of another process; then adopted sockets receive. Called once, also
     * without a session.
     *
     * @param sessions whose sockets this path closes; one that is not admitted any more ends
     */
    void inherit(List<InheritedSession> sessions);

    /**
     * Pauses the sockets that admit and their sessions, which the next process can take over.
     * Sessions of sockets that admit no more stay in this process.
     */
    HandedOver handOver();

    /** Ends every session and the threads. */
    @Override
    void close();
}
