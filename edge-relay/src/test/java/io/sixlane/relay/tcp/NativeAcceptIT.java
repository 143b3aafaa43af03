package io.sixlane.relay.tcp;

import static org.assertj.core.api.Assertions.assertThat;

import io.sixlane.relay.linux.CLibrary;
import io.sixlane.relay.linux.SocketCalls;
import java.lang.foreign.Arena;
import java.lang.management.ManagementFactory;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.parallel.Isolated;

@EnabledOnOs(OS.LINUX)
@Isolated("it measures the processor time of all loops")
class NativeAcceptIT extends PathFixture {
    @Override
    TcpPath path(TcpSettings settings) {
        return NativeIT.splicing(settings);
    }

    /** As when the kernel has no memory, or a firewall forbids it. */
    @Test
    void a_socket_that_cannot_accept_takes_no_processor_from_others() throws Exception {
        var calls = new SocketCalls(Arena.ofAuto(), Arena.ofAuto().allocate(CLibrary.CAPTURED));
        var deaf = calls.openStream(new InetSocketAddress(LOOPBACK, 0));
        assertThat(calls.bind(deaf, new InetSocketAddress(LOOPBACK, 0))).isZero();
        try (var adopted = path.adopt(List.of(deaf), (_, _) -> null);
                var origin = Origin.echo();
                var relay = relay(origin);
                var client = relay.connect()) {
            assertThat(adopted.address().getPort()).isPositive();
            var before = loopNanos();
            for (var i = 0; i < 20; i++) {
                client.getOutputStream().write('a');
                assertThat(client.getInputStream().read()).isEqualTo('a');
                LockSupport.parkNanos(25_000_000);
            }
            assertThat(loopNanos() - before).isLessThan(250_000_000);
        }
    }

    /** Processor time of all loops. */
    private static long loopNanos() {
        var threads = ManagementFactory.getThreadMXBean();
        return Stream.of(threads.getThreadInfo(threads.getAllThreadIds()))
                .filter(Objects::nonNull)
                .filter(thread -> thread.getThreadName().startsWith("relay-loop"))
                .mapToLong(thread -> threads.getThreadCpuTime(thread.getThreadId()))
                .sum();
    }
}
