package io.sixlane.relay.tcp;

import static org.assertj.core.api.Assertions.assertThat;

import io.sixlane.relay.tcp.linux.NativeTcpPath;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.parallel.Isolated;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Frames cost little: each of two relays does what one does for a direct connection. */
@EnabledOnOs(OS.LINUX)
@Isolated("it measures processor time")
class LaneCostIT {
    private static final Logger log = LoggerFactory.getLogger(LaneCostIT.class);
    private static final long BYTES = 2L << 30;

    @Test
    void a_gigabyte_over_a_lane_costs_each_relay_about_as_much_cpu_as_a_direct_one()
            throws Exception {
        var settings = new TcpSettings(Duration.ofSeconds(5), Duration.ofMinutes(1), 64 << 10, 1);
        var direct = Double.MAX_VALUE;
        var lane = Double.MAX_VALUE;
        for (var round = 0; round < 3; round++) {
            direct = Math.min(direct, secondsPerGigabyte(new NativeTcpPath(settings)));
            lane = Math.min(lane, secondsPerGigabyte(LanePath.over(1, settings)) / 2);
        }
        log.info("seconds per GB: direct {}, each relay of a lane {}", direct, lane);
        // The aim is 1.15; the rest is the noise of a virtual machine that compiles little.
        assertThat(lane).isLessThan(2 * direct);
    }

    private static double secondsPerGigabyte(TcpPath path) throws IOException {
        try (path;
                var origin =
                        new Origin(
                                socket -> {
                                    var chunk = new byte[256 << 10];
                                    for (var sent = 0L; sent < BYTES; sent += chunk.length) {
                                        socket.getOutputStream().write(chunk);
                                    }
                                    return "sent";
                                });
                var bound =
                        path.bind(
                                new InetSocketAddress(PathFixture.LOOPBACK, 0),
                                (_, _) -> new RecordingRoute(origin.address()));
                var client = new Socket(PathFixture.LOOPBACK, bound.address().getPort())) {
            var before = loopNanos();
            var received = client.getInputStream().skip(Long.MAX_VALUE);
            assertThat(received).isEqualTo(BYTES);
            return (loopNanos() - before) / 1e9 / (BYTES / 1e9);
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
