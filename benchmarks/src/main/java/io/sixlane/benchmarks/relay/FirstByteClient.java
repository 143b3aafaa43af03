package io.sixlane.benchmarks.relay;

import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.LongStream;

/**
 * One connection after the other, each with one request; prints the p99 of the time from connect to
 * the first byte of the answer in microseconds.
 */
final class FirstByteClient {
    /** Uncounted requests until this client's own code is compiled. */
    private static final int WARM_UP = 3_000;

    private static final ByteBuffer REQUEST =
            ByteBuffer.wrap(
                            "GET / HTTP/1.1\r\nHost: first\r\nConnection: close\r\n\r\n"
                                    .getBytes(StandardCharsets.US_ASCII))
                    .asReadOnlyBuffer();

    private FirstByteClient() {}

    /**
     * Arguments: address, port, seconds, and the address that the uncounted requests go to, if it
     * is another.
     */
    public static void main(String[] arguments) throws IOException {
        var target =
                new InetSocketAddress(
                        InetAddress.ofLiteral(arguments[0]), Integer.parseInt(arguments[1]));
        var answer = ByteBuffer.allocateDirect(1024);
        var first =
                arguments.length < 4
                        ? target
                        : new InetSocketAddress(
                                InetAddress.ofLiteral(arguments[3]), target.getPort());
        for (var number = 0; number < WARM_UP; number++) {
            nanos(first, answer);
        }
        var end = System.nanoTime() + Long.parseLong(arguments[2]) * 1_000_000_000L;
        var samples = LongStream.builder();
        while (System.nanoTime() - end < 0) {
            samples.add(nanos(target, answer));
        }
        var sorted = samples.build().toArray();
        Arrays.sort(sorted);
        PrintStream out = System.out;
        out.println(sorted[(int) Math.ceil(0.99 * sorted.length) - 1] / 1_000.0);
    }

    private static long nanos(InetSocketAddress target, ByteBuffer answer) throws IOException {
        var start = System.nanoTime();
        try (var channel = SocketChannel.open(target)) {
            channel.write(REQUEST.duplicate());
            if (channel.read(answer.clear()) <= 0) {
                throw new IOException("no answer");
            }
            return System.nanoTime() - start;
        }
    }
}
