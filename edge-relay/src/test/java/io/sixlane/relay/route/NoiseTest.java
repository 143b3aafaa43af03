package io.sixlane.relay.route;

import static org.assertj.core.api.Assertions.assertThat;

import io.sixlane.configuration.accelerator.EndpointGroupId;
import io.sixlane.relay.fleet.Peer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A stationary network changes no choice, whatever its noise; a change of the network does. */
class NoiseTest {
    private static final EndpointGroupId GROUP = new EndpointGroupId("epg-1");
    private static final List<Peer> PEERS = List.of(peer("relay-a"), peer("relay-b"));

    private static Peer peer(String id) {
        return new Peer(id, "us-west-1", "192.0.2.1:7471", "00");
    }

    @Test
    void jitter_and_loss_of_ten_minutes_change_no_choice() {
        for (var seed = 0; seed < 20; seed++) {
            var network = new Network(seed, 120, 120);

            network.run(600);

            assertThat(network.switches).as("seed %d: %s", seed, network.log).isZero();
        }
    }

    @Test
    void jitter_and_loss_change_no_choice_between_similar_links() {
        for (var seed = 100; seed < 110; seed++) {
            var network = new Network(seed, 120, 110);

            network.run(600);

            assertThat(network.switches).as("seed %d: %s", seed, network.log).isLessThan(2);
        }
    }

    @Test
    void a_cut_changes_the_route_within_two_seconds() {
        var network = new Network(7, 120, 130);
        network.run(60);
        var before = network.chosen();
        network.simulated(before.relayIds().getLast()).cut();

        network.run(2);

        assertThat(network.chosen()).isNotEqualTo(before);
        assertThat(network.chosen()).isNotEqualTo(Way.DIRECT);
    }

    /** Two egresses, and a direct path of 150 ms; 20 ms of jitter and 1 % of loss on all. */
    private static final class Network implements Paths {
        private final Map<String, SimulatedLink> links;
        private final Random random;
        private final TcpFigures direct = new TcpFigures();
        private final List<String> log = new ArrayList<>();
        private @Nullable Choice choice;
        private int switches;
        private long nanos;

        Network(long seed, double first, double second) {
            random = new Random(seed);
            links =
                    Map.of(
                            "relay-a", new SimulatedLink(2 * seed, first, 20, 0.005),
                            "relay-b", new SimulatedLink(2 * seed + 1, second, 20, 0.005));
            links.values().forEach(link -> link.link().idle());
        }

        void run(int seconds) {
            for (var second = 0; second < seconds; second++) {
                links.values().forEach(link -> link.run(1));
                nanos = simulated("relay-a").nanos();
                direct.connected(150 + 40 * random.nextDouble() - 20);
                decide();
            }
        }

        private void decide() {
            var ways = new CandidateWays("cn-hongkong", PEERS, this, nanos);
            var candidates =
                    ways.of(GROUP, "us-west-1", ways.relayed(regions -> regions.size() == 1), true);
            var held = choice;
            var next =
                    held == null
                            ? ChoiceRules.first(candidates, nanos)
                            : ChoiceRules.next(held, candidates, nanos);
            if (held != null
                    && !next.way().equals(held.way())
                    && next.reason() != Choice.Reason.FIRST) {
                switches++;
                log.add(
                        "%s s: %s -> %s, %s"
                                .formatted(
                                        nanos / 1_000_000_000,
                                        held.way(),
                                        next.way(),
                                        next.reason()));
            }
            choice = next;
        }

        Way chosen() {
            return Objects.requireNonNull(choice).way();
        }

        SimulatedLink simulated(String id) {
            return Objects.requireNonNull(links.get(id));
        }

        @Override
        public @Nullable LinkQuality direct(EndpointGroupId group) {
            return direct.quality().orElse(null);
        }

        @Override
        public Link.@Nullable State link(String peer) {
            return simulated(peer).link().state();
        }

        @Override
        public @Nullable LinkQuality link(String from, String to) {
            return null;
        }

        @Override
        public double load(String peer) {
            return 0;
        }

        @Override
        public @Nullable LinkQuality endpoints(String peer, EndpointGroupId group) {
            return null;
        }
    }
}
