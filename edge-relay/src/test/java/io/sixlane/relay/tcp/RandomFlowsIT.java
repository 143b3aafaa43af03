package io.sixlane.relay.tcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Flows that begin and end in every order, on lanes that are used again and again: no byte of one
 * reaches another, and no lane is lost. {@code sixlane.random-flows} says how many.
 */
@EnabledOnOs(OS.LINUX)
@Isolated("it floods")
@Timeout(3_600)
class RandomFlowsIT {
    private static final InetAddress LOOPBACK = InetAddress.ofLiteral("::1");
    private static final int AT_ONCE = 64;

    private final Queue<String> slips = new ConcurrentLinkedQueue<>();

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void bytes_stay_with_their_flow_and_lanes_are_reused(int lanes) throws Exception {
        var flows = Integer.getInteger("sixlane.random-flows", 20_000) / 2;
        var settings = new TcpSettings(Duration.ofSeconds(5), Duration.ofMinutes(1), 64 << 10, 2);
        try (var path = LanePath.over(lanes, settings);
                var origin = new Origin(socket -> RandomFlow.answer(socket, slips::add));
                var bound =
                        path.bind(
                                new InetSocketAddress(LOOPBACK, 0),
                                (_, _) -> new RecordingRoute(origin.address()))) {
            run(flows, bound.address());

            assertThat(slips).as("of %d flows", flows).isEmpty();
            var carried = path.counts.flows.get();
            assertThat((double) path.counts.reused.get() / carried)
                    .as("reused, of %d flows on %d lanes", carried, path.counts.opened.get())
                    .isGreaterThan(0.95);
            // Each lane is counted at both ends, and waits at the one that connected it.
            await().atMost(Duration.ofSeconds(10))
                    .untilAsserted(
                            () ->
                                    assertThat(path.counts.open.get())
                                            .isEqualTo(2 * path.counts.idle.get()));
        }
    }

    private void run(int flows, InetSocketAddress address) throws InterruptedException {
        var room = new Semaphore(AT_ONCE);
        var done = new AtomicInteger();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var i = 0; i < flows; i++) {
                var flow = new RandomFlow(i);
                room.acquire();
                threads.execute(
                        () -> {
                            try (var socket = new Socket(LOOPBACK, address.getPort())) {
                                flow.ask(socket, slips::add);
                            } catch (Exception e) {
                                slips.add("%s: %s".formatted(flow, e));
                            } finally {
                                done.incrementAndGet();
                                room.release();
                            }
                        });
            }
        }
        assertThat(done).hasValue(flows);
    }
}
