package io.sixlane.relay.udp;

import io.netty.channel.socket.DatagramChannel;
import java.io.IOException;

/** Sessions between relays wherever Java runs. */
final class PortableCarryPath implements CarryPath {
    @Override
    public DatagramChannel newChannel() throws IOException {
        return PortableListener.newChannel();
    }

    /** One loop alone has the port. */
    @Override
    public void sharePort(DatagramChannel channel) {
        // nothing to share
    }

    @Override
    public UdpSession session(SessionStart start) {
        return new PortableSession(start);
    }
}
