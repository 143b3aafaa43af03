package io.sixlane.relay.tcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Flows that begin and end in every order, on lanes that are used again and again: no byte of one
 * reaches another, none looks whole that is not, none reaches the origin twice, and no lane is
 * lost. {@code -Dsixlane.random-flows} sets how many there are, {@code full-length} a million.
 */
@EnabledOnOs(OS.LINUX)
@Isolated("it floods")
@Timeout(3_600)
class RandomFlowsIT {
    private static final Logger log = LoggerFactory.getLogger(RandomFlowsIT.class);
    private static final InetAddress LOOPBACK = InetAddress.ofLiteral("::1");
    private static final int FLOWS = Integer.getInteger("sixlane.random-flows", 24_000) / 4;
    private static final double LEAST_REUSED = 0.95;

    private final Slips slips = new Slips();

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void bytes_stay_with_their_flow_and_lanes_are_reused(int lanes) throws Exception {
        var settings = new TcpSettings(Duration.ofSeconds(5), Duration.ofMinutes(1), 64 << 10, 2);
        try (var path = LanePath.over(lanes, settings);
                var origin = new Origin(socket -> RandomFlow.answer(socket, slips));
                var bound =
                        path.bind(
                                new InetSocketAddress(LOOPBACK, 0),
                                (_, _) -> new RecordingRoute(origin.address()))) {
            new FlowFlood(bound.address().getPort(), slips).run(FLOWS);

            assertThat(slips.all()).as("of %s flows", FLOWS).isEmpty();
            assertThat(slips.cuts()).isEmpty();
            var carried = path.counts.flows.get();
            assertThat((double) path.counts.reused.get() / carried)
                    .as("reused, of %s flows on %s lanes", carried, path.counts.opened.get())
                    .isGreaterThan(LEAST_REUSED);
            // Each lane is counted at both ends, and waits at the one that connected it.
            await().atMost(Duration.ofSeconds(15))
                    .untilAsserted(
                            () ->
                                    assertThat(path.counts.open.get())
                                            .isEqualTo(2 * path.counts.idle.get()));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void a_relay_that_is_killed_resets_its_flows_and_no_other(int lanes) throws Exception {
        try (var origin = new Origin(socket -> RandomFlow.answer(socket, slips));
                var relays = new KilledRelays(lanes, origin.port())) {
            var flood = new FlowFlood(relays.port(), slips);
            var flooding = CompletableFuture.runAsync(() -> flood.run(Integer.MAX_VALUE));
            while (flood.done() < FLOWS || relays.kills() <= lanes) {
                flood.pass(Math.max(1_000, FLOWS / 50));
                relays.killOne();
            }
            flood.pass(1_000);
            flood.stop();
            flooding.join();

            var counts = relays.counts();
            var kills = relays.kills();
            log.info(
                    "{} flows, {} kills, {} flows cut; {} over lanes, {} of them over new ones",
                    flood.done(),
                    kills,
                    slips.cuts().size(),
                    counts.carried(),
                    counts.carried() - counts.reused());
            assertThat(slips.all()).as("of %s flows", flood.done()).isEmpty();
            assertThat(slips.cuts()).hasSizeLessThan(2 * FlowFlood.AT_ONCE * kills);
            // After a kill each of two event loops may need a lane for every flow that runs at
            // once, and again when its relay is back.
            var begun = 4 * FlowFlood.AT_ONCE * (1 + kills);
            assertThat(counts.carried() - counts.reused())
                    .as("new lanes, of %s", counts)
                    .isLessThan((long) ((1 - LEAST_REUSED) * counts.carried()) + begun);
            await().atMost(Duration.ofSeconds(20)).untilAsserted(relays::assertNothingIsLost);
        }
    }
}
