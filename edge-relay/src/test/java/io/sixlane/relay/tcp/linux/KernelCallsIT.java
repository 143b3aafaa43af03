package io.sixlane.relay.tcp.linux;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@EnabledOnOs(OS.LINUX)
class KernelCallsIT {
    private final Arena arena = Arena.ofConfined();
    private final MemorySegment captured = arena.allocate(CLibrary.CAPTURED);
    private final Sockets sockets = new Sockets(arena, captured);
    private final Stream stream = new Stream(captured);

    @AfterEach
    void free() {
        arena.close();
    }

    @Test
    void addresses_of_both_families_come_back_as_they_went() {
        var name = new SocketName(arena);
        for (var text : new String[] {"192.0.2.1", "2001:db8::7", "fe80::1%3"}) {
            var address = new InetSocketAddress(InetAddress.ofLiteral(text), 65_000);
            var _ = name.write(address);
            assertThat(name.read()).isEqualTo(address);
        }
    }

    @Test
    void a_pipe_that_the_kernel_refuses_is_no_pipe_and_is_asked_for_again_a_second_later() {
        var refused = new PipePool(arena, captured, -1);
        assertThat(refused.take(0)).isNull();
        assertThat(refused.take(500_000_000)).isNull();
        assertThat(refused.take(1_500_000_000)).isNull();

        var pool = new PipePool(arena, captured, PipePool.PIPE_BYTES);
        var pipe = Objects.requireNonNull(pool.take(0));
        pool.give(pipe);
        assertThat(pool.take(0)).isSameAs(pipe);
        pool.close(pipe);
    }

    @Test
    void slow_readers_cannot_take_every_descriptor_for_pipes() {
        // Of one page each, so that the memory of a user is not what runs out.
        var pool = new PipePool(arena, captured, 4096);
        var pipes =
                IntStream.range(0, PipePool.MOST_OPEN)
                        .mapToObj(_ -> Objects.requireNonNull(pool.take(0)))
                        .toList();
        assertThat(pool.take(0)).isNull();
        pool.close(pipes.getFirst());
        pool.give(Objects.requireNonNull(pool.take(0)));
        pipes.stream().skip(1).forEach(pool::close);
        pool.close();
    }

    @Test
    void errors_are_negative_numbers_with_words() {
        var taken = sockets.open(loopback(0));
        var second = sockets.open(loopback(0));
        assertThat(sockets.bind(taken, loopback(0))).isZero();
        assertThat(sockets.listen(taken, 1)).isZero();
        var address = Objects.requireNonNull(sockets.localAddress(taken));
        assertThat(sockets.bind(second, address)).isEqualTo(-Errno.EADDRINUSE);
        assertThat(Errno.words(Errno.EADDRINUSE)).isEqualTo("Address already in use");
        assertThat(sockets.accept(taken)).isEqualTo(-Errno.EAGAIN);
        stream.close(taken);
        stream.close(second);
        assertThat(sockets.localAddress(taken)).isNull();
    }

    private static InetSocketAddress loopback(int port) {
        return new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port);
    }
}
