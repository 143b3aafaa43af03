package io.sixlane.relay.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sixlane.relay.Needs;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@EnabledOnOs(OS.LINUX)
class KernelTlsIT {
    private static final int WHOLE = 1 << 16;

    private final Arena arena = Arena.ofShared(); // Awaitility calls from another thread
    private final MemorySegment captured = arena.allocate(CLibrary.CAPTURED);
    private final SocketCalls sockets = new SocketCalls(arena, captured);
    private final SocketOptions options = new SocketOptions(arena, captured);
    private final StreamCalls streams = new StreamCalls(captured);
    private final KernelTls tls = new KernelTls(arena, options);
    private final byte[] oneWay = new byte[KernelTls.KEY + KernelTls.IV];
    private final byte[] otherWay = new byte[KernelTls.KEY + KernelTls.IV];
    private int listener;
    private int client;
    private int server;

    @AfterEach
    void close() {
        for (var descriptor : new int[] {listener, client, server}) {
            if (descriptor > 0) {
                CLibrary.close(descriptor, captured);
            }
        }
        arena.close();
    }

    @Test
    void a_kernel_without_it_refuses_and_one_with_it_installs_keys() {
        connect();
        assertThat(tls.install(client, oneWay, otherWay) == 0).isEqualTo(KernelTls.isAvailable());
    }

    @Test
    void records_arrive_whole_and_a_wrong_key_reads_none() {
        Needs.optionally(KernelTls.isAvailable(), "TLS in the kernel", "modprobe tls");
        new Random(1).nextBytes(oneWay);
        new Random(2).nextBytes(otherWay);
        connect();
        assertThat(tls.install(client, oneWay, otherWay)).isZero();
        assertThat(tls.install(server, otherWay, oneWay)).isZero();
        assertThat(exchanged(client, server)).isEqualTo("through the kernel");
        assertThat(exchanged(server, client)).isEqualTo("through the kernel");

        close(client, server);
        connect();
        assertThat(tls.install(client, oneWay, otherWay)).isZero();
        assertThat(tls.install(server, otherWay, Arrays.copyOf(otherWay, oneWay.length))).isZero();
        send(client);
        await().pollInSameThread()
                .untilAsserted(() -> assertThat(received(server)).isLessThan(-Errno.EAGAIN));
    }

    private String exchanged(int from, int to) {
        send(from);
        var into = arena.allocate(WHOLE);
        var count = new int[1];
        await().pollInSameThread().until(() -> (count[0] = streams.receive(to, into, WHOLE)) > 0);
        var bytes = new byte[count[0]];
        MemorySegment.copy(into, ValueLayout.JAVA_BYTE, 0, bytes, 0, count[0]);
        return new String(bytes, StandardCharsets.US_ASCII);
    }

    private void send(int from) {
        var text = arena.allocateFrom("through the kernel", StandardCharsets.US_ASCII);
        var length = (int) text.byteSize() - 1;
        assertThat(streams.send(from, text, length)).isEqualTo(length);
    }

    private int received(int from) {
        return streams.receive(from, arena.allocate(WHOLE), WHOLE);
    }

    private void connect() {
        var loopback = new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0);
        listener = sockets.openStream(loopback);
        assertThat(sockets.bind(listener, loopback)).isZero();
        assertThat(sockets.listen(listener, 1)).isZero();
        var address = Objects.requireNonNull(sockets.localAddress(listener));
        client = sockets.openStream(address);
        assertThat(sockets.connect(client, address)).isIn(0, -Errno.EINPROGRESS);
        await().pollInSameThread().until(() -> (server = sockets.accept(listener)) > 0);
    }

    private void close(int... descriptors) {
        for (var descriptor : descriptors) {
            CLibrary.close(descriptor, captured);
        }
        CLibrary.close(listener, captured);
    }
}
