package io.sixlane.benchmarks.relay;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;

/** A system log that drops what it gets. */
final class LogSink {
    private LogSink() {}

    /** Runs until it is killed. */
    public static void main(String[] arguments) throws IOException {
        try (var socket = DatagramChannel.open()) {
            socket.bind(
                    new InetSocketAddress(InetAddress.ofLiteral(Backends.ADDRESS), Backends.LOG));
            var line = ByteBuffer.allocateDirect(4096);
            while (socket.receive(line.clear()) != null) {
                // the next
            }
        }
    }
}
