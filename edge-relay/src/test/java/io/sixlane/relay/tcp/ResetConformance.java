package io.sixlane.relay.tcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.sixlane.relay.bandwidth.Bandwidth;
import io.sixlane.relay.forward.ByteBudget;
import io.sixlane.relay.forward.Direction;
import io.sixlane.relay.forward.DisconnectCause;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** Bytes sent before a connection breaks reach the other side, and then the reset. */
abstract class ResetConformance extends PathFixture {
    private static final int ANSWER = 40_000;
    private static final long UNTIL_IT_FAILS = 1L << 40;

    /** And less than what a relay holds: what stays at the side that resets is lost there. */
    private static final int MORE_THAN_PEERS_TAKE = 400_000;

    @RepeatedTest(5)
    void an_answer_to_an_upload_that_is_not_read_reaches_the_client() throws Exception {
        refusedUpload(() -> {});
    }

    /** The write error and the answer meet the relay at once. */
    @RepeatedTest(5)
    void an_answer_that_comes_with_a_reset_reaches_the_client() throws Exception {
        var held = new AtomicBoolean();
        refusedUpload(
                () -> {
                    if (held.compareAndSet(false, true)) {
                        pause(Duration.ofMillis(100));
                    }
                });
    }

    /** The connection breaks while most of the answer waits for its bandwidth. */
    @Test
    void an_answer_that_waits_for_bandwidth_reaches_the_client_before_the_reset() throws Exception {
        var region = new Bandwidth(null, System::nanoTime);
        region.change(0.4);
        refusedUpload(() -> {}, region.budget(Direction.OUT));
    }

    private void refusedUpload(Runnable onBytesIn) throws Exception {
        refusedUpload(onBytesIn, null);
    }

    private void refusedUpload(Runnable onBytesIn, @Nullable ByteBudget budget) throws Exception {
        var answer = bytes(ANSWER);
        try (var origin =
                new Origin(
                        socket -> {
                            socket.getInputStream().readNBytes(1_000);
                            socket.getOutputStream().write(answer);
                            return "closes with bytes unread";
                        })) {
            var route = new RecordingRoute(origin.address());
            route.onBytesIn = onBytesIn;
            if (budget != null) {
                route.budgets.put(Direction.OUT, budget);
            }
            try (var relay = new Relay(route);
                    var client = relay.connect()) {
                var written = upload(client);
                var received = new ByteArrayOutputStream();
                var ended = isReset(() -> client.getInputStream().transferTo(received));
                assertThat(received.toByteArray()).isEqualTo(answer);
                // The kernel reports a reset once, to the reader or to the writer.
                assertThat(written.get(5, TimeUnit.SECONDS) || ended).isTrue();
                assertThat(route.closed.get(5, TimeUnit.SECONDS))
                        .isEqualTo(DisconnectCause.ENDPOINT_RESET);
                assertThat(route.bytesOut).hasValue(ANSWER);
            }
        }
    }

    /** Completes with whether the upload ended in a reset. */
    private static CompletableFuture<Boolean> upload(Socket client) {
        return CompletableFuture.supplyAsync(
                () ->
                        isReset(
                                () ->
                                        write(
                                                client.getOutputStream(),
                                                UNTIL_IT_FAILS,
                                                new AtomicLong())),
                Thread::startVirtualThread);
    }

    private interface Transmission {
        void run() throws IOException;
    }

    private static boolean isReset(Transmission transmission) {
        try {
            transmission.run();
            return false;
        } catch (IOException e) {
            return e instanceof SocketException;
        }
    }

    @Test
    void a_slow_client_gets_what_the_endpoint_sent_before_it_reset() throws Exception {
        var answer = bytes(MORE_THAN_PEERS_TAKE);
        var taken = new CompletableFuture<String>();
        try (var origin =
                new Origin(
                        socket -> {
                            socket.getOutputStream().write(answer);
                            taken.get();
                            socket.setSoLinger(true, 0);
                            return "resets";
                        })) {
            var route = new RecordingRoute(origin.address());
            try (var relay = new Relay(route);
                    var client = relay.connect()) {
                client.setReceiveBufferSize(32 << 10);
                await().untilAsserted(() -> assertThat(route.bytesOut.get()).isPositive());
                awaitStill(route.bytesOut);
                taken.complete("as far as buffers go");
                pause(Duration.ofMillis(300));
                assertEndsInReset(client, answer);
            }
        }
    }

    @Test
    void a_slow_endpoint_gets_what_the_client_sent_before_it_reset() throws Exception {
        var upload = bytes(MORE_THAN_PEERS_TAKE);
        var reset = new CompletableFuture<String>();
        try (var origin =
                        new Origin(
                                32 << 10,
                                socket -> {
                                    reset.get();
                                    pause(Duration.ofMillis(300));
                                    return readUntilReset(socket);
                                });
                var relay = relay(origin)) {
            try (var client = relay.connect()) {
                client.getOutputStream().write(upload);
                await().untilAsserted(() -> assertThat(relay.route.bytesIn.get()).isPositive());
                var seen = new AtomicLong(-1);
                await().pollInterval(Duration.ofMillis(300))
                        .until(() -> seen.getAndSet(relay.route.bytesIn.get()) == seen.get());
                client.setSoLinger(true, 0);
            }
            reset.complete("yes");
            var received = (byte[]) origin.outcome().get(20, TimeUnit.SECONDS);
            assertThat(received).isEqualTo(upload);
            assertThat(relay.route.closed.get(5, TimeUnit.SECONDS))
                    .isEqualTo(DisconnectCause.CLIENT_RESET);
        }
    }

    /** An answer whose end is its FIN must not look cut off because the client sent too much. */
    @RepeatedTest(5)
    void a_fin_stays_a_fin_when_the_reset_comes_after_it() throws Exception {
        var answer = bytes(ANSWER);
        var asked = new CompletableFuture<String>();
        try (var origin =
                        new Origin(
                                socket -> {
                                    socket.getOutputStream().write(answer);
                                    socket.shutdownOutput();
                                    asked.get();
                                    pause(Duration.ofMillis(50));
                                    return "closes with bytes unread";
                                });
                var relay = relay(origin);
                var client = relay.connect()) {
            client.getOutputStream().write(new byte[1_000]);
            asked.complete("yes");
            assertThat(client.getInputStream().readAllBytes()).isEqualTo(answer);
        }
    }

    private static void assertEndsInReset(Socket client, byte[] expected) throws IOException {
        var received = new ByteArrayOutputStream();
        assertThatThrownBy(() -> client.getInputStream().transferTo(received))
                .isInstanceOf(SocketException.class)
                .hasMessageContaining("reset");
        assertThat(received.toByteArray()).isEqualTo(expected);
    }

    private static byte[] readUntilReset(Socket socket) throws IOException {
        var received = new ByteArrayOutputStream();
        try {
            socket.getInputStream().transferTo(received);
            received.write(0); // a FIN is not what came
        } catch (SocketException _) {
            // the reset
        }
        return received.toByteArray();
    }

    private static void pause(Duration duration) {
        LockSupport.parkNanos(duration.toNanos());
    }
}
