package io.sixlane.relay.tcp;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.sixlane.relay.forward.BoundSocket;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;

/** A forwarding path under test, from {@code ::1} to {@code 127.0.0.1}. */
@Timeout(60)
abstract class PathFixture {
    static final InetAddress LOOPBACK = InetAddress.ofLiteral("::1");

    TcpPath path = path(settings(Duration.ofMinutes(15)));

    abstract TcpPath path(TcpSettings settings);

    static TcpSettings settings(Duration idleTimeout) {
        return new TcpSettings(Duration.ofSeconds(2), idleTimeout, 64 << 10, 2);
    }

    @AfterEach
    void closePath() {
        path.close();
    }

    Relay relay(Origin origin) throws IOException {
        return new Relay(new RecordingRoute(origin.address()));
    }

    final class Relay implements AutoCloseable {
        final RecordingRoute route;
        final BoundSocket socket;

        Relay(RecordingRoute route) throws IOException {
            this.route = route;
            this.socket = path.bind(new InetSocketAddress(LOOPBACK, 0), (_, _) -> route);
        }

        Socket connect() throws IOException {
            var client = new Socket(LOOPBACK, socket.address().getPort());
            client.setSoTimeout(20_000);
            return client;
        }

        @Override
        public void close() {
            socket.close();
        }
    }

    static void assertReset(Socket client) {
        assertThatThrownBy(() -> client.getInputStream().readAllBytes())
                .isInstanceOf(SocketException.class)
                .hasMessageContaining("reset");
    }

    /** A port that was free a moment ago. */
    static InetSocketAddress refusing() {
        try (var socket = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            return (InetSocketAddress) socket.getLocalSocketAddress();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    static byte[] bytes(int length) {
        var bytes = new byte[length];
        new Random(7).nextBytes(bytes);
        return bytes;
    }

    static void write(OutputStream out, byte[] bytes, AtomicLong written) throws IOException {
        for (var from = 0; from < bytes.length; from += 8192) {
            var length = Math.min(8192, bytes.length - from);
            out.write(bytes, from, length);
            written.addAndGet(length);
        }
    }

    static void write(OutputStream out, long count, AtomicLong written) throws IOException {
        var chunk = new byte[8192];
        while (written.get() < count) {
            out.write(chunk);
            written.addAndGet(chunk.length);
        }
    }

    /** Until nothing was written for a second: the writer is stuck, or done. */
    static void awaitStill(AtomicLong written) {
        var last = new AtomicLong(-1);
        await().pollInterval(Duration.ofMillis(500))
                .atMost(Duration.ofSeconds(20))
                .until(() -> written.get() > 0 && last.getAndSet(written.get()) == written.get());
    }
}
