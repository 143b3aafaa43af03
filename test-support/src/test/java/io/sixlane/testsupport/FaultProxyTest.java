package io.sixlane.testsupport;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class FaultProxyTest {
    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

    private ServerSocket target;
    private FaultProxy proxy;
    private Socket client;
    private Socket accepted;

    @BeforeEach
    void connect_through_the_proxy() throws IOException {
        target = new ServerSocket(0, 50, LOOPBACK);
        proxy = FaultProxy.to(new InetSocketAddress(LOOPBACK, target.getLocalPort()));
        client = new Socket(LOOPBACK, proxy.port());
        accepted = target.accept();
        client.setSoTimeout(5_000);
        accepted.setSoTimeout(5_000);
        await().until(() -> proxy.openConnections() == 1);
    }

    @AfterEach
    void close() throws IOException {
        proxy.close();
        client.close();
        accepted.close();
        target.close();
    }

    @Test
    void forwards_both_ways() throws IOException {
        send(client, "question");
        assertThat(receive(accepted, 8)).isEqualTo("question");
        send(accepted, "answer");
        assertThat(receive(client, 6)).isEqualTo("answer");
    }

    @Test
    void passes_a_half_close_on_and_keeps_the_other_direction() throws IOException {
        client.shutdownOutput();

        assertThat(accepted.getInputStream().read()).isEqualTo(-1);
        send(accepted, "late");
        assertThat(receive(client, 4)).isEqualTo("late");
    }

    @Test
    void forgets_a_connection_closed_on_both_sides() throws IOException {
        client.close();
        accepted.close();

        await().until(() -> proxy.openConnections() == 0);
    }

    @Test
    void resets_both_sides() {
        proxy.reset();

        assertReset(client);
        assertReset(accepted);
        await().until(() -> proxy.openConnections() == 0);
    }

    @Test
    void passes_a_reset_on() throws IOException {
        accepted.setSoLinger(true, 0);
        accepted.close();

        assertReset(client);
    }

    @Test
    void half_closes_to_clients() throws IOException {
        proxy.halfCloseToClients();

        assertThat(client.getInputStream().read()).isEqualTo(-1);
        send(client, "still here");
        assertThat(receive(accepted, 10)).isEqualTo("still here");
    }

    @Test
    void half_closes_to_the_target() throws IOException {
        proxy.halfCloseToTarget();

        assertThat(accepted.getInputStream().read()).isEqualTo(-1);
        send(accepted, "still here");
        assertThat(receive(client, 10)).isEqualTo("still here");
    }

    @Test
    void a_stall_delays_and_loses_nothing() throws IOException {
        proxy.stall();
        send(client, "patience");
        accepted.setSoTimeout(200);
        assertThatThrownBy(() -> accepted.getInputStream().read())
                .isInstanceOf(SocketTimeoutException.class);

        proxy.resume();

        accepted.setSoTimeout(5_000);
        assertThat(receive(accepted, 8)).isEqualTo("patience");
    }

    @Test
    void a_stall_reaches_the_sender() throws Exception {
        var bytes = new byte[20_000_000];
        new Random(1).nextBytes(bytes);
        var sent = new AtomicLong();
        proxy.stall();

        var sender =
                Thread.ofVirtual()
                        .start(
                                () -> {
                                    try {
                                        for (int at = 0; at < bytes.length; at += 10_000) {
                                            client.getOutputStream().write(bytes, at, 10_000);
                                            sent.addAndGet(10_000);
                                        }
                                        client.shutdownOutput();
                                    } catch (IOException e) {
                                        sent.set(-1);
                                    }
                                });
        await().during(Duration.ofMillis(300))
                .until(() -> sent.get() < bytes.length && sender.isAlive());
        proxy.resume();

        var received = accepted.getInputStream().readAllBytes();
        sender.join();
        assertThat(Arrays.equals(received, bytes)).isTrue();
    }

    @Test
    void refuses_once_closed() {
        proxy.close();

        assertReset(client);
        // The acceptor may hold the socket for a moment, and a connection may meet itself.
        await().untilAsserted(
                        () ->
                                assertThatThrownBy(() -> new Socket(LOOPBACK, proxy.port()).close())
                                        .isInstanceOf(ConnectException.class));
    }

    private static void assertReset(Socket socket) {
        assertThatIOException()
                .isThrownBy(() -> socket.getInputStream().read())
                .isInstanceOf(SocketException.class)
                .withMessageContaining("reset");
    }

    private static void send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(US_ASCII));
    }

    private static String receive(Socket socket, int length) throws IOException {
        var bytes = socket.getInputStream().readNBytes(length);
        return new String(bytes, US_ASCII);
    }
}
