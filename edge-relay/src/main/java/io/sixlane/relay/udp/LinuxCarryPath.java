package io.sixlane.relay.udp;

import io.netty.channel.ChannelException;
import io.netty.channel.epoll.EpollDatagramChannel;
import io.netty.channel.socket.DatagramChannel;
import io.netty.channel.unix.UnixChannelOption;
import java.io.IOException;

/** Sessions between relays on Linux's own calls. */
record LinuxCarryPath(LinuxBuffers buffers) implements CarryPath {
    @Override
    public DatagramChannel newChannel() throws IOException {
        try {
            return new EpollDatagramChannel();
        } catch (ChannelException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    @Override
    public void sharePort(DatagramChannel channel) {
        channel.config().setOption(UnixChannelOption.SO_REUSEPORT, true);
    }

    @Override
    public UdpSession session(SessionStart start) {
        return new LinuxSession(start, buffers);
    }
}
