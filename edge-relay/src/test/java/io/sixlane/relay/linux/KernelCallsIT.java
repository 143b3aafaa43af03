package io.sixlane.relay.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@EnabledOnOs(OS.LINUX)
class KernelCallsIT {
    private static final Path CONGESTION_CONTROLS =
            Path.of("/proc/sys/net/ipv4/tcp_available_congestion_control");

    private final Arena arena = Arena.ofConfined();
    private final MemorySegment captured = arena.allocate(CLibrary.CAPTURED);
    private final SocketCalls sockets = new SocketCalls(arena, captured);

    @AfterEach
    void free() {
        arena.close();
    }

    @Test
    void addresses_of_both_families_come_back_as_they_went() {
        var name = arena.allocate(SocketName.CAPACITY, 8);
        for (var text : new String[] {"192.0.2.1", "2001:db8::7", "fe80::1%3"}) {
            var address = new InetSocketAddress(InetAddress.ofLiteral(text), 65_000);
            var _ = SocketName.write(name, 0, address);
            assertThat(SocketName.read(name, 0)).isEqualTo(address);
        }
    }

    @Test
    void errors_are_negative_numbers_with_words() {
        var taken = sockets.openStream(loopback(0));
        var second = sockets.openStream(loopback(0));
        assertThat(sockets.bind(taken, loopback(0))).isZero();
        assertThat(sockets.listen(taken, 1)).isZero();
        var address = Objects.requireNonNull(sockets.localAddress(taken));
        assertThat(sockets.bind(second, address)).isEqualTo(-Errno.EADDRINUSE);
        assertThat(Errno.words(Errno.EADDRINUSE)).isEqualTo("Address already in use");
        assertThat(sockets.accept(taken)).isEqualTo(-Errno.EAGAIN);
        CLibrary.close(taken, captured);
        CLibrary.close(second, captured);
        assertThat(sockets.localAddress(-1)).isNull();
    }

    @Test
    void congestion_control_begins_again_with_its_window() throws Exception {
        assumeTrue(
                Files.readString(CONGESTION_CONTROLS).contains("bbr"),
                "optional, needs BBR: modprobe tcp_bbr");
        var options = new SocketOptions(arena, captured);
        var streams = new StreamCalls(captured);
        var listening = sockets.openStream(loopback(0));
        assertThat(sockets.bind(listening, loopback(0))).isZero();
        assertThat(sockets.listen(listening, 1)).isZero();
        var descriptor = sockets.openStream(loopback(0));
        options.congestionControl(descriptor, "bbr");
        var _ =
                sockets.connect(
                        descriptor, Objects.requireNonNull(sockets.localAddress(listening)));
        options.pace(descriptor, 10_000);
        await().pollInSameThread()
                .until(() -> streams.send(descriptor, arena.allocate(1_000), 1_000) == 1_000);
        await().pollInSameThread().until(() -> options.sendQueue(descriptor).waiting() == 0);
        options.pace(descriptor, 1_000_000_000);
        var before = options.warmth(descriptor);
        assertThat(before).isLessThan(options.congestionWindow(descriptor) / 10);

        options.restartCongestionControl(descriptor, "bbr");
        assertThat(options.warmth(descriptor)).isGreaterThan(10 * before);

        streams.close(descriptor);
        streams.close(listening);
    }

    private static InetSocketAddress loopback(int port) {
        return new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port);
    }
}
