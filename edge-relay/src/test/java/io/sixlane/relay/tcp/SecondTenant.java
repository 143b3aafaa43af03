package io.sixlane.relay.tcp;

import static org.assertj.core.api.Assertions.assertThat;

import io.sixlane.relay.bandwidth.Bandwidth;
import io.sixlane.relay.forward.BoundSocket;
import io.sixlane.relay.forward.Direction;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * A tenant that uses what it bought: a download at its bandwidth, connections that stay, and new
 * ones all the time.
 */
final class SecondTenant implements AutoCloseable {
    private static final InetAddress LOOPBACK = InetAddress.ofLiteral("::1");
    private static final double MBPS = 16;

    private final Bandwidth region = new Bandwidth(null, System::nanoTime);
    private final Origin source = new Origin(SecondTenant::stream);
    private final Origin echo = Origin.echo();
    private final BoundSocket downloads;
    private final BoundSocket echoes;
    private final Download download;
    private final List<Socket> staying = new ArrayList<>();
    private final List<Exception> failures = new CopyOnWriteArrayList<>();
    private final AtomicInteger opened = new AtomicInteger();
    private final Thread opening;
    private volatile boolean ended;

    SecondTenant(TcpPath path) throws IOException {
        region.change(MBPS);
        downloads =
                path.bind(
                        new InetSocketAddress(LOOPBACK, 0),
                        (_, _) -> {
                            var route = new RecordingRoute(source.address());
                            route.budgets.put(Direction.OUT, region.budget(Direction.OUT));
                            return route;
                        });
        echoes =
                path.bind(
                        new InetSocketAddress(LOOPBACK, 0),
                        (_, _) -> new RecordingRoute(echo.address()));
        download = new Download(downloads.address());
        for (var i = 0; i < 10; i++) {
            var socket = connect();
            staying.add(socket);
            echo(socket);
        }
        opening = Thread.ofPlatform().daemon().name("second-tenant").start(this::open);
    }

    private static Object stream(Socket socket) throws IOException {
        var chunk = new byte[64 << 10];
        while (true) {
            socket.getOutputStream().write(chunk);
        }
    }

    private void open() {
        while (!ended) {
            try (var socket = connect()) {
                echo(socket);
                opened.incrementAndGet();
            } catch (IOException e) {
                failures.add(e);
            }
            LockSupport.parkNanos(20_000_000);
        }
    }

    private Socket connect() throws IOException {
        var socket = new Socket(LOOPBACK, echoes.address().getPort());
        socket.setSoTimeout(5_000);
        return socket;
    }

    private static void echo(Socket socket) throws IOException {
        socket.getOutputStream().write('b');
        if (socket.getInputStream().read() != 'b') {
            throw new IOException("no echo");
        }
    }

    /** Bytes per second before an attack, without what a burst may add. */
    double quietRate() {
        return Math.min(rate(Duration.ofMillis(500)), MBPS * 1_000_000 / 8);
    }

    /** Bytes per second of the download during that time. */
    double rate(Duration time) {
        var startNanos = System.nanoTime();
        var before = download.bytes();
        LockSupport.parkNanos(time.toNanos());
        return (download.bytes() - before) * 1e9 / (System.nanoTime() - startNanos);
    }

    void assertUnharmed() throws IOException {
        for (var socket : staying) {
            echo(socket);
        }
        assertThat(failures).isEmpty();
        assertThat(opened).hasPositiveValue();
        assertThat(download.failure()).isNull();
    }

    @Override
    public void close() throws IOException {
        ended = true;
        opening.interrupt();
        download.close();
        for (var socket : staying) {
            socket.close();
        }
        downloads.close();
        echoes.close();
        source.close();
        echo.close();
    }
}
