package io.sixlane.relay.udp;

import static org.assertj.core.api.Assertions.assertThat;

import io.sixlane.relay.Needs;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.parallel.Isolated;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a question and its answer cost directly and over another relay, one after the other. */
@EnabledOnOs(OS.LINUX)
@Isolated("it measures processor time")
class CarriedCostIT {
    private static final Logger log = LoggerFactory.getLogger(CarriedCostIT.class);
    private static final int QUESTIONS = 20_000;
    private static final int BYTES = 200;

    private record Cost(double microsOfProcessor, double medianMicros) {}

    @BeforeAll
    static void atFullLength() {
        Needs.optionally(
                Boolean.getBoolean("sixlane.portable.lanes"),
                "a quiet machine",
                "run with -Pfull-length");
    }

    @Test
    void another_relay_adds_less_than_a_millisecond() throws Exception {
        var settings = new UdpSettings(Duration.ofSeconds(30), 1, 100);
        var direct = cost(new LinuxUdpPath(settings, (_, _) -> {}));
        var one = cost(CarryingPath.over(1, 1, () -> new LinuxUdpPath(settings, (_, _) -> {})));
        var two = cost(CarryingPath.over(2, 1, () -> new LinuxUdpPath(settings, (_, _) -> {})));
        log.info("a question and its answer of {} bytes", BYTES);
        log.info("direct {}, one relay more {}, two {}", direct, one, two);
        assertThat(one.medianMicros() - direct.medianMicros()).isLessThan(1_000);
    }

    private static Cost cost(UdpPath path) throws IOException {
        try (path;
                var origin = DatagramOrigin.echo();
                var bound =
                        path.bind(
                                new InetSocketAddress(CarryingPath.LOOPBACK, 0),
                                (local, client) ->
                                        new UdpPathConformance.DatagramRoute(
                                                local,
                                                client,
                                                List.of(
                                                        CompletableFuture.completedFuture(
                                                                origin.address())),
                                                new byte[0]));
                var client = new DatagramClient(bound.address())) {
            ask(client); // compiles
            var before = loopNanos();
            var took = ask(client);
            var processor = (loopNanos() - before) / 1e3 / QUESTIONS;
            return new Cost(processor, took[QUESTIONS / 2] / 1e3);
        }
    }

    private static long[] ask(DatagramClient client) throws IOException {
        var took = new long[QUESTIONS];
        var payload = new byte[BYTES];
        for (var i = 0; i < QUESTIONS; i++) {
            var began = System.nanoTime();
            assertThat(client.ask(payload)).hasSize(BYTES);
            took[i] = System.nanoTime() - began;
        }
        Arrays.sort(took);
        return took;
    }

    /** Processor time of all loops. */
    private static long loopNanos() {
        var threads = ManagementFactory.getThreadMXBean();
        return Stream.of(threads.getThreadInfo(threads.getAllThreadIds()))
                .filter(Objects::nonNull)
                .filter(thread -> thread.getThreadName().startsWith("relay-udp"))
                .mapToLong(thread -> threads.getThreadCpuTime(thread.getThreadId()))
                .sum();
    }
}
