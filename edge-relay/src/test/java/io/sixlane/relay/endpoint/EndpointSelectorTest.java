package io.sixlane.relay.endpoint;

import static io.sixlane.relay.listener.Fixtures.endpoint;
import static io.sixlane.relay.listener.Fixtures.endpointAt;
import static io.sixlane.relay.listener.Fixtures.group;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.sixlane.configuration.accelerator.ClientAffinity;
import io.sixlane.configuration.accelerator.Endpoint;
import io.sixlane.configuration.accelerator.EndpointId;
import io.sixlane.configuration.accelerator.EndpointState;
import io.sixlane.configuration.accelerator.EndpointType;
import java.net.InetAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EndpointSelectorTest {
    private static final int CLIENTS = 100_000;

    private static final InetAddress CLIENT = InetAddress.ofLiteral("2001:db8::1");

    private static final Endpoint A = endpoint("192.0.2.1", 100);
    private static final Endpoint B = endpoint("192.0.2.2", 50);
    private static final Endpoint C = endpoint("192.0.2.3", 0);

    @Test
    void gives_each_endpoint_its_share_of_connections() {
        var random = new Random(1);
        var selector = selector(ClientAffinity.NONE, random, A, B, C);
        var client = InetAddress.ofLiteral("2001:db8::1");
        var shares =
                IntStream.range(0, CLIENTS)
                        .mapToObj(_ -> first(selector, client))
                        .collect(Collectors.groupingBy(a -> a, Collectors.counting()));
        assertThat(shares).containsOnlyKeys("192.0.2.1", "192.0.2.2");
        assertThat((double) count(shares, "192.0.2.1") / CLIENTS).isCloseTo(0.667, within(0.01));
    }

    @Test
    void gives_each_endpoint_its_share_of_clients_under_affinity() {
        var selector = selector(ClientAffinity.SOURCE_IP, new Random(1), A, B, C);
        var shares =
                firsts(selector).stream()
                        .collect(Collectors.groupingBy(a -> a, Collectors.counting()));
        assertThat(shares).containsOnlyKeys("192.0.2.1", "192.0.2.2");
        assertThat((double) count(shares, "192.0.2.1") / CLIENTS).isCloseTo(0.667, within(0.01));
    }

    @Test
    void keeps_a_client_and_its_whole_64_at_one_endpoint() {
        var selector =
                selector(ClientAffinity.SOURCE_IP, new Random(1), A, B, endpoint("192.0.2.9", 70));
        for (var i = 0; i < 1000; i++) {
            var one = InetAddress.ofLiteral(String.format(Locale.ROOT, "2001:db8:1:%x::1", i));
            var neighbour =
                    InetAddress.ofLiteral(String.format(Locale.ROOT, "2001:db8:1:%x:ffff::2", i));
            assertThat(first(selector, neighbour)).isEqualTo(first(selector, one));
        }
    }

    @Test
    void moves_only_the_clients_of_a_removed_endpoint() {
        var d = endpoint("192.0.2.4", 80);
        var before = firsts(selector(ClientAffinity.SOURCE_IP, new Random(1), A, B, d));
        var after = firsts(selector(ClientAffinity.SOURCE_IP, new Random(1), A, d));
        for (var i = 0; i < CLIENTS; i++) {
            if (!before.get(i).equals("192.0.2.2")) {
                assertThat(after.get(i)).isEqualTo(before.get(i));
            }
        }
    }

    @Test
    void moves_clients_only_towards_an_endpoint_that_gained_weight() {
        var before = firsts(selector(ClientAffinity.SOURCE_IP, new Random(1), A, B));
        var after =
                firsts(
                        selector(
                                ClientAffinity.SOURCE_IP,
                                new Random(1),
                                A,
                                endpoint("192.0.2.2", 100)));
        var moved = 0;
        for (var i = 0; i < CLIENTS; i++) {
            if (!after.get(i).equals(before.get(i))) {
                assertThat(after.get(i)).isEqualTo("192.0.2.2");
                moved++;
            }
        }
        assertThat((double) moved / CLIENTS).isCloseTo(1 / 2.0 - 1 / 3.0, within(0.01));
    }

    @Test
    void names_every_endpoint_with_weight_once_for_failover() {
        var selector = selector(ClientAffinity.NONE, new Random(1), A, B, C);
        var chosen = new ArrayList<Candidate>();
        selector.choose(CLIENT).forEachRemaining(chosen::add);
        assertThat(chosen)
                .extracting(candidate -> candidate.endpoint().address())
                .containsExactlyInAnyOrder("192.0.2.1", "192.0.2.2");
        assertThat(chosen).allSatisfy(candidate -> assertThat(candidate.port()).isEqualTo(8081));
    }

    @Test
    void tries_three_endpoints_at_most() {
        var endpoints =
                IntStream.range(1, 9)
                        .mapToObj(i -> endpoint("192.0.2." + i, 1))
                        .toArray(Endpoint[]::new);
        var chosen = selector(ClientAffinity.NONE, new Random(1), endpoints).choose(CLIENT);
        assertThat(chosen).toIterable().hasSize(3).doesNotHaveDuplicates();
    }

    @Test
    void tries_a_name_again_without_another_endpoint_because_it_may_have_other_addresses() {
        var name =
                new Endpoint(
                        new EndpointId("ep-1"), EndpointType.CUSTOM_DOMAIN, "origin.example", 1);
        assertThat(selector(ClientAffinity.NONE, new Random(1), name).choose(CLIENT))
                .toIterable()
                .hasSize(3);
    }

    @Test
    void servers_of_one_address_share_connections_and_clients_by_their_ports() {
        var one = endpointAt(8_081, EndpointState.ACTIVE);
        var other = endpointAt(8_082, EndpointState.ACTIVE);
        for (var affinity : ClientAffinity.values()) {
            var selector = selector(affinity, new Random(1), one, other);
            var shares =
                    IntStream.range(0, CLIENTS)
                            .mapToObj(i -> selector.choose(client(i)).next().port())
                            .collect(Collectors.groupingBy(port -> port, Collectors.counting()));
            assertThat(shares).containsOnlyKeys(8_081, 8_082);
            assertThat((double) shares.getOrDefault(8_081, 0L) / CLIENTS)
                    .isCloseTo(0.5, within(0.01));
        }
    }

    @Test
    void an_endpoint_that_drains_is_never_offered() {
        var draining = endpointAt(8_081, EndpointState.DRAINING);
        var active = endpointAt(8_082, EndpointState.ACTIVE);
        for (var affinity : ClientAffinity.values()) {
            assertThat(selector(affinity, new Random(1), draining, active).choose(CLIENT))
                    .toIterable()
                    .extracting(Candidate::endpoint)
                    .containsExactly(active);
            assertThat(selector(affinity, new Random(1), draining).choose(CLIENT)).isExhausted();
        }
    }

    @Test
    void has_nothing_to_offer_when_every_weight_is_0() {
        assertThat(selector(ClientAffinity.SOURCE_IP, new Random(1), C).choose(CLIENT))
                .isExhausted();
    }

    private static long count(Map<String, Long> shares, String address) {
        return shares.getOrDefault(address, 0L);
    }

    private static EndpointSelector selector(
            ClientAffinity affinity, Random random, Endpoint... endpoints) {
        var changes = new ConditionChanges();
        return new EndpointSelector(
                List.of(group(80, 8081, endpoints)),
                "cn-hongkong",
                80,
                new EndpointSelector.Affinity(affinity, 64),
                (_, _, _) ->
                        new EndpointCondition(changes, new CheckedHealth(changes, Instant.EPOCH)),
                changes,
                () -> 0,
                random::nextDouble);
    }

    private static List<String> firsts(EndpointSelector selector) {
        var firsts = new ArrayList<String>();
        for (var i = 0; i < CLIENTS; i++) {
            firsts.add(first(selector, client(i)));
        }
        return firsts;
    }

    private static InetAddress client(int number) {
        return InetAddress.ofLiteral(
                String.format(Locale.ROOT, "2001:db8:%x:%x::1", number >> 16, number & 0xffff));
    }

    private static String first(EndpointSelector selector, InetAddress client) {
        return selector.choose(client).next().endpoint().address();
    }
}
