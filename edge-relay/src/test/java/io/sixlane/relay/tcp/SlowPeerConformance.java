package io.sixlane.relay.tcp;

import static org.assertj.core.api.Assertions.assertThat;

import io.sixlane.relay.forward.DisconnectCause;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** A peer that takes bytes is not idle, however slow it is; one that takes none is. */
@Execution(ExecutionMode.CONCURRENT)
abstract class SlowPeerConformance extends PathFixture {
    private static final Duration IDLE = Duration.ofSeconds(1);
    private static final int BYTES = 900_000;
    private static final int BYTES_PER_SECOND = 300_000;

    /** As many as every path holds, so that none is left with an endpoint that resets. */
    private static final int HELD_BYTES = 300_000;

    @BeforeEach
    void shorten_the_idle_timeout() {
        path.close();
        path = path(settings(IDLE));
    }

    /** How a connection counts whose answer is on its way for longer than the idle timeout. */
    DisconnectCause slowEnd() {
        return DisconnectCause.FINISHED;
    }

    @Test
    void a_slow_reader_of_an_endless_answer_stays() throws Exception {
        try (var origin =
                        new Origin(
                                socket -> {
                                    write(
                                            socket.getOutputStream(),
                                            Long.MAX_VALUE,
                                            new AtomicLong());
                                    return "endless";
                                });
                var relay = relay(origin);
                var client = slowClient(relay)) {
            assertThat(readSlowly(client.getInputStream(), 5 * BYTES_PER_SECOND))
                    .hasSize(5 * BYTES_PER_SECOND);
            assertThat(relay.route.closed).isNotDone();
        }
    }

    @Test
    void a_slow_reader_gets_every_byte_and_the_fin_after_the_endpoint_closed() throws Exception {
        var answer = bytes(BYTES);
        try (var origin =
                        new Origin(
                                socket -> {
                                    socket.getOutputStream().write(answer);
                                    return "closes";
                                });
                var relay = relay(origin);
                var client = slowClient(relay)) {
            assertThat(readSlowly(client.getInputStream(), Integer.MAX_VALUE)).isEqualTo(answer);
            client.close();
            assertThat(relay.route.closed.get(5, TimeUnit.SECONDS)).isEqualTo(slowEnd());
        }
    }

    /** As when the kernel of an endpoint that closed has forgotten the connection. */
    @Test
    void a_slow_reader_gets_every_byte_and_the_fin_when_the_endpoint_resets_after_its_fin()
            throws Exception {
        var answer = bytes(HELD_BYTES);
        try (var origin =
                        new Origin(
                                socket -> {
                                    socket.getOutputStream().write(answer);
                                    socket.shutdownOutput();
                                    pause(Duration.ofMillis(500));
                                    socket.setSoLinger(true, 0);
                                    return "resets";
                                });
                var relay = relay(origin);
                var client = slowClient(relay)) {
            assertThat(readSlowly(client.getInputStream(), Integer.MAX_VALUE)).isEqualTo(answer);
        }
    }

    @Test
    void a_slow_endpoint_gets_every_byte_and_the_fin_after_the_client_closed() throws Exception {
        var upload = bytes(BYTES);
        try (var origin = slowOrigin();
                var relay = relay(origin)) {
            try (var client = relay.connect()) {
                client.getOutputStream().write(upload);
            }
            assertThat(origin.outcome().get(30, TimeUnit.SECONDS)).isEqualTo(upload);
        }
    }

    @Test
    void a_slow_endpoint_of_an_open_upload_stays() throws Exception {
        var upload = bytes(BYTES);
        try (var origin = slowOrigin();
                var relay = relay(origin);
                var client = relay.connect()) {
            client.getOutputStream().write(upload);
            client.shutdownOutput();
            assertThat(origin.outcome().get(30, TimeUnit.SECONDS)).isEqualTo(upload);
        }
    }

    @Test
    void a_client_that_takes_nothing_is_idle() throws Exception {
        var stalled = new AtomicLong();
        try (var origin =
                        new Origin(
                                socket -> {
                                    write(socket.getOutputStream(), Long.MAX_VALUE, stalled);
                                    return "endless";
                                });
                var relay = relay(origin);
                var client = slowClient(relay)) {
            awaitStill(stalled);
            assertThat(relay.route.closed.get(4, TimeUnit.SECONDS)).isEqualTo(DisconnectCause.IDLE);
            assertThat(client.isConnected()).isTrue();
        }
    }

    @Test
    void an_endpoint_that_takes_nothing_is_idle() throws Exception {
        var stalled = new AtomicLong();
        var over = new CompletableFuture<String>();
        try (var origin = new Origin(_ -> over.get());
                var relay = relay(origin);
                var client = relay.connect()) {
            Thread.startVirtualThread(
                    () -> {
                        try {
                            write(client.getOutputStream(), Long.MAX_VALUE, stalled);
                        } catch (IOException _) {
                            // reset at last
                        }
                    });
            awaitStill(stalled);
            assertThat(relay.route.closed.get(4, TimeUnit.SECONDS)).isEqualTo(DisconnectCause.IDLE);
            over.complete("over");
        }
    }

    private static Socket slowClient(Relay relay) throws IOException {
        var client = new Socket();
        client.setReceiveBufferSize(32 << 10);
        client.connect(new InetSocketAddress(LOOPBACK, relay.socket.address().getPort()));
        client.setSoTimeout(20_000);
        return client;
    }

    private static Origin slowOrigin() throws IOException {
        return new Origin(
                32 << 10, socket -> readSlowly(socket.getInputStream(), Integer.MAX_VALUE));
    }

    private static byte[] readSlowly(InputStream in, int most) throws IOException {
        var chunk = BYTES_PER_SECOND / 50;
        var all = new ByteArrayOutputStream();
        var startNanos = System.nanoTime();
        while (all.size() < most) {
            var read = in.readNBytes(Math.min(chunk, most - all.size()));
            if (read.length == 0) {
                break;
            }
            all.writeBytes(read);
            var dueNanos = startNanos + all.size() * 1_000_000_000L / BYTES_PER_SECOND;
            LockSupport.parkNanos(dueNanos - System.nanoTime());
        }
        return all.toByteArray();
    }

    private static void pause(Duration duration) {
        LockSupport.parkNanos(duration.toNanos());
    }
}
