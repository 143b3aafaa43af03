package io.sixlane.benchmarks.relay;

import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Sessions that each have some datagrams on their way, and send the next one for each that comes
 * back; after a while of silence they begin again. Prints the datagrams that came back.
 */
final class DatagramClient {
    /** On their way at once, of all sessions together; each has at least one. */
    private static final int WINDOW = 256;

    private static final long SILENCE_NANOS = TimeUnit.MILLISECONDS.toNanos(200);
    private static final int AT_ONCE = 64;

    private static final InetAddress LOOPBACK = InetAddress.ofLiteral("::1");

    /** The same in each run, so that a relay that remembers sessions has no more each time. */
    private static final int FIRST_PORT = 20_000;

    private final ByteBuffer datagram;
    private final ByteBuffer received = ByteBuffer.allocateDirect(2048);
    private final List<Session> sessions = new ArrayList<>();
    private final int each;
    private long returned;

    private static final class Session {
        private final DatagramChannel channel;
        private long heardNanos;

        Session(DatagramChannel channel) {
            this.channel = channel;
        }
    }

    private DatagramClient(int bytes, int sessions) {
        this.datagram = ByteBuffer.allocateDirect(bytes);
        this.each = Math.max(1, WINDOW / sessions);
    }

    /** Arguments: address, port, sessions, bytes of a datagram, seconds. */
    public static void main(String[] arguments) throws IOException {
        var target =
                new InetSocketAddress(
                        InetAddress.ofLiteral(arguments[0]), Integer.parseInt(arguments[1]));
        var count = Integer.parseInt(arguments[2]);
        var client = new DatagramClient(Integer.parseInt(arguments[3]), count);
        client.run(target, count, TimeUnit.SECONDS.toNanos(Long.parseLong(arguments[4])));
        PrintStream out = System.out;
        out.println(client.returned);
    }

    private void run(SocketAddress target, int count, long nanos) throws IOException {
        try (var selector = Selector.open()) {
            for (var number = 0; number < count; number++) {
                var channel = DatagramChannel.open(StandardProtocolFamily.INET6);
                channel.configureBlocking(false);
                channel.bind(new InetSocketAddress(LOOPBACK, FIRST_PORT + number));
                channel.connect(target);
                var session = new Session(channel);
                channel.register(selector, SelectionKey.OP_READ, session);
                sessions.add(session);
            }
            var end = System.nanoTime() + nanos;
            var lookNanos = System.nanoTime();
            sessions.forEach(session -> session.heardNanos = System.nanoTime() - SILENCE_NANOS);
            while (System.nanoTime() - end < 0) {
                var now = System.nanoTime();
                if (now - lookNanos >= 0) {
                    lookNanos = now + SILENCE_NANOS / 4;
                    begin(now);
                }
                selector.select(this::receive, 10);
            }
        }
    }

    private void begin(long now) throws IOException {
        for (var session : sessions) {
            if (now - session.heardNanos >= SILENCE_NANOS) {
                session.heardNanos = now;
                for (var number = 0; number < each; number++) {
                    send(session);
                }
            }
        }
    }

    private void receive(SelectionKey key) {
        var session = (Session) key.attachment();
        try {
            for (var number = 0; number < AT_ONCE; number++) {
                if (session.channel.read(received.clear()) <= 0) {
                    return;
                }
                returned++;
                session.heardNanos = System.nanoTime();
                send(session);
            }
        } catch (IOException _) {
            // Refused once, while the relay or the backend begins: the session begins again.
            session.heardNanos = System.nanoTime();
        }
    }

    private void send(Session session) throws IOException {
        session.channel.write(datagram.clear());
    }
}
