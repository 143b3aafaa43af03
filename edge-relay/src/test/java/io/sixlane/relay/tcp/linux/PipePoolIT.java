package io.sixlane.relay.tcp.linux;

import static org.assertj.core.api.Assertions.assertThat;

import io.sixlane.relay.linux.CLibrary;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@EnabledOnOs(OS.LINUX)
class PipePoolIT {
    private final Arena arena = Arena.ofConfined();
    private final MemorySegment captured = arena.allocate(CLibrary.CAPTURED);

    @AfterEach
    void free() {
        arena.close();
    }

    @Test
    void after_the_kernel_refused_a_pipe_the_pool_asks_again_a_second_later() {
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
        // Pipes of one page each, to exhaust descriptors rather than the user's pipe memory.
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
}
