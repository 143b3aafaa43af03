package io.sixlane.relay;

import static io.sixlane.relay.listener.Fixtures.accelerator;
import static io.sixlane.relay.listener.Fixtures.listener;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sixlane.platform.FreePorts;
import io.sixlane.relay.tcp.Origin;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Relay processes of one id and one state folder, with nothing else running: no Kafka either. */
@EnabledOnOs(OS.LINUX)
@Timeout(120)
class HotRestartIT {
    private static final String TOOK_OVER = "took over from the previous relay";
    private static final InetAddress LOOPBACK = InetAddress.ofLiteral("::1");

    /**
     * From a native path to a portable one and back, which differ in how many sockets they accept
     * from.
     */
    @Test
    void takes_over_twice_without_refusing_and_ends_at_the_second_signal(@TempDir Path folder)
            throws Exception {
        var port = FreePorts.next();
        var http = FreePorts.next();
        try (var origin = Origin.echo()) {
            LoneRelay.save(
                    folder,
                    accelerator("ga-1", 1, "::1", 99, listener("lsr-1", port, origin.port())));
            try (var first = new LoneRelay(folder, http, "native")) {
                first.awaitLine("listener bound");
                try (var kept = connect(port);
                        var clients = new ConstantClients(port)) {
                    echo(kept, 1);
                    try (var second = new LoneRelay(folder, http, "portable")) {
                        clients.askUntil(() -> second.awaitLine(TOOK_OVER));
                        first.awaitLine("draining");
                        echo(kept, 2); // still through the first one
                        try (var later = connect(port)) {
                            echo(later, 3);
                            kept.close();
                            assertThat(first.awaitEnd()).isZero();
                            echo(later, 4);
                            try (var third = new LoneRelay(folder, http, "native")) {
                                clients.askUntil(() -> third.awaitLine(TOOK_OVER));
                                clients.stop();
                                echo(later, 5); // through the second one
                                endsAtTheSecondSignal(third, port);
                            }
                        }
                    }
                }
            }
        }
    }

    private static void endsAtTheSecondSignal(LoneRelay relay, int port) throws Exception {
        try (var last = connect(port)) {
            echo(last, 6);
            relay.terminate();
            relay.awaitLine("draining");
            assertThatThrownBy(() -> connect(port)).isInstanceOf(ConnectException.class);
            echo(last, 7);
            relay.terminate();
            assertThat(relay.awaitEnd()).isEqualTo(143);
        }
    }

    /** Connect, ask and leave, one connection after the other each, and stop at the first loss. */
    private static final class ConstantClients implements AutoCloseable {
        private static final int CLIENTS = 4;

        private final AtomicBoolean stopped = new AtomicBoolean();
        private final AtomicInteger answered = new AtomicInteger();
        private final List<CompletableFuture<Void>> clients = new ArrayList<>();

        private ConstantClients(int port) {
            for (var i = 0; i < CLIENTS; i++) {
                clients.add(
                        CompletableFuture.runAsync(
                                () -> askAlways(port), Thread::startVirtualThread));
            }
        }

        private void askAlways(int port) {
            while (!stopped.get()) {
                try (var client = connect(port)) {
                    echo(client, 7);
                } catch (IOException e) {
                    throw new AssertionError("after %s connections".formatted(answered), e);
                }
                answered.incrementAndGet();
            }
        }

        private void askUntil(Runnable event) {
            var before = answered.get();
            event.run();
            assertThat(answered).hasValueGreaterThan(before);
            assertThat(clients).noneMatch(CompletableFuture::isDone);
        }

        /** With the first loss of any. */
        private void stop() throws Exception {
            stopped.set(true);
            for (var client : clients) {
                client.get(20, TimeUnit.SECONDS);
            }
        }

        @Override
        public void close() {
            stopped.set(true);
        }
    }

    private static void echo(Socket client, int value) throws IOException {
        client.getOutputStream().write(value);
        assertThat(client.getInputStream().read()).isEqualTo(value);
    }

    private static Socket connect(int port) throws IOException {
        var client = new Socket(LOOPBACK, port);
        client.setSoTimeout(10_000);
        return client;
    }
}
