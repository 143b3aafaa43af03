package io.sixlane.benchmarks.relay;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;

/** Sends every datagram back. */
final class DatagramEcho {
    private static final int BUFFER_BYTES = 4 << 20;

    private DatagramEcho() {}

    /** Runs until it is killed. */
    public static void main(String[] arguments) throws IOException {
        try (var socket = DatagramChannel.open()) {
            socket.setOption(StandardSocketOptions.SO_RCVBUF, BUFFER_BYTES);
            socket.bind(
                    new InetSocketAddress(
                            InetAddress.ofLiteral(Backends.ADDRESS), Backends.DATAGRAMS));
            var datagram = ByteBuffer.allocateDirect(2048);
            while (true) {
                var from = socket.receive(datagram.clear());
                socket.send(datagram.flip(), from);
            }
        }
    }
}
