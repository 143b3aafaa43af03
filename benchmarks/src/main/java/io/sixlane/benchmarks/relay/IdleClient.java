package io.sixlane.benchmarks.relay;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;

/**
 * Opens connections that then do nothing: prints {@code ready} when a few have come and gone, waits
 * for a line, prints {@code open} when all are, and holds them until its input ends.
 */
final class IdleClient {
    private static final int FIRST = 200;
    private static final ByteBuffer REQUEST =
            ByteBuffer.wrap(
                            "GET / HTTP/1.1\r\nHost: idle\r\n\r\n"
                                    .getBytes(StandardCharsets.US_ASCII))
                    .asReadOnlyBuffer();

    private IdleClient() {}

    /** Arguments: address, port, number of connections. */
    public static void main(String[] arguments) throws IOException {
        var target =
                new InetSocketAddress(
                        InetAddress.ofLiteral(arguments[0]), Integer.parseInt(arguments[1]));
        for (var number = 0; number < FIRST; number++) {
            open(target).close();
        }
        print("ready");
        if (System.in.read() < 0) {
            return;
        }
        var held = new ArrayList<SocketChannel>();
        for (var number = 0; number < Integer.parseInt(arguments[2]); number++) {
            held.add(open(target));
        }
        print("open");
        System.in.transferTo(java.io.OutputStream.nullOutputStream());
        for (var channel : held) {
            channel.close();
        }
    }

    /** One request and its answer prove that the connection reaches the backend. */
    private static SocketChannel open(InetSocketAddress target) throws IOException {
        var channel = SocketChannel.open(target);
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        channel.write(REQUEST.duplicate());
        if (channel.read(ByteBuffer.allocate(1024)) <= 0) {
            throw new IOException("no answer");
        }
        return channel;
    }

    private static void print(String word) {
        java.io.PrintStream out = System.out;
        out.println(word);
        out.flush();
    }
}
