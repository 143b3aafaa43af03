package io.sixlane.relay.udp;

import io.netty.channel.socket.DatagramChannel;
import java.io.IOException;

/** Makes what differs between the paths when sessions go from one relay to another. */
interface CarryPath {
    /**
     * @throws IOException when no descriptor is left
     */
    DatagramChannel newChannel() throws IOException;

    /** Lets sockets of other loops have the port too. */
    void sharePort(DatagramChannel channel);

    /** A session whose client is at another relay; it is not started yet. */
    UdpSession session(SessionStart start);
}
